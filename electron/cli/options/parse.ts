import { InvalidArgumentError } from "commander";

const BYTES_PER_UNIT: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

export function integer(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}

/** "0.0002", "2e-4" and the like. */
export function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new InvalidArgumentError("Expected a number, such as 0.0002 or 2e-4.");
  }
  return value;
}

/** "8GiB", "512 MB", "1e9". */
export function byteCount(text: string): number {
  const match = /^([\d.]+(?:e\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = BYTES_PER_UNIT[(match?.[2] ?? "?").toLowerCase()];
  const value = Number(match?.[1] ?? Number.NaN);
  if (unit === undefined || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError("Expected an amount of memory, such as 8GiB or 512MB.");
  }
  return Math.round(value * unit);
}

export function list(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields nobody gave: to a service an absent field and undefined are not the same. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
