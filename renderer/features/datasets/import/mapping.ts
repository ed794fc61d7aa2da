// What the person has settled of a file's columns, apart from the page that shows it.
import type { ImportOptions } from "../../../../electron/shared/contract/datasets.ts";
import type {
  ColumnMapping,
  ColumnRole,
  VersionKind,
} from "../../../../electron/shared/domain/dataset.ts";
import {
  type DatasetPreview,
  PREVIEW_COLUMNS,
} from "../../../../electron/shared/domain/dataset-preview.ts";

/** In a mapping: this role is not used, whatever the headers are called. */
export const UNUSED = "-";

/** In the order of their weight: what is read, what is learned, what keeps the test honest. */
export const SHOWN_ROLES: readonly ColumnRole[] = [
  "text",
  "label",
  "answer",
  "group",
  "id",
  "part",
];

/** Null: not settled yet, the guess decides. */
export type Settled = ColumnMapping | null;

/** Everything as it is shown now, with one role changed: nothing moves behind the person's back. */
export function withRole(
  shown: ColumnMapping,
  role: ColumnRole,
  column: string | null,
): ColumnMapping {
  const all = Object.entries(shown).map(([name, value]) => {
    // One column plays one role: it is taken from the other.
    const left = value === column ? null : value;
    return [name, (name === role ? column : left) ?? UNUSED];
  });
  return Object.fromEntries(all) as ColumnMapping;
}

/** What the import is told: exactly what the person has seen. */
export function importOptions(name: string, preview: DatasetPreview): ImportOptions {
  const { kind, fixed, mapping } = preview;
  const nothing = { text: null, label: null, group: null, id: null, answer: null, part: null };
  const said = Object.entries(mapping).map(([role, column]) => [role, column ?? UNUSED]);
  return {
    name: name.trim(),
    kind,
    mapping: fixed ? nothing : (Object.fromEntries(said) as ColumnMapping),
  };
}

/** "orders 2024.csv" → "orders 2024". */
export function nameOfFile(file: string): string {
  return (
    file
      .replace(/\.(csv|tsv|jsonl|ndjson|json|parquet|hl7)\.gz$/i, "")
      .replace(/\.[^.]{1,10}$/, "")
      .trim()
      .slice(0, 200) || file.slice(0, 200)
  );
}

/** Kinds whose rows are no lines of a text. */
const ENTRIES: ReadonlySet<VersionKind> = new Set(["pubmedqa", "parquet", "fhir", "synthetic"]);

/** Where a row stands, in the words of its kind of file. */
export function placeKey(kind: VersionKind): "whereLine" | "whereEntry" | "wherePage" {
  if (kind === "guideline-pdf") return "wherePage";
  return ENTRIES.has(kind) ? "whereEntry" : "whereLine";
}

/** Indexes of the columns that are shown: those that play a role first, then the others as they are. */
export function usedFirst({ columns, mapping }: Pick<DatasetPreview, "columns" | "mapping">) {
  const shown = columns.slice(0, PREVIEW_COLUMNS);
  const used = SHOWN_ROLES.map((role) =>
    shown.findIndex(({ name, unusable }) => name === mapping[role] && unusable === null),
  ).filter((at) => at >= 0);
  return [...used, ...shown.keys().filter((at) => !used.includes(at))];
}
