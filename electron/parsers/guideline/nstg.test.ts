/**
 * The section splitter on the raw texts of the Nigeria Standard Treatment Guidelines, against the
 * structured records made from them by others.
 *
 * Counted in words (letters and figures, small letters). For each condition and each top-level field
 * of the record (its `treatment` as one), precision and recall of the bag of words give one F1; a
 * field that neither side has is left out. The score is the mean over all such (condition, field)
 * pairs. The mean over the fields, where a rare one weighs as much as a frequent one, is held to the
 * same bound. The pooled score (all words in one bag per field) is printed too and is lower: the
 * records summarise long texts, and every word they left out counts against the splitter there.
 * Kinds that the records have no field for (causes, classification, ...) are not scored.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sharedData } from "../../../test/support/shared-data.ts";
import type { SectionKind } from "../../shared/domain/guideline.ts";
import { textLines } from "./plain-text.ts";
import { splitSections } from "./sections.ts";

const path = sharedData("guidelines/nigeria_nstg/nstg_pairs.jsonl");

type Structured = Readonly<Record<string, unknown>>;
interface Pair {
  readonly condition: string;
  readonly text: string;
  readonly structured: Structured;
}

const FIELDS: Readonly<
  Record<string, { record: readonly string[]; kinds: readonly SectionKind[] }>
> = {
  introduction: { record: ["introduction"], kinds: ["definition"] },
  clinical_features: { record: ["clinical_features"], kinds: ["clinical-features"] },
  investigations: { record: ["investigations", "other_investigations"], kinds: ["investigations"] },
  treatment: {
    record: ["treatment", "definitive_treatment"],
    kinds: [
      "management",
      "treatment-goals",
      "non-drug-treatment",
      "drug-treatment",
      "supportive-measures",
      "cautions",
      "notes",
    ],
  },
  differential_diagnoses: { record: ["differential_diagnoses"], kinds: ["differential-diagnosis"] },
  complications: { record: ["complications"], kinds: ["complications"] },
  prevention: { record: ["prevention"], kinds: ["prevention"] },
  prognosis: { record: ["prognosis"], kinds: ["prognosis"] },
};

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every text in a value; the placeholder that names no type of features aside. */
function texts(value: unknown, key = ""): string {
  if (typeof value === "string")
    return key === "type" && value === "Clinical Features" ? "" : value;
  if (Array.isArray(value)) return value.map((one) => texts(one)).join("\n");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([name, one]) => texts(one, name))
    .join("\n");
}

interface Count {
  readonly shared: number;
  readonly got: number;
  readonly wanted: number;
}

function compare(got: readonly string[], wanted: readonly string[]): Count {
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of got) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared += 1;
    left.set(word, count - 1);
  }
  return { shared, got: got.length, wanted: wanted.length };
}

const f1 = ({ shared, got, wanted }: Count) => (2 * shared) / (got + wanted);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function scores(pairs: readonly Pair[]): Map<string, Count[]> {
  const found = new Map<string, Count[]>(Object.keys(FIELDS).map((name) => [name, []]));
  for (const { condition, text, structured } of pairs) {
    const sections = splitSections(textLines(text), condition);
    for (const [name, { record, kinds }] of Object.entries(FIELDS)) {
      const mine = sections
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap(({ lines }) => lines);
      const got = words(mine.map((line) => line.text).join("\n"));
      const wanted = words(record.map((key) => texts(structured[key])).join("\n"));
      if (got.length + wanted.length > 0) found.get(name)?.push(compare(got, wanted));
    }
  }
  return found;
}

it.runIf(path)("splits the raw texts as the records have them: F1 of at least 0.85", () => {
  const lines = readFileSync(path ?? "", "utf8")
    .trim()
    .split("\n");
  const pairs = lines.map((line) => JSON.parse(line) as Pair);
  expect(pairs).toHaveLength(270);
  const found = scores(pairs);
  const perField = [...found].map(([name, counts]) => {
    const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
    const pooled = f1({ shared: sum("shared"), got: sum("got"), wanted: sum("wanted") });
    return { field: name, records: counts.length, f1: mean(counts.map(f1)), pooled };
  });
  const all = mean([...found.values()].flat().map(f1));
  const macro = mean(perField.map((one) => one.f1));
  console.table(perField);
  console.info(
    `NSTG: F1 ${all.toFixed(3)} over conditions and fields, ${macro.toFixed(3)} over fields, ` +
      `pooled ${mean(perField.map((one) => one.pooled)).toFixed(3)}`,
  );
  expect(all).toBeGreaterThanOrEqual(0.85);
  expect(macro).toBeGreaterThanOrEqual(0.85);
});
