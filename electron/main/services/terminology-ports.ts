/** What importing a terminology needs from outside. */

/** Which of the files of a terminology is read. */
export type TermsKind = "mrconso" | "mrsty" | "codes";

export interface TermsRequest {
  readonly path: string;
  readonly kind: TermsKind;
}

/** A name of a concept (or code), or a type of it. */
export interface TermLine {
  readonly concept: string;
  readonly text: string;
  readonly preferred: boolean;
}

export interface TermsFile {
  readonly totalBytes: number;
  readonly doneBytes: number;
  /** Once. Lines that are none of the kind are left out and counted nowhere: the files are huge. */
  readonly lines: AsyncIterable<TermLine>;
}

/** Opens an untrusted file of terms, in another process. */
export type OpenTerms = (request: TermsRequest) => Promise<TermsFile>;
