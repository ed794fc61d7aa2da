/** What labelling a file needs from outside; the composition root hands in the real ones. */

/** One record of the input with all its columns. */
export interface InputRecord {
  readonly cells: readonly string[];
  /** Null: the row has no usable text; `problem` says why. */
  readonly text: string | null;
  readonly problem: string;
}

export interface InputTable {
  readonly headers: readonly string[];
  readonly totalBytes: number;
  readonly doneBytes: number;
  readonly records: AsyncIterable<InputRecord>;
}

export type OpenTable = (path: string, textColumn: string | undefined) => Promise<InputTable>;

/** A file that appears whole at its path, or not at all. */
export interface PendingFile {
  write(text: string): void;
  /** Makes it durable and visible; returns the SHA-256 of what was written. */
  commit(): string;
  abandon(): void;
}

/** CONFLICT when the path is taken and `overwrite` is not set. */
export type CreateFile = (path: string, overwrite: boolean) => PendingFile;

export interface LabelFiles {
  readonly openTable: OpenTable;
  readonly createFile: CreateFile;
}
