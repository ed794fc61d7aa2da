import type { ColumnMapping, SourceKind } from "../../shared/domain/dataset.ts";
import type { DatasetPreview } from "../../shared/domain/dataset-preview.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";

export interface PreviewFile {
  readonly path: string;
  /** Null: told by the file's name and beginning. */
  readonly kind: SourceKind | null;
  readonly mapping: ColumnMapping;
}

/** Looks at the beginning of an untrusted file, in another process. */
export type PreviewDocument = (file: PreviewFile, signal?: AbortSignal) => Promise<DatasetPreview>;

export class DatasetPreviewService {
  readonly #preview: PreviewDocument;

  constructor(preview: PreviewDocument) {
    this.#preview = preview;
  }

  async preview(file: PreviewFile, { signal }: CallOptions = {}): Promise<DatasetPreview> {
    throwIfCancelled(signal, "The preview");
    try {
      return await this.#preview(file, signal);
    } catch (error) {
      // Ended on purpose, the parser only looks as if it had failed.
      throwIfCancelled(signal, "The preview");
      throw error;
    }
  }
}
