/** What the services need from outside; the composition root hands in the real ones. */
import type { ColumnMapping, DatasetRow, SourceKind } from "../../shared/domain/dataset.ts";

export interface ParseRequest {
  readonly path: string;
  readonly kind: SourceKind;
  readonly mapping: ColumnMapping;
}

/** A row as a document has it. */
export type ParsedRow = Omit<DatasetRow, "id"> & {
  /** Null: the document has no ids, the importer numbers the rows. */
  readonly id: string | null;
};

export type ParsedItem =
  | { readonly type: "row"; readonly row: ParsedRow }
  /** The reason never quotes the row. */
  | { readonly type: "reject"; readonly sourceRow: number; readonly reason: string };

export interface ParsedDocument {
  /** Which column plays which role; null where none does. */
  readonly mapping: ColumnMapping;
  readonly totalBytes: number;
  /** Bytes read so far. */
  readonly doneBytes: number;
  /** Once. Faults of a row are rejects; faults of the whole file throw AppError. */
  readonly items: AsyncIterable<ParsedItem>;
}

/** Opens an untrusted document; nothing of it is held in memory but the row at hand. */
export type DocumentParser = (request: ParseRequest) => Promise<ParsedDocument>;

/** Token counts of texts, by a model's own tokenizer. */
export type TokenCounter = (texts: readonly string[]) => Promise<ArrayLike<number>>;
