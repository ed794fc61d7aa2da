import { createHmac } from "node:crypto";
import type { DatasetRow } from "../../shared/domain/dataset.ts";
import type { ReviewSpan } from "../../shared/domain/deid/quarantine.ts";
import { isDayFirst, replaceSpans } from "../../shared/domain/deid/surrogates/replace-spans.ts";
import type { Keyed } from "../../shared/domain/deid/surrogates/seeded.ts";

/**
 * Only who holds the store's secret can make these bytes: trying out a list of names does not
 * undo a surrogate. Parts are joined by a mark that texts do not hold.
 */
export function keyedBy(secret: string): Keyed {
  const key = createHmac("sha256", Buffer.from(secret, "hex")).update("deid 1").digest();
  return (...parts) => createHmac("sha256", key).update(parts.join("\u0000")).digest();
}

/**
 * The row with its spans replaced and its ids made anew. Rows of one group are one patient's: they
 * share names and the shift of dates; without a group each row is its own.
 */
export function deidentifiedRow<T extends DatasetRow>(
  row: T,
  spans: readonly ReviewSpan[],
  secret: string,
): T {
  const keyed = keyedBy(secret);
  const patient = { id: row.group ?? `row ${row.id}`, keyed };
  const dayFirst = isDayFirst([row.text, row.answer ?? ""]);
  const replaced = (field: ReviewSpan["field"], text: string) =>
    replaceSpans(
      text,
      spans.filter((span) => span.field === field && span.accepted !== false),
      patient,
      dayFirst,
    );
  const named = (kind: string, id: string) =>
    `${kind}-${Buffer.from(keyed(kind, id)).toString("hex", 0, 8)}`;
  return {
    ...row,
    text: replaced("text", row.text),
    answer: row.answer === null ? null : replaced("answer", row.answer),
    id: named("row", row.id),
    group: row.group === null ? null : named("patient", row.group),
    ...(row.parent === undefined ? {} : { parent: named("row", row.parent) }),
  };
}
