import { MONTH } from "../rules/check-digits.ts";
import { fold } from "../tagger/tokens.ts";

const MONTHS = [
  ["january", "janvier", "januari"],
  ["february", "fevrier", "februari"],
  ["march", "mars", "machi"],
  ["april", "avril", "aprili"],
  ["may", "mai", "mei"],
  ["june", "juin", "juni"],
  ["july", "juillet", "julai"],
  ["august", "aout", "agosti"],
  ["september", "septembre", "septemba"],
  ["october", "octobre", "oktoba"],
  ["november", "novembre", "novemba"],
  ["december", "decembre", "desemba"],
] as const;
/** Stands in where a date has no year. Not a leap year. */
const ANY_YEAR = 2001;
const DAY_MS = 86_400_000;

const ISO = /^((?:1[89]|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})/;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})/;
const SHORT = /^(\d{1,2})(\/)(\d{1,2})$/;
const MONTH_YEAR = /^(\d{1,2})\/(\d{4})$/;
const NAMED = new RegExp(
  String.raw`^(?:(\d{1,2})(?:st|nd|rd|th|er)?(?: of|-| de)?[ ./-]{1,2})?(${MONTH})(?:([ ./-]{1,2})(\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?(?:([ ,./'-]{1,4}(?:of )?)(\d{4}|\d{2}))?`,
  "i",
);

export interface DateShift {
  /** Whole weeks, so that days of the week stay true. */
  readonly days: number;
  /** 3/4/2020 is the third of April. */
  readonly dayFirst: boolean;
}

/**
 * The date moved, written as it was. A year alone and a day of the week stay: Safe Harbor allows
 * the year, and whole weeks keep the day. Null when the text cannot be read as a date.
 */
export function shiftDate(text: string, shift: DateShift): string | null {
  if (/^\d{4}s?$/.test(text)) return text;
  const iso = ISO.exec(text);
  if (iso !== null) return isoShift(text, iso, shift);
  const numeric = NUMERIC.exec(text) ?? SHORT.exec(text);
  if (numeric !== null) return numericShift(text, numeric, shift);
  const monthYear = MONTH_YEAR.exec(text);
  if (monthYear !== null) {
    const moved = move(Number(monthYear[2]), Number(monthYear[1]), 15, shift.days);
    return moved === null ? null : `${pad(moved.month, monthYear[1])}/${moved.year}`;
  }
  return namedShift(text, shift);
}

function isoShift(text: string, found: RegExpExecArray, { days }: DateShift): string | null {
  const [all, year, mark, month, day] = found;
  const moved = move(Number(year), Number(month), Number(day), days);
  if (moved === null) return null;
  return `${moved.year}${mark}${pad(moved.month, month)}${mark}${pad(moved.day, day)}${text.slice(all.length)}`;
}

function numericShift(
  text: string,
  found: RegExpExecArray,
  { days, dayFirst }: DateShift,
): string | null {
  const [all, first, mark, second, year] = found;
  const [a, b] = [Number(first), Number(second)];
  const isDayFirst = a > 12 ? true : b > 12 ? false : dayFirst;
  const [day, month] = isDayFirst ? [a, b] : [b, a];
  const moved = move(wholeYear(year), month, day, days);
  if (moved === null) return null;
  const ends = isDayFirst ? [moved.day, moved.month] : [moved.month, moved.day];
  const tail = year === undefined ? "" : `${mark}${String(moved.year).slice(-year.length)}`;
  return `${pad(ends[0] ?? 1, first)}${mark}${pad(ends[1] ?? 1, second)}${tail}${text.slice(all.length)}`;
}

function namedShift(text: string, { days }: DateShift): string | null {
  const found = NAMED.exec(text);
  const month = found === null ? -1 : monthOf(found[2] ?? "");
  if (found === null || month < 0) return isWeekday(text) ? text : null;
  const [all, before, name = "", , after, , year] = found;
  const day = before ?? after;
  const moved = move(wholeYear(year), month + 1, day === undefined ? 15 : Number(day), days);
  if (moved === null) return null;
  // From the end, so that places before stay true.
  let out = all;
  if (year !== undefined) out = replaceLast(out, year, String(moved.year).slice(-year.length));
  if (after !== undefined)
    out = out.replace(new RegExp(`(${escaped(name)}[ ./-]{1,2})${after}`), `$1${moved.day}`);
  out = out.replace(name, likeMonth(name, moved.month - 1));
  if (before !== undefined) out = out.replace(before, String(moved.day));
  return (
    out.replace(/(\d)(?:st|nd|rd|th)\b/, (_, digit: string) => `${digit}${ordinal(moved.day)}`) +
    text.slice(all.length)
  );
}

function move(year: number, month: number, day: number, days: number) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const moved = new Date(Date.UTC(year, month - 1, day) + days * DAY_MS);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

function wholeYear(year: string | undefined): number {
  if (year === undefined) return ANY_YEAR;
  const n = Number(year);
  return year.length === 4 ? n : n < 50 ? 2000 + n : 1900 + n;
}

function monthOf(name: string): number {
  const plain = fold(name).replace(".", "");
  const start = plain.slice(0, Math.max(3, plain.length - 1));
  return MONTHS.findIndex((names) =>
    names.some((one) => one.startsWith(start) || start.startsWith(one)),
  );
}

/** The other month in the language, length and letters of this one. */
function likeMonth(name: string, month: number): string {
  const bare = name.replace(".", "");
  const plain = fold(bare);
  const language = MONTHS[monthOf(name)]?.findIndex((one) => one.startsWith(plain)) ?? 0;
  const full = MONTHS[month]?.[Math.max(0, language)] ?? "january";
  const whole =
    MONTHS.some((names) => names.some((one) => one === plain)) &&
    plain !== "may" &&
    plain !== "mai" &&
    plain !== "mei";
  const short = whole || bare.length > 4 ? full : full.slice(0, 3);
  const cased =
    bare === bare.toUpperCase()
      ? short.toUpperCase()
      : /^\p{Lu}/u.test(bare)
        ? short.charAt(0).toUpperCase() + short.slice(1)
        : short;
  return name.endsWith(".") && cased.length <= 4 ? `${cased}.` : cased;
}

const isWeekday = (text: string) =>
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jumatatu|jumanne|jumatano|alhamisi|ijumaa|jumamosi|jumapili)$/i.test(
    text,
  );
const pad = (value: number, like: string | undefined) =>
  String(value).padStart(like?.length === 2 ? 2 : 1, "0");
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const replaceLast = (text: string, what: string, by: string) => {
  const at = text.lastIndexOf(what);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + what.length);
};
const ordinal = (day: number) =>
  day % 100 >= 11 && day % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
