// The contents list as a tree of chapters, apart from the page that shows it.
import type { GuidelineView } from "../../../electron/shared/contract/guidelines.ts";
import type { ContentsEntry } from "../../../electron/shared/domain/guideline.ts";

export type Shown = "all" | "doubtful" | "missing";

export interface TreeEntry extends ContentsEntry {
  /** 0: a group under the chapter, 1: a condition, 2: a condition in a condition. */
  readonly depth: number;
  readonly corrected: boolean;
}

export interface Chapter {
  readonly number: string;
  /** Empty: conditions that the contents list does not have. */
  readonly title: string;
  readonly entries: readonly TreeEntry[];
}

/** Chapters with what is asked for; chapters with nothing of it are left out. */
export function chaptersOf({ contents, conditions }: GuidelineView, shown: Shown): Chapter[] {
  const corrected = new Set(conditions.filter((c) => c.corrected).map(({ number }) => number));
  const listed = new Set(contents.map(({ number }) => number));
  const unlisted = conditions
    .filter(({ number }) => !listed.has(number))
    .map(({ number, title, firstPage, reasons }): ContentsEntry => {
      const coverage = reasons.length > 0 ? "doubtful" : "found";
      return { number, title, page: null, filePage: firstPage, coverage, reasons };
    });
  const titles = new Map(
    contents
      .filter(({ number }) => !number.includes("."))
      .map(({ number, title }) => [number, title]),
  );
  const groups = Map.groupBy(
    [...contents.filter(({ number }) => number.includes(".")), ...unlisted],
    (entry) => (listed.has(entry.number) ? (entry.number.split(".")[0] ?? "") : ""),
  );
  const chapters = [...groups].map(([number, entries]) => ({
    number,
    title: titles.get(number) ?? "",
    entries: entries
      .filter(({ coverage }) => shown === "all" || coverage === shown)
      .map((entry) => ({
        ...entry,
        depth: Math.max(0, entry.number.split(".").length - 2),
        corrected: corrected.has(entry.number),
      })),
  }));
  return chapters.filter(({ entries }) => entries.length > 0);
}
