import type { ParsedItem } from "../main/services/ports.ts";
import { MAX_LABEL_CHARS, MAX_TEXT_CHARS } from "../shared/domain/bounds.ts";
import { COLUMN_ROLES, type ColumnRole } from "../shared/domain/dataset.ts";
import { cleanLabel } from "../shared/domain/label.ts";
import type { Part } from "../shared/domain/split.ts";

/** The fields of one record by role; null for a role without a column. */
export type RoleFields = Readonly<Record<ColumnRole, string | null>>;

const MAX_CHARS: Readonly<Record<ColumnRole, number>> = {
  text: MAX_TEXT_CHARS,
  answer: MAX_TEXT_CHARS,
  label: MAX_LABEL_CHARS,
  group: 200,
  id: 200,
  part: 20,
};

const PART_NAMES: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...["train", "training"].map((name) => [name, "train"] as const),
  ...["validation", "valid", "val", "dev"].map((name) => [name, "validation"] as const),
  ...["test", "testing", "held-out"].map((name) => [name, "test"] as const),
]);

/** A row, or why there is none. A mapped field that is empty is a fault, not an empty value. */
export function buildRow(fields: RoleFields, sourceRow: number): ParsedItem {
  const values = { ...fields };
  for (const role of COLUMN_ROLES) {
    const raw = fields[role];
    if (raw === null) continue;
    const value = role === "label" ? cleanLabel(raw) : raw.trim();
    const problem = fieldProblem(value, MAX_CHARS[role]);
    if (problem !== null) return reject(sourceRow, `${role}: ${problem}`);
    values[role] = value;
  }
  const { id, text, label, group, answer } = values;
  if (text === null) return reject(sourceRow, "text: missing");
  const part = values.part === null ? null : PART_NAMES.get(values.part.toLowerCase());
  if (part === undefined) return reject(sourceRow, "part: not train, validation or test");
  return { type: "row", row: { id, text, label, group, answer, part, sourceRow } };
}

export function reject(
  sourceRow: number,
  reason: string,
): ParsedItem & { readonly type: "reject" } {
  return { type: "reject", sourceRow, reason };
}

function fieldProblem(value: string, maximum: number): string | null {
  if (value === "") return "empty";
  if (value.length > maximum) return `longer than ${maximum} characters`;
  if (value.includes("\0")) return "contains a NUL character";
  // An unpaired surrogate cannot be stored as UTF-8: it would come back as another text.
  if (!value.isWellFormed()) return "contains half a character (an unpaired surrogate)";
  return null;
}
