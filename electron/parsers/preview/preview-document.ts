// A look at the beginning of an untrusted file: bounded in rows, bytes and time.
import { COLUMN_ROLES, type ColumnMapping, type SourceKind } from "../../shared/domain/dataset.ts";
import type {
  DatasetPreview,
  RoleSource,
  RoleSources,
} from "../../shared/domain/dataset-preview.ts";
import { AppError } from "../../shared/errors.ts";
import { headerFingerprint, rememberedFor } from "../column-memory.ts";
import { mapColumns } from "../columns.ts";
import type { RawRecord } from "../raw-record.ts";
import { ColumnTally } from "./column-tally.ts";
import { guessColumns } from "./guess-columns.ts";
import { guessKind } from "./guess-kind.ts";
import { openRaw, type RawDocument, settled } from "./open-raw.ts";
import { RowTally } from "./row-tally.ts";

export interface PreviewRequest {
  readonly path: string;
  /** Null: told by the file's beginning and name. */
  readonly kind: SourceKind | null;
  readonly mapping: ColumnMapping;
  /** See ParseRequest. */
  readonly remembered?: Readonly<Record<string, ColumnMapping>> | undefined;
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
export async function previewDocument(
  request: PreviewRequest,
  limits: PreviewLimits = PREVIEW_LIMITS,
): Promise<DatasetPreview> {
  const started = performance.now();
  const kind = request.kind ?? (await guessKind(request.path, anyNamed(request.mapping))).kind;
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
    const guess = chosenColumns(document, request, columns, sample.length);
    const tally = new RowTally(document.columns, guess.mapping);
    for (const record of sample) tally.add(record);
    records = sample.length;
    whole ||= await take(document, within, (record) => {
      records += 1;
      if (!("type" in record)) columns.add(record.cells);
      tally.add(record);
    });
    whole &&= document.partial !== true;
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

interface Chosen {
  readonly mapping: ColumnMapping;
  readonly sources: RoleSources;
  readonly problem: DatasetPreview["problem"];
}

function chosenColumns(
  document: RawDocument,
  request: PreviewRequest,
  columns: ColumnTally,
  rows: number,
): Chosen {
  const { fixedMapping } = document;
  if (fixedMapping !== null) {
    return { mapping: fixedMapping, sources: sourcesOf(fixedMapping, "name"), problem: null };
  }
  const earlier = rememberedFor(headerFingerprint(document.columns), request);
  const guess = guessColumns(columns.columns(), rows, earlier ?? request.mapping);
  const sources = earlier === null ? guess.sources : sourcesOf(guess.mapping, "remembered");
  return { ...guess, sources, problem: problemOf(document.columns, guess.mapping) };
}

function sourcesOf(mapping: ColumnMapping, source: RoleSource): RoleSources {
  const all = COLUMN_ROLES.map((role) => [role, mapping[role] === null ? "none" : source]);
  return Object.fromEntries(all) as RoleSources;
}

function anyNamed(mapping: ColumnMapping): boolean {
  return COLUMN_ROLES.some((role) => mapping[role] !== null);
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
