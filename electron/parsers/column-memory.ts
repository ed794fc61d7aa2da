// What the columns of a file mean: as the person says, else as they said the last time a file came
// with these headers, else by the headers' names.
import { createHash } from "node:crypto";
import type { ColumnSource, ParseRequest } from "../main/services/ports.ts";
import { COLUMN_ROLES, type ColumnMapping } from "../shared/domain/dataset.ts";
import { mapColumns } from "./columns.ts";

interface Chosen {
  readonly mapping: ColumnMapping;
  readonly source: ColumnSource;
}

/** The order of the columns does not matter: an export that moves them is the same source. */
export function headerFingerprint(headers: readonly string[]): string {
  const names = [...headers].map((header) => header.trim()).sort();
  return createHash("sha256").update(JSON.stringify(names)).digest("hex");
}

export function chooseColumns(
  headers: readonly string[],
  request: Pick<ParseRequest, "mapping" | "remembered">,
): Chosen {
  const fingerprint = headerFingerprint(headers);
  const earlier = rememberedFor(fingerprint, request);
  const mapping = mapColumns(headers, earlier ?? request.mapping);
  return { mapping, source: { fingerprint, remembered: earlier !== null } };
}

/** Null: the person says something now, or nothing was remembered. */
export function rememberedFor(
  fingerprint: string,
  { mapping, remembered }: Pick<ParseRequest, "mapping" | "remembered">,
): ColumnMapping | null {
  if (COLUMN_ROLES.some((role) => mapping[role] !== null)) return null;
  if (remembered === undefined || !Object.hasOwn(remembered, fingerprint)) return null;
  return remembered[fingerprint] ?? null;
}
