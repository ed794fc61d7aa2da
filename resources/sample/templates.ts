export type Slot = "person" | "core" | "support" | "support2" | "absent" | "history" | "must" | "ask";

/** Slots in order, each with what goes in front of it; an empty slot takes its separator along. */
export type Template = readonly (readonly [separator: string, slot: Slot])[];

export interface TemplateBank {
  /** For any order. */
  readonly general: readonly Template[];
  /** Wordings that need a complaint as the core. */
  readonly complaint: readonly Template[];
}

export const TRAIN_TEMPLATES: TemplateBank = {
  general: [
    [["", "person"], [" with ", "core"], [", ", "support"], [" and ", "support2"], [". ", "history"], [". ", "absent"], [". ", "must"], [". ", "ask"]],
    [["", "person"], [", ", "core"], [", ", "support"], [", ", "support2"], [", ", "absent"], [", ", "must"], [". ", "history"], [". ", "ask"]],
    [["", "core"], [". ", "person"], [", ", "history"], [". ", "support"], [", ", "support2"], [", ", "must"], [". ", "absent"], [". ", "ask"]],
    [["", "ask"], [". ", "person"], [" with ", "core"], [", ", "must"], [", ", "support"], [", ", "support2"], [". ", "history"], [", ", "absent"]],
    [["", "person"], [" - ", "core"], ["; ", "support"], ["; ", "support2"], ["; ", "must"], ["; ", "absent"], ["; ", "history"], ["; ", "ask"]],
    [["", "person"], [", ", "history"], [". ", "core"], [", ", "must"], [". ", "support"], [" and ", "support2"], [". ", "absent"], [". ", "ask"]],
  ],
  complaint: [
    [["", "person"], [" presents with ", "core"], [", ", "support"], [", ", "support2"], [". ", "must"], [". ", "absent"], [". ", "history"], [". ", "ask"]],
    [["", "person"], [" p/w ", "core"], [" and ", "support"], [", ", "support2"], [". ", "history"], [", ", "absent"], [", ", "must"], [", ", "ask"]],
    [["", "person"], [" c/o ", "core"], [". ", "must"], [". ", "support"], [", ", "support2"], [". ", "absent"], [", ", "history"], [". ", "ask"]],
    [["", "core"], [" in ", "person"], [" with ", "support"], [" and ", "support2"], [", ", "must"], [". ", "absent"], [". ", "history"], [", ", "ask"]],
  ],
};

export const TEST_TEMPLATES: TemplateBank = {
  general: [
    [["indication: ", "core"], [". ", "person"], [". ", "must"], [". ", "support"], [". ", "support2"], [". ", "absent"], [". ", "history"], [". ", "ask"]],
    [["clinical info: ", "person"], [", ", "must"], [", ", "core"], [", ", "support"], [", ", "support2"], [". ", "absent"], [". ", "history"], [". ", "ask"]],
    [["reason for exam: ", "ask"], [". ", "person"], [". ", "core"], [", ", "support"], [", ", "support2"], [", ", "must"], [", ", "absent"], [". ", "history"]],
    [["", "person"], [". ", "history"], [". ", "core"], [". ", "must"], [". ", "support"], [", ", "support2"], [", ", "absent"], [". ", "ask"]],
    [["hx: ", "person"], [", ", "support"], [" + ", "core"], [" + ", "support2"], [". ", "must"], [", ", "absent"], [", ", "history"], [" -> ", "ask"]],
  ],
  complaint: [
    [["pt: ", "person"], [" complaining of ", "core"], [", also ", "support"], [", ", "support2"], [". ", "must"], [", ", "absent"], [". ", "history"], [". ", "ask"]],
    [["", "person"], [" seen today for ", "core"], [". ", "must"], [". ", "support"], [" & ", "support2"], [". ", "absent"], [". ", "history"], [". ", "ask"]],
    [["", "support"], [" and ", "core"], [" in ", "person"], [", ", "must"], [", ", "support2"], [". ", "absent"], [", ", "history"], [". ", "ask"]],
  ],
};

export function fillTemplate(template: Template, slots: Partial<Record<Slot, string>>): string {
  let out = "";
  for (const [separator, slot] of template) {
    const value = slots[slot];
    if (!value) continue;
    // At the start only a heading such as "hx: " stays, no joining word.
    const lead = out === "" && !/^[a-z]/u.test(separator) ? "" : separator;
    out += (/\?$/u.test(out) ? lead.replace(/^[.,;]/u, "") : lead) + value;
  }
  return out;
}
