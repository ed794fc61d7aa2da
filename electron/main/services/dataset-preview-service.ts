import type { ColumnMapping, SourceKind } from "../../shared/domain/dataset.ts";
import type { DatasetPreview } from "../../shared/domain/dataset-preview.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";

export interface PreviewFile {
  readonly path: string;
  /** Null: told by the file's beginning and name. */
  readonly kind: SourceKind | null;
  readonly mapping: ColumnMapping;
}

/** What a file is; `sure` = nothing else is likely. */
export interface DetectedKind {
  readonly kind: SourceKind;
  readonly sure: boolean;
}

/** Looks at the beginning of an untrusted file, in another process. */
export type PreviewDocument = (
  file: PreviewFile & { readonly remembered?: Readonly<Record<string, ColumnMapping>> },
  signal?: AbortSignal,
) => Promise<DatasetPreview>;

/** Tells an untrusted file's kind, in another process. `columnsChosen`: columns were named. */
export type DetectKind = (path: string, columnsChosen: boolean) => Promise<DetectedKind>;

export class DatasetPreviewService {
  readonly #store: Store;
  readonly #preview: PreviewDocument;
  readonly #detect: DetectKind;

  constructor(store: Store, preview: PreviewDocument, detect: DetectKind) {
    this.#store = store;
    this.#preview = preview;
    this.#detect = detect;
  }

  detect(path: string, columnsChosen: boolean): Promise<DetectedKind> {
    return this.#detect(path, columnsChosen);
  }

  async preview(file: PreviewFile, { signal }: CallOptions = {}): Promise<DatasetPreview> {
    throwIfCancelled(signal, "The preview");
    try {
      const remembered = this.#store.sources.remembered();
      return await this.#preview({ ...file, remembered }, signal);
    } catch (error) {
      // Ended on purpose, the parser only looks as if it had failed.
      throwIfCancelled(signal, "The preview");
      throw error;
    }
  }
}
