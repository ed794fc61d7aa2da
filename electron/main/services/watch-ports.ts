/** What watching a folder needs of the file system. */

export interface FolderFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

export interface WatchFiles {
  /** Makes done/ and failed/. Throws when the folder is none, or cannot be written to. */
  prepare(folder: string): void;
  /** Files that lie in the folder itself, hidden and unfinished ones aside, in order of their names. */
  list(folder: string): FolderFile[];
  /** With the reason in a text file beside it, where there is one. */
  moveTo(folder: string, place: "done" | "failed", file: FolderFile, reason: string | null): void;
}
