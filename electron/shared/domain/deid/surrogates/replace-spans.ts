import type { DeidClass } from "../classes.ts";
import { codeSurrogate } from "./codes.ts";
import { shiftDate } from "./dates.ts";
import { nameSurrogate } from "./names.ts";
import { placeSurrogate } from "./places.ts";
import { type Keyed, Seeded } from "./seeded.ts";

export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly class: DeidClass;
}

/** What stays the same for one patient: their name for names, their shift of dates. */
export interface Patient {
  /** Anything that is equal for all rows of a patient. */
  readonly id: string;
  readonly keyed: Keyed;
}

const OLDEST = 89;
const MAX_WEEKS = 52;

/** Between one and 52 weeks back or forth, the same for every date of a patient. */
export function dateShiftDays({ id, keyed }: Patient): number {
  const draw = new Seeded(keyed(id, "date"));
  return 7 * (1 + draw.below(MAX_WEEKS)) * (draw.below(2) === 0 ? 1 : -1);
}

/** True when a date of the text can only be read with its day first. */
export function isDayFirst(texts: readonly string[]): boolean {
  const forms = texts.flatMap((text) => [
    ...text.matchAll(/(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/g),
  ]);
  return !forms.some(([, first, second]) => Number(first) <= 12 && Number(second) > 12);
}

/** The text with every span replaced. Spans must not overlap; they may come in any order. */
export function replaceSpans(
  text: string,
  spans: readonly Replaced[],
  patient: Patient,
  dayFirst: boolean,
): string {
  const shift = { days: dateShiftDays(patient), dayFirst };
  let out = "";
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at) continue;
    const found = text.slice(span.start, span.end);
    out += text.slice(at, span.start) + surrogateOf(span.class, found, patient, shift);
    at = span.end;
  }
  return out + text.slice(at);
}

function surrogateOf(
  kind: DeidClass,
  found: string,
  { id, keyed }: Patient,
  shift: { days: number; dayFirst: boolean },
): string {
  switch (kind) {
    case "name":
      return nameSurrogate(found, id, keyed);
    case "place":
      return placeSurrogate(found, id, keyed);
    case "date":
      return shiftDate(found, shift) ?? "[date]";
    case "age":
      return ageSurrogate(found);
    default:
      return codeSurrogate(kind, found, id, keyed);
  }
}

/** Ages over 89 are one group. */
function ageSurrogate(found: string): string {
  if (/^(?:ninety|one hundred)/i.test(found)) return "90+";
  return Number(found) > OLDEST ? "90+" : found;
}
