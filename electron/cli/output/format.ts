// Figures as a person reads them. Units stand in every one.
import type { Estimate } from "../../shared/domain/evaluation.ts";

const grouped = new Intl.NumberFormat("en-US");

export function count(value: number): string {
  return grouped.format(Math.round(value));
}

/** "1 row", "2 rows". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** 0.945 → "94.5 %". */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** "94.5 % (92.5–96.2)": the value and its 95 % interval. */
export function percentInterval(interval: Estimate): string {
  const low = (100 * interval.low).toFixed(1);
  const high = (100 * interval.high).toFixed(1);
  return `${percent(interval.value)} (${low}–${high})`;
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Binary units, as the systems' own memory figures. */
export function bytes(value: number): string {
  let scaled = Math.abs(value);
  let unit = 0;
  while (scaled >= 1023.5 && unit < BYTE_UNITS.length - 1) {
    scaled /= 1024;
    unit++;
  }
  const digits = unit === 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${value < 0 ? "-" : ""}${scaled.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** "0.4 s", "48 s", "3 min 05 s", "2 h 10 min". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** Three significant digits for a loss or a rate; never an exponent a reader must decode at once. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6)) {
    return value.toExponential(digits - 1);
  }
  return value.toPrecision(digits).includes("e") ? count(value) : value.toPrecision(digits);
}

/** p-values below 0.001 are not worth their digits. */
export function pValue(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** The first twelve digits of a hash tell two files apart at a glance. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

/** "21 Nov 2026, 03:21" in the local time of the reader, from milliseconds since 1970. */
export function dateTime(at: number): string {
  const date = new Date(at);
  const month = date.toLocaleString("en-GB", { month: "short" });
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return `${date.getDate()} ${month} ${date.getFullYear()}, ${time}`;
}
