/**
 * Question and answer rows out of a guideline's fields. The questions are templates of this
 * program; the answers are the guideline's own words. A row cites its pages in its origin.
 */
import type { DatasetRow } from "./dataset.ts";
import {
  type Guideline,
  type GuidelineCondition,
  type GuidelineField,
  isDangerous,
} from "./guideline.ts";
import { levelParts, withoutEmptyLevels } from "./guideline-levels.ts";
import { ASKED_OF, ASKED_OF_CODES, ASKED_OF_LEVEL, ASKED_OF_PART } from "./guideline-templates.ts";
import { philoxBlock } from "./metrics/counter-random.ts";

export interface GuidelineRow {
  readonly row: DatasetRow;
  readonly condition: string;
  /** Index among the condition's fields; null: from the title line. */
  readonly field: number | null;
  /** Pages of the file. */
  readonly pages: readonly number[];
}

export type GuidelineRowOrReject =
  | ({ readonly type: "row" } & GuidelineRow)
  | { readonly type: "reject"; readonly sourceRow: number; readonly reason: string };

export interface RowOptions {
  /** The same seed chooses the same questions. */
  readonly seed: number;
  /** Questions a section, of those there are. */
  readonly phrasings: number;
}

export const ROW_OPTIONS: RowOptions = { seed: 1, phrasings: 2 };
/** An answer shorter than this says nothing. */
const SHORTEST = 3;

export function* guidelineRows(
  guideline: Guideline,
  options: RowOptions = ROW_OPTIONS,
): Generator<GuidelineRowOrReject> {
  for (const [index, condition] of guideline.conditions.entries()) {
    yield* conditionRows(guideline, condition, {
      ...options,
      seed: options.seed * 100_003 + index,
    });
  }
}

function* conditionRows(
  guideline: Guideline,
  condition: GuidelineCondition,
  options: RowOptions,
): Generator<GuidelineRowOrReject> {
  const make = rowMaker(guideline, condition);
  const codes = condition.icd10.map(({ code, note }) =>
    note === null ? code : `${code} (${note})`,
  );
  if (codes.length > 0) {
    const questions = chosen(ASKED_OF_CODES, options, 0);
    yield* make(questions, codes.join(", "), {
      name: "icd10",
      field: null,
      pages: [condition.firstPage],
    });
  }
  for (const [index, field] of condition.fields.entries()) {
    const [page = condition.firstPage] = field.pages;
    const unsure = field.doubts.find(isDangerous);
    if (unsure !== undefined) {
      yield {
        type: "reject",
        sourceRow: unsure.page,
        reason: "a sign in this text is not certain: confirm it in the guideline first",
      };
      continue;
    }
    if (field.text.trim().length < SHORTEST) {
      yield { type: "reject", sourceRow: page, reason: "text: empty" };
      continue;
    }
    yield* fieldRows(make, field, index, options);
  }
}

type Make = ReturnType<typeof rowMaker>;

function* fieldRows(
  make: Make,
  field: GuidelineField,
  index: number,
  options: RowOptions,
): Generator<GuidelineRowOrReject> {
  const place = { field: index, pages: field.pages };
  const ocr = field.ocrConfidence === null ? "" : "-ocr";
  const name = `${index + 1}-${field.kind}${ocr}`;
  const templates = templatesOf(field);
  yield* make(chosen(templates, options, index * 7 + 1), spelt(field.text), { ...place, name });
  const levels = levelParts(field.text);
  const named = [...new Set(levels.map(({ level }) => level))].filter((level) => level !== null);
  for (const [at, level] of named.entries()) {
    const text = levels.filter((part) => part.level === level).map((part) => part.text);
    const asked = ASKED_OF_LEVEL.map((template) => template.replace("{level}", spokenLevel(level)));
    const questions = titled(asked, field);
    yield* make(chosen(questions, options, index * 7 + 2 + at), text.join("\n"), {
      ...place,
      name: `${name}-${level.replace(/[^\w]+/g, "-")}`,
    });
  }
}

/** Several fields of one kind ("Plan A", "Plan B") are told apart by their headings. */
function templatesOf(field: GuidelineField): readonly string[] {
  const plain = ASKED_OF[field.kind];
  return field.title === "" || isPlainTitle(field) ? plain : titled(ASKED_OF_PART, field);
}

function titled(templates: readonly string[], field: GuidelineField): string[] {
  const about = field.title === "" || isPlainTitle(field) ? "" : ` (${field.title})`;
  return templates.map((one) => one.replace("{part}", field.title).replace("{about}", about));
}

/** "Causes", "Clinical features": the heading says no more than the kind. */
function isPlainTitle({ kind, title }: GuidelineField): boolean {
  if (kind === "other") return false;
  const words = kind.split("-");
  const said = title
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return said.length <= words.length && words.some((w) => said[0]?.slice(0, 4) === w.slice(0, 4));
}

function spokenLevel(level: string): string {
  return level.replace(/^HC\s*(\d|I+V?)/i, "HC $1").trim();
}

/** Levels as a person reads them: "HC2:". */
function spelt(text: string): string {
  return withoutEmptyLevels(text).replace(/^\[([^[\]]+)\]$/gm, "$1:");
}

function chosen(
  templates: readonly string[],
  { seed, phrasings }: RowOptions,
  salt: number,
): string[] {
  const first = Math.floor(draw(seed, salt) * templates.length);
  const count = Math.min(phrasings, templates.length);
  return Array.from({ length: count }, (_, i) => templates[(first + i) % templates.length] ?? "");
}

/** From 0 up to 1, the same for the same seed and salt. */
function draw(seed: number, salt: number): number {
  const block = new Uint32Array(4);
  philoxBlock([salt, 0, 0, 0], [seed >>> 0, 0], block);
  return (block[0] ?? 0) / 2 ** 32;
}

function rowMaker(guideline: Guideline, condition: GuidelineCondition) {
  const { number, title } = condition;
  return function* (
    questions: readonly string[],
    answer: string,
    place: { name: string; field: number | null; pages: readonly number[] },
  ): Generator<GuidelineRowOrReject> {
    const [page = condition.firstPage] = place.pages;
    for (const [at, question] of questions.entries()) {
      const row: DatasetRow = {
        id: `${number}/${place.name}/${at + 1}`.slice(0, 200),
        text: question.replace("{condition}", title),
        label: null,
        group: `${number} ${title}`.slice(0, 200),
        answer,
        part: null,
        sourceRow: page,
        origin: citation(guideline, place.pages),
      };
      yield { type: "row", row, condition: number, field: place.field, pages: place.pages };
    }
  };
}

/** "Uganda Clinical Guidelines 2023, p. 4, 5": printed numbers where the pages bear one. */
export function citation(
  { title, pages }: Pick<Guideline, "title" | "pages">,
  cited: readonly number[],
): string {
  const names = cited.map((page) => pages[page - 1]?.label ?? `[${page} of the file]`);
  const list = names.length > 6 ? [...names.slice(0, 5), "…", names.at(-1)] : names;
  const where = `, p. ${list.join(", ")}`;
  return `${title.slice(0, 200 - where.length)}${where}`;
}
