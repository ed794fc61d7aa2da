/** From pages to conditions: where each begins, and what stands under it. */
import type { Doubt, GuidelineCondition, IcdCode } from "../../shared/domain/guideline.ts";
import type { Contents, ContentsLine } from "./contents.ts";
import { Fields, type PlacedBlock } from "./fields.ts";
import { type NumberedTitle, numberedTitle } from "./headings.ts";
import { codesIn, isCodeLine } from "./icd10.ts";
import { linesOf, type PageLayout, rectOf } from "./layout.ts";
import { rounded } from "./paragraphs.ts";
import { Words } from "./words.ts";

interface Open {
  readonly title: NumberedTitle;
  readonly start: PlacedBlock;
  readonly codes: IcdCode[];
  readonly blocks: PlacedBlock[];
}

export interface FoundCondition {
  readonly condition: GuidelineCondition;
  readonly title: NumberedTitle;
}

export function conditionsOf(pages: readonly PageLayout[], contents: Contents): FoundCondition[] {
  const entries = new Map(contents.entries.map((entry) => [entry.number, entry]));
  const words = wordsOf(pages);
  const habits = habitsOf(pages);
  const found: Open[] = [];
  const seen = new Set<string>();
  for (const placed of flowOf(pages, contents)) {
    const title = titleOf(placed, entries, seen);
    const open = found.at(-1);
    if (title !== null) {
      seen.add(title.number);
      found.push({ title, start: placed, codes: [...title.codes], blocks: [] });
    } else if (open !== undefined && !tookCodes(open, placed)) open.blocks.push(placed);
  }
  return found
    .map((open, at) => ({ title: open.title, condition: condition(open, words, at, found) }))
    .map(({ title, condition: one }) => ({ title, condition: withoutHabits(one, habits) }))
    .filter(({ condition: { fields } }) => fields.length > 0);
}

function condition(
  { title, start, codes, blocks }: Open,
  words: Words,
  at: number,
  all: readonly Open[],
): GuidelineCondition {
  const fields = new Fields(words);
  for (const block of blocks) fields.add(block);
  const pages = [start.page, ...blocks.map(({ page }) => page)];
  return {
    number: title.number,
    title: (title.listed?.title ?? title.title).slice(0, 300),
    icd10: codes.slice(0, 50),
    firstPage: start.page,
    lastPage: Math.max(...pages),
    heading: { page: start.page, ...rounded(rectOf(start.block)) },
    cutOff: at === all.length - 1,
    fields: fields.end(),
  };
}

function titleOf(
  { block, ocrConfidence }: PlacedBlock,
  entries: ReadonlyMap<string, ContentsLine>,
  seen: ReadonlySet<string>,
): NumberedTitle | null {
  if (block.type !== "line") return null;
  const title = numberedTitle(block.line, entries, ocrConfidence !== null);
  return title === null || seen.has(title.number) ? null : title;
}

/** Codes on a line of their own, right under the title. */
function tookCodes(open: Open, { block }: PlacedBlock): boolean {
  if (open.blocks.length > 0 || block.type !== "line" || !isCodeLine(block.line.text)) return false;
  open.codes.push(...codesIn(block.line.text));
  return true;
}

function flowOf(pages: readonly PageLayout[], contents: Contents): PlacedBlock[] {
  return pages
    .filter(({ page }) => !contents.pages.has(page))
    .flatMap(({ page, source, ocrConfidence, blocks }) => {
      const confidence = source === "ocr" ? (ocrConfidence ?? 0) : null;
      const right = Math.max(...blocks.map((block) => rectOf(block).x + rectOf(block).width));
      return blocks.map((block) => ({ block, page, ocrConfidence: confidence, right }));
    });
}

/** A sign that stands before so many list items of the document is its list mark. */
const HABIT = 5;

function habitsOf(pages: readonly PageLayout[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { doubts } of pages.flatMap(({ blocks }) => blocks.flatMap(linesOf))) {
    for (const { found } of doubts.filter(isBulletSign)) {
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  }
  return new Set([...counts].filter(([, count]) => count >= HABIT).map(([found]) => found));
}

const isBulletSign = ({ kind, readAs }: Doubt) => kind === "symbol" && readAs === "•";

function withoutHabits(
  condition: GuidelineCondition,
  habits: ReadonlySet<string>,
): GuidelineCondition {
  const fields = condition.fields.map((field) => ({
    ...field,
    doubts: field.doubts.filter((doubt) => !isBulletSign(doubt) || !habits.has(doubt.found)),
  }));
  return { ...condition, fields };
}

function wordsOf(pages: readonly PageLayout[]): Words {
  const words = new Words();
  for (const { blocks } of pages) for (const line of blocks.flatMap(linesOf)) words.add(line);
  return words;
}
