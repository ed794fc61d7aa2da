/** The headings that treatment guidelines share, however they are worded, spaced or misspelt. */
import type { SectionKind } from "../../shared/domain/guideline.ts";

/** A line of a condition's text. */
export interface SectionLine {
  readonly text: string;
  readonly bullet: boolean;
  /** Set off by its print; null: the source does not tell (plain text, a page read by OCR). */
  readonly emphasis: boolean | null;
}

export interface Section<L extends SectionLine> {
  readonly kind: SectionKind;
  /** As printed; empty for the text before the first heading. */
  readonly title: string;
  readonly lines: L[];
}

/** How a heading begins; the longest that fits decides. */
const BEGINNINGS: readonly (readonly [SectionKind, string])[] = [
  ...names("definition", "introduction, definition, description, overview, background"),
  ...names("causes", "cause, causes, aetiology, etiology, causative organism, causative organisms"),
  ...names("causes", "pathophysiology, pathogenesis, epidemiology, mode of transmission"),
  ...names(
    "risk-factors",
    "risk factors, risk factor, predisposing factors, precipitating factors",
  ),
  ...names("classification", "classification, types, stages, staging, grading"),
  ...names("clinical-features", "clinical features, clinical presentation, clinical findings"),
  ...names("clinical-features", "clinical manifestations, signs and symptoms, symptoms and signs"),
  ...names("clinical-features", "symptoms, signs, presentation, danger signs, clinical evaluation"),
  ...names("clinical-features", "diagnostic criteria, diagnosis"),
  ...names("complications", "complications, complication"),
  ...names("differential-diagnosis", "differential diagnosis, differential diagnoses"),
  ...names("differential-diagnosis", "differentials"),
  ...names("investigations", "investigations, investigation, laboratory investigations"),
  ...names("investigations", "other investigations, diagnostic tests"),
  ...names(
    "management",
    "management, treatment, definitive treatment, therapy, surgical treatment",
  ),
  ...names("management", "general management, medical management, specific treatment, surgery"),
  ...names("treatment-goals", "treatment goals, goals of treatment, treatment objectives"),
  ...names("treatment-goals", "goals of therapy, management goals"),
  ...names("non-drug-treatment", "non-drug treatment, non drug treatment, non-drug therapy"),
  ...names("non-drug-treatment", "non-pharmacological treatment, general measures"),
  ...names("drug-treatment", "drug treatment, drug therapy, pharmacological treatment"),
  ...names("drug-treatment", "medicine treatment, drug treatments"),
  ...names("supportive-measures", "supportive measures, supportive treatment, supportive care"),
  ...names("cautions", "caution, cautions, notable adverse, adverse drug reactions"),
  ...names("cautions", "adverse reactions, contraindications, warning"),
  ...names("prevention", "prevention, prophylaxis, preventive measures"),
  ...names("prognosis", "prognosis"),
  ...names("notes", "note, notes"),
];
/** Words that decide wherever they stand in a printed heading. */
const ANYWHERE: readonly (readonly [SectionKind, RegExp])[] = [
  ["classification", /\bclassification\b/i],
  ["clinical-features", /\b(?:features|symptoms|signs of)\b/i],
  ["management", /\b(?:management|treatment|therapy|first aid)\b/i],
];
/** Headings of many wordings, known by their first and a later word. */
const WORDED: readonly (readonly [SectionKind, RegExp])[] = [
  [
    "cautions",
    /^(?:notable|important)\b.*\b(?:reactions?|effects?|cautions?|contraindications?)\b/i,
  ],
  ["cautions", /^adverse\b.*\b(?:cautions?|contraindications?)\b/i],
  ["supportive-measures", /^supportive\b.{0,20}\b(?:measures?|care|treatment|therapy)\b/i],
  ["drug-treatment", /^(?:alternative|recommended) (?:drug )?(?:treatment|regimen)s?$/i],
];
const LONGEST_HEADING = 100;

function names(kind: SectionKind, list: string): (readonly [SectionKind, string])[] {
  return list.split(", ").map((name) => [kind, name] as const);
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, "");
const BY_LENGTH = BEGINNINGS.map(([kind, name]) => ({ kind, name, plain: letters(name) })).sort(
  (a, b) => b.plain.length - a.plain.length,
);

/** The kind of a line that is a heading; null: it is none, or one of no known kind. */
export function headingKind(line: SectionLine, subject = ""): SectionKind | null {
  const text = line.text.trim();
  if (line.bullet || line.emphasis === false) return null;
  if (text.length > LONGEST_HEADING || /[.;,?]$/.test(text)) return null;
  // The last words of a wrapped sentence begin small.
  if (line.emphasis === null && !/^\p{Lu}/u.test(text)) return null;
  const worded = WORDED.find(([, pattern]) => pattern.test(text))?.[0];
  if (worded !== undefined) return worded;
  const known = beginning(text, line.emphasis === true, subject);
  if (known !== null || line.emphasis !== true) return known;
  return ANYWHERE.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

function beginning(text: string, emphasis: boolean, subject: string): SectionKind | null {
  const plain = letters(text);
  for (const { kind, name, plain: wanted } of BY_LENGTH) {
    const end = fits(plain, wanted);
    if (end === null) continue;
    const rest = afterLetters(text, end);
    if (rest === "" || (emphasis && /^[\s(:–-]/.test(rest))) return kind;
    // Without print to go by, only "TREATMENT OF MALARIA" and the like are headings.
    const of = /^\s*(?:of|in|for)\s+(.+)$/i.exec(rest)?.[1];
    if (of === undefined || name.length < 5) continue;
    if (text === text.toUpperCase() || (subject !== "" && letters(of) === letters(subject))) {
      return kind;
    }
  }
  return null;
}

/** Letters of `text` that stand for `wanted`, a slip of the pen allowed; null: something else. */
function fits(text: string, wanted: string): number | null {
  if (text.startsWith(wanted)) return wanted.length;
  const slips = wanted.length >= 18 ? 2 : 1;
  if (wanted.length < 10) return null;
  for (const length of [wanted.length, wanted.length - 1, wanted.length + 1]) {
    if (length > text.length) continue;
    if (distance(text.slice(0, length), wanted, slips + 1) <= slips) return length;
  }
  return null;
}

/** What follows the first `count` letters, a colon at the end aside. */
function afterLetters(text: string, count: number): string {
  let seen = 0;
  let at = 0;
  for (const sign of text) {
    if (seen === count) break;
    if (/\p{L}/u.test(sign)) seen += 1;
    at += sign.length;
  }
  return text.slice(at).replace(/\s*[:–-]?\s*$/, "");
}

/** Levenshtein with swaps of neighbours, up to `limit`. */
export function distance(a: string, b: string, limit = 100): number {
  let [last, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (last[j - 2] ?? 0) + 1);
      }
      next.push(best);
    }
    if (Math.min(...next) >= limit) return limit;
    [last, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** Lines under their headings, in order. Text before the first heading is the definition. */
export function splitSections<L extends SectionLine>(
  lines: readonly L[],
  subject = "",
): Section<L>[] {
  const sections: Section<L>[] = [{ kind: "definition", title: "", lines: [] }];
  for (const line of lines) {
    const kind = headingKind(line, subject);
    // The title once more says nothing of the condition.
    if (kind === null && subject !== "" && letters(line.text) === letters(subject)) continue;
    if (kind === null) sections.at(-1)?.lines.push(line);
    else sections.push({ kind, title: line.text.trim(), lines: [] });
  }
  return sections.filter(({ lines: own, title }) => own.length > 0 || title !== "");
}
