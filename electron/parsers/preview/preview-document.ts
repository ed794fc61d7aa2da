// A look at the beginning of an untrusted file: bounded in rows, bytes and time.
import { basename } from "node:path";
import type { ColumnMapping, SourceKind } from "../../shared/domain/dataset.ts";
import type { DatasetPreview, RoleSources } from "../../shared/domain/dataset-preview.ts";
import { AppError } from "../../shared/errors.ts";
import { mapColumns } from "../columns.ts";
import type { RawRecord } from "../raw-record.ts";
import { openUtf8File } from "../utf8-file.ts";
import { ColumnTally } from "./column-tally.ts";
import { guessColumns } from "./guess-columns.ts";
import { guessKind } from "./guess-kind.ts";
import { openRaw, type RawDocument, settled } from "./open-raw.ts";
import { RowTally } from "./row-tally.ts";

export interface PreviewRequest {
  readonly path: string;
  /** Null: told by the file's name and beginning. */
  readonly kind: SourceKind | null;
  readonly mapping: ColumnMapping;
}

export interface PreviewLimits {
  readonly rows: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

export const PREVIEW_LIMITS: PreviewLimits = { rows: 20_000, bytes: 32 << 20, milliseconds: 4000 };
/** What the guess of the columns looks at, held until the guess is made. */
const SAMPLE = 200;
const SAMPLE_CHARS = 8 << 20;
const FIXED: RoleSources = {
  text: "name",
  label: "name",
  group: "none",
  id: "name",
  answer: "name",
  part: "none",
};

export async function previewDocument(
  request: PreviewRequest,
  limits: PreviewLimits = PREVIEW_LIMITS,
): Promise<DatasetPreview> {
  const started = performance.now();
  const kind = request.kind ?? (await kindOf(request.path));
  const document = await openRaw(request.path, kind);
  const sample: RawRecord[] = [];
  let chars = 0;
  let records = 0;
  const within = () =>
    records < limits.rows &&
    document.doneBytes < limits.bytes &&
    performance.now() - started < limits.milliseconds;
  try {
    const columns = new ColumnTally(document.columns);
    const sampling = () => sample.length < SAMPLE && chars < SAMPLE_CHARS;
    let whole = await take(document, sampling, (record) => {
      sample.push(record);
      if ("type" in record) return;
      columns.add(record.cells);
      chars += record.cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
    });
    const guess = chosenColumns(document, request.mapping, columns, sample.length);
    const tally = new RowTally(document.columns, guess.mapping);
    for (const record of sample) tally.add(record);
    records = sample.length;
    whole ||= await take(document, within, (record) => {
      records += 1;
      if (!("type" in record)) columns.add(record.cells);
      tally.add(record);
    });
    return summary({ kind, document, columns, guess, tally, whole });
  } finally {
    await document.records.return(undefined);
  }
}

/** Hands over records while `wanted`; true when the document ended. */
async function take(
  { records }: RawDocument,
  wanted: () => boolean,
  each: (record: RawRecord) => void,
): Promise<boolean> {
  while (wanted()) {
    const { value, done } = await records.next();
    if (done) return true;
    each(value);
  }
  return false;
}

async function kindOf(path: string): Promise<SourceKind> {
  const file = await openUtf8File(path);
  for await (const piece of file.pieces()) return guessKind(basename(path), piece);
  return guessKind(basename(path), "");
}

interface Chosen {
  readonly mapping: ColumnMapping;
  readonly sources: RoleSources;
  readonly problem: DatasetPreview["problem"];
}

function chosenColumns(
  document: RawDocument,
  wanted: ColumnMapping,
  columns: ColumnTally,
  rows: number,
): Chosen {
  const { fixedMapping } = document;
  if (fixedMapping !== null) return { mapping: fixedMapping, sources: FIXED, problem: null };
  const guess = guessColumns(columns.columns(), rows, wanted);
  return { ...guess, problem: problemOf(document.columns, guess.mapping) };
}

/** What the import itself would say of this mapping. */
function problemOf(columns: readonly string[], mapping: ColumnMapping): Chosen["problem"] {
  if (mapping.text === null) {
    return {
      message: "No column is chosen as the text.",
      hint: "Choose the column that a model reads: the note, the order or the question.",
    };
  }
  try {
    mapColumns(columns, settled(mapping));
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { message: error.message, hint: error.hint.slice(0, 2000) };
  }
}

function summary(found: {
  kind: SourceKind;
  document: RawDocument;
  columns: ColumnTally;
  guess: Chosen;
  tally: RowTally;
  whole: boolean;
}): DatasetPreview {
  const { document, tally, guess } = found;
  const labels = tally.labels();
  return {
    kind: found.kind,
    columns: found.columns.columns(),
    fixed: document.fixedMapping !== null,
    mapping: guess.mapping,
    sources: guess.sources,
    problem: guess.problem,
    rows: tally.shown,
    read: {
      rows: tally.rows,
      rejects: tally.rejected,
      duplicates: tally.duplicates,
      unlabelled: tally.unlabelled,
      whole: found.whole,
      bytes: Math.min(document.doneBytes, document.totalBytes),
      totalBytes: document.totalBytes,
    },
    rejects: tally.rejects,
    rejectReasons: tally.reasons().slice(0, 100),
    labels: labels.slice(0, 100),
    labelCount: labels.length,
  };
}
