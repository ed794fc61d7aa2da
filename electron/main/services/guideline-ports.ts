/** What reading a guideline needs from outside. */
import type { Guideline } from "../../shared/domain/guideline.ts";

/** A page's layout as the parser made it; opaque here. */
export interface KeptPage {
  readonly page: number;
  readonly layout: string;
}

export interface GuidelineFile {
  readonly path: string;
  /** Pages an earlier reading left; they are not read again. */
  readonly have: readonly KeptPage[];
  /** New pages as they come, and how many the file has. */
  readonly onPages: (pages: readonly KeptPage[], total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Reads an untrusted PDF in another process. */
export type ReadGuideline = (file: GuidelineFile) => Promise<Guideline>;

export interface PageImageOf {
  readonly path: string;
  readonly page: number;
  readonly width: number;
}

export interface PagePicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws a page of an untrusted PDF in another process. */
export type DrawPage = (request: PageImageOf, signal?: AbortSignal) => Promise<PagePicture>;

/** SHA-256 of a file's bytes. */
export type HashFile = (path: string, signal?: AbortSignal) => Promise<string>;

export interface GuidelinePorts {
  readonly read: ReadGuideline;
  readonly draw: DrawPage;
  readonly hash: HashFile;
  /** Pages kept by another version of the layout are read anew. */
  readonly layoutVersion: number;
}
