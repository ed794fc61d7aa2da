import type { SourceKind } from "./dataset.ts";

const BY_EXTENSION: Readonly<Record<string, SourceKind>> = {
  csv: "csv",
  tsv: "csv",
  jsonl: "jsonl",
  ndjson: "jsonl",
  parquet: "parquet",
  hl7: "hl7",
  pdf: "guideline-pdf",
};

/** What a file most likely is, by its name; null when the name does not say. */
export function kindOfName(fileName: string): SourceKind | null {
  const unpacked = fileName.replace(/\.gz$/i, "");
  const extension = /\.([^.]+)$/.exec(unpacked)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? null) : null;
}
