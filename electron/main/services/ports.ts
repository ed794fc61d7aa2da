/** What the services need from outside; the composition root hands in the real ones. */
import type { ColumnMapping, DatasetRow, SourceKind } from "../../shared/domain/dataset.ts";

export interface ParseRequest {
  readonly path: string;
  readonly kind: SourceKind;
  readonly mapping: ColumnMapping;
  /** What earlier imports of the same headers used, by fingerprint; asked when nothing is mapped. */
  readonly remembered?: Readonly<Record<string, ColumnMapping>> | undefined;
  /** Of the store, hex: turns patient and order numbers into names that only it can make again. */
  readonly pseudonymKey?: string | undefined;
}

/** The headers a file came with, for remembering what they meant. */
export interface ColumnSource {
  readonly fingerprint: string;
  /** The mapping is the remembered one. */
  readonly remembered: boolean;
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
  /** Left out where the kind gives every column its role. */
  readonly source?: ColumnSource | undefined;
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
