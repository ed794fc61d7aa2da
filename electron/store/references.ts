import { AppError } from "../shared/errors.ts";

/** The LIKE pattern of a hash beginning, or null when the reference cannot be one. */
export function hashPrefix(reference: string): string | null {
  return /^[0-9a-f]{6,64}$/.test(reference) ? `${reference}%` : null;
}

/** The only match. NOT_FOUND without one; CONFLICT when a hash beginning fits several. */
export function onlyMatch<T>(rows: readonly T[], what: string, field: string): T {
  const [first] = rows;
  if (first === undefined) {
    throw new AppError("NOT_FOUND", `There is no such ${what}.`, {
      field,
      hint: `Name it by id, by name, or by six or more digits of its hash.`,
    });
  }
  if (rows.length > 1) {
    throw new AppError("CONFLICT", `Several ${what}s begin with this hash.`, {
      field,
      hint: "Give more digits, or the id.",
    });
  }
  return first;
}
