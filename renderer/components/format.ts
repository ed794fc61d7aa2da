/** Figures as people read them, in the language of the window. Units are always written. */
import { currentLanguage } from "../app/text/text.ts";

const cache = new Map<string, Intl.NumberFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const language = currentLanguage();
  const key = language + JSON.stringify(options);
  let format = cache.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, options);
    cache.set(key, format);
  }
  return format;
}

export function formatCount(value: number): string {
  return numbers({ maximumFractionDigits: 0 }).format(value);
}

/** Three significant digits: 0.0123, 1.25, 640. */
export function formatFigure(value: number, digits = 3): string {
  return numbers({ maximumSignificantDigits: digits }).format(value);
}

/** 0.855 → "85.5 %". */
export function formatPercent(share: number, digits = 1): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${numbers(options).format(share * 100)} %`;
}

const BYTE_UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** Binary units, as memory is sold: 1,536 → "1.5 KiB". */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${numbers({ maximumFractionDigits: digits }).format(value)} ${BYTE_UNITS[unit]}`;
}

/** 3,725 s → "1 h 2 min"; 75 s → "1 min 15 s"; 4.2 s → "4 s". */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "–";
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

export function formatDate(timestamp: number): string {
  return new Intl.DateTimeFormat(currentLanguage(), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(timestamp);
}

export function formatDay(timestamp: number): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: "medium" }).format(timestamp);
}

/** The first characters of a hash: enough to tell two apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
