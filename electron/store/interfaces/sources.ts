import type { ColumnMapping } from "../../shared/domain/dataset.ts";

export interface WatchedFolder {
  readonly folder: string;
  /** The name under which its rows are imported. */
  readonly dataset: string;
  /** What comes in is shut in until a person confirmed its de-identification. */
  readonly patientData: boolean;
}

/** What is kept about where rows come from. */
export interface SourceStore {
  /** What columns meant in earlier imports, by the fingerprint of the headers; the newest ones. */
  remembered(): Readonly<Record<string, ColumnMapping>>;
  /** Command. Every role settled: "-" where it is not used. */
  remember(fingerprint: string, mapping: ColumnMapping): void;
  /** Command. The next import of these headers goes by their names again. */
  forget(fingerprint: string): void;
  watched(): WatchedFolder | null;
  /** Command. Null: no folder is watched any more. */
  setWatched(watched: WatchedFolder | null): void;
  /** Hex, 32 bytes: turns patient and order numbers into names that only this store can make. */
  pseudonymKey(): string;
}
