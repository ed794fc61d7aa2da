import type { DatasetVersion } from "../shared/domain/dataset.ts";
import { type Part, PartSchema } from "../shared/domain/split.ts";
import type { IndexedRow } from "./interfaces/index.ts";

export interface VersionRecord {
  hash: string;
  dataset_id: string;
  name: string;
  version: number;
  body_id: number;
  kind: DatasetVersion["kind"];
  rows: number;
  rejects: number;
  duplicates: number;
  unlabelled: number;
  labels: string;
  text_chars: string;
  mapping: string;
  derivation: string | null;
  created_at: number;
}

export interface RowRecord {
  idx: number;
  row_id: string;
  text: string;
  label: string | null;
  grp: string | null;
  answer: string | null;
  part: string | null;
  source_row: number;
  parent: string | null;
  origin: string | null;
}

export function toVersion(record: VersionRecord): DatasetVersion {
  return {
    hash: record.hash,
    datasetId: record.dataset_id,
    name: record.name,
    version: record.version,
    kind: record.kind,
    rows: record.rows,
    rejects: record.rejects,
    duplicates: record.duplicates,
    labels: JSON.parse(record.labels),
    unlabelled: record.unlabelled,
    textChars: JSON.parse(record.text_chars),
    mapping: JSON.parse(record.mapping),
    ...(record.derivation === null ? {} : { derivation: JSON.parse(record.derivation) }),
    createdAt: record.created_at,
  };
}

export function toRow(record: RowRecord): IndexedRow {
  return {
    index: record.idx,
    id: record.row_id,
    text: record.text,
    label: record.label,
    group: record.grp,
    answer: record.answer,
    part: toPart(record.part),
    sourceRow: record.source_row,
    ...(record.parent === null ? {} : { parent: record.parent }),
    ...(record.origin === null ? {} : { origin: record.origin }),
  };
}

export function toPart(part: string | null): Part | null {
  return part === null ? null : PartSchema.parse(part);
}
