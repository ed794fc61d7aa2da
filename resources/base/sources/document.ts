/** One document of the corpus. Documents of one group stay on one side of the held-out border. */
export interface CorpusDocument {
  readonly text: string;
  readonly group: string;
}

/** A source file that is missing or not what it should be; the message says which and what to do. */
export class CorpusSourceError extends Error {
  override readonly name = "CorpusSourceError";
}
