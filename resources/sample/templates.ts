export type Slot =
  | "person"
  | "core"
  | "support"
  | "support2"
  | "absent"
  | "history"
  | "must"
  | "ask";

/** Slots in order, each with what goes in front of it; an empty slot takes its separator along. */
export type Template = readonly (readonly [separator: string, slot: Slot])[];

export interface TemplateBank {
  /** For any order. */
  readonly general: readonly Template[];
  /** Wordings that need a complaint as the core. */
  readonly complaint: readonly Template[];
}

export const TRAIN_TEMPLATES: TemplateBank = {
  general: templates(`
    {person} with {core}, {support} and {support2}. {history}. {absent}. {must}. {ask}
    {person}, {core}, {support}, {support2}, {absent}, {must}. {history}. {ask}
    {core}. {person}, {history}. {support}, {support2}, {must}. {absent}. {ask}
    {ask}. {person} with {core}, {must}, {support}, {support2}. {history}, {absent}
    {person} - {core}; {support}; {support2}; {must}; {absent}; {history}; {ask}
    {person}, {history}. {core}, {must}. {support} and {support2}. {absent}. {ask}
    {support}, {core}. {person}. {must}, {support2}. {absent}, {history}. {ask}
    history: {person}, {core}, {must}. {support}. {support2}. {absent}. {history}. question: {ask}
    {person} / {core} / {support} / {must} / {support2} / {absent} / {history} / {ask}
    reason: {core}, {support}. {must}. {person}. {history}. {absent}, {support2}. {ask}
    {ask} - {core}, {support}, {must}, {person}, {history}, {absent}
    dx: {core}. {person}. {must}, {support}, {support2}. {history}. {absent}. {ask}
    {must}. {person}. {core}, {support}. {support2}. {absent}. {history}. {ask}
    study reason - {ask}. {person}, {core}, {must}. {support}, {support2}. {history}. {absent}
    {person}: {core} + {support} + {support2}, {must}. {absent}. {history}. {ask}
    {support}; {support2}; {core}; {must}. {person}. {history}. {absent}. {ask}
    info: {core}. {support}. {person}, {must}, {history}. {support2}, {absent} - {ask}
  `),
  complaint: templates(`
    {person} presents with {core}, {support}, {support2}. {must}. {absent}. {history}. {ask}
    {person} p/w {core} and {support}, {support2}. {history}, {absent}, {must}, {ask}
    {person} c/o {core}. {must}. {support}, {support2}. {absent}, {history}. {ask}
    {core} in {person} with {support} and {support2}, {must}. {absent}. {history}, {ask}
    {person}, {history}, admitted with {core}. {support}, {support2}, {must}. {absent}. {ask}
    {person} being seen for {core}, {support} & {support2}. {must}. {history}, {absent}. {ask}
    {support} with {core}, {person}, {must}. {support2}, {absent}, {history}. {ask}
    symptoms: {core}, {support}. {support2}. {person}. {history}. {must}, {absent}. {ask}
  `),
};

export const TEST_TEMPLATES: TemplateBank = {
  general: templates(`
    indication: {core}. {person}. {must}. {support}. {support2}. {absent}. {history}. {ask}
    clinical info: {person}, {must}, {core}, {support}, {support2}. {absent}. {history}. {ask}
    reason for exam: {ask}. {person}. {core}, {support}, {support2}, {must}, {absent}. {history}
    {person}. {history}. {core}. {must}. {support}, {support2}, {absent}. {ask}
    hx: {person}, {support} + {core} + {support2}. {must}, {absent}, {history} -> {ask}
  `),
  complaint: templates(`
    pt: {person} complaining of {core}, also {support}, {support2}. {must}, {absent}. {history}. {ask}
    {person} seen today for {core}. {must}. {support} & {support2}. {absent}. {history}. {ask}
    {support} and {core} in {person}, {must}, {support2}. {absent}, {history}. {ask}
  `),
};

/** One template a line; what stands between two slots goes with the second one. */
function templates(text: string): Template[] {
  return text
    .trim()
    .split("\n")
    .map((line) =>
      [...line.trim().matchAll(/([^{}]*)\{(\w+)\}/gu)].map(
        ([, separator = "", slot = ""]) => [separator, slot as Slot] as const,
      ),
    );
}

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
