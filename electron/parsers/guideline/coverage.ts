/** What the contents list promises against what was read. */
import type { ContentsEntry, Coverage } from "../../shared/domain/guideline.ts";
import { conditionDoubts } from "../../shared/domain/guideline.ts";
import type { FoundCondition } from "./conditions.ts";
import { type Contents, type ContentsLine, isGroup } from "./contents.ts";
import type { FilePages } from "./file-pages.ts";

/** A title less like its contents line than this is looked at by a person. */
const SURE = 0.85;
/** Pages by which the list and the text may disagree. */
const SLACK = 1;

export function coverageOf(
  contents: Contents,
  found: readonly FoundCondition[],
  pages: FilePages,
): ContentsEntry[] {
  const byNumber = new Map(found.map((one) => [one.condition.number, one]));
  return contents.entries.map((entry) => {
    const filePage = pages.fileOf(entry.page);
    if (entry.title === "") return untitled(entry);
    if (isGroup(entry, contents.entries)) return listed(entry, filePage, "heading", []);
    const one = byNumber.get(entry.number);
    if (one === undefined) return listed(entry, filePage, "missing", [whyMissing(entry, filePage)]);
    const reasons = doubtsOf(one, entry, filePage);
    return listed(
      entry,
      filePage ?? one.condition.firstPage,
      reasons.length === 0 ? "found" : "doubtful",
      reasons,
    );
  });
}

/** A number with neither title nor page promises nothing that could be looked for. */
function untitled({ number, page }: ContentsLine): ContentsEntry {
  const reasons = ["The contents list gives a number without a title."];
  return { number, title: "", page, filePage: null, coverage: "heading", reasons };
}

function listed(
  { number, title, page }: ContentsLine,
  filePage: number | null,
  coverage: Coverage,
  reasons: readonly string[],
): ContentsEntry {
  return { number, title, page, filePage, coverage, reasons: reasons.slice(0, 20) };
}

function whyMissing({ page }: ContentsLine, filePage: number | null): string {
  if (page === null) return "The contents list gives no page, and no such title was found.";
  if (filePage === null) return `Page ${page} is not in this file.`;
  return `No such title was found on page ${page} or any other.`;
}

function doubtsOf(
  { condition, title }: FoundCondition,
  entry: ContentsLine,
  filePage: number | null,
): string[] {
  const reasons: string[] = [];
  if (entry.page === null) reasons.push("The contents list gives no page.");
  if (filePage !== null && Math.abs(filePage - condition.firstPage) > SLACK) {
    reasons.push(`The contents list says page ${entry.page}; the title stands elsewhere.`);
  }
  if (title.likeness < SURE) reasons.push("The title reads otherwise in the contents list.");
  return [...reasons, ...conditionDoubts(condition)];
}
