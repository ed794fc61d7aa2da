/** An imaging order, whatever standard carried it, and the row it becomes. No name is in it. */
import type { ParsedItem } from "../../main/services/ports.ts";
import type { ColumnMapping } from "../../shared/domain/dataset.ts";
import { buildRow, reject } from "../build-row.ts";
import { withOrigin } from "../shapes/shape.ts";

export interface Order {
  /** "62-year-old" */
  readonly age: string | null;
  readonly sex: "female" | "male" | null;
  /** What is asked for: "CT Head". */
  readonly requested: readonly string[];
  /** Why: reason for study, diagnosis. */
  readonly reasons: readonly string[];
  /** What else a reader should know: clinical information, notes, allergies. */
  readonly history: readonly string[];
  readonly id: string | null;
  readonly group: string | null;
  /** "ORM^O01", "ServiceRequest" */
  readonly origin: string;
}

export const ORDER_MAPPING: ColumnMapping = {
  text: "order",
  label: null,
  group: "patient",
  id: "order number",
  answer: null,
  part: null,
};

/**
 * "62-year-old female. Reason: head injury. History: on warfarin. Requested: CT Head." An order
 * that says neither why nor what else is no row: nothing can be learned from it.
 */
export function orderRow(order: Order, sourceRow: number): ParsedItem {
  const requested = distinct(order.requested);
  const reasons = distinct(order.reasons);
  const history = distinct(order.history).filter((one) => !reasons.includes(one));
  if (requested.length === 0 && reasons.length === 0 && history.length === 0) {
    return reject(sourceRow, "order: no reason, no history and nothing requested");
  }
  const person = [order.age, order.sex].filter((part) => part !== null).join(" ");
  const parts = [
    person === "" ? null : person,
    reasons.length === 0 ? null : `Reason: ${reasons.join("; ")}`,
    history.length === 0 ? null : `History: ${history.join("; ")}`,
    requested.length === 0 ? null : `Requested: ${requested.join("; ")}`,
  ];
  const text = parts
    .filter((part) => part !== null)
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(" ");
  const { id, group } = order;
  const row = buildRow({ text, id, group, label: null, answer: null, part: null }, sourceRow);
  return withOrigin(row, order.origin);
}

/** Without empty ones and without those said before, letter case and white space aside. */
function distinct(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts
    .map((text) => text.replace(/[^\S\n]+/g, " ").trim())
    .filter((text) => {
      const key = text.toLowerCase();
      if (key === "" || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
