/**
 * Takes new files in from one folder, while it is asked to: files that have stopped growing are
 * imported together and moved to done/; a file that cannot be imported is moved to failed/ with a
 * text beside it that says why. Nothing is listened to: the folder is looked at, every few seconds.
 */
import type { SourceKind } from "../../shared/domain/dataset.ts";
import type { WatchState } from "../../shared/domain/watch-folder.ts";
import { AppError, toAppError } from "../../shared/errors.ts";
import type { Store, WatchedFolder } from "../../store/interfaces/index.ts";
import type { DatasetPreviewService } from "./dataset-preview-service.ts";
import type { DatasetService } from "./dataset-service.ts";
import type { FolderFile, WatchFiles } from "./watch-ports.ts";

const LOOK_EVERY_MS = 5000;
/** A file that is the same in two looks has been written to its end. */
const MAX_FILES_A_LOOK = 1000;
const NOTHING = { text: null, label: null, group: null, id: null, answer: null, part: null };

export interface WatchParts {
  readonly store: Store;
  readonly datasets: DatasetService;
  readonly previews: DatasetPreviewService;
  readonly files: WatchFiles;
}

export class WatchFolderService {
  readonly #parts: WatchParts;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #last = new Map<string, string>();
  #state: Omit<WatchState, "watched"> = { imported: 0, failed: 0, lastLookAt: null, problem: null };

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  state(): WatchState {
    return { watched: this.#parts.store.sources.watched(), ...this.#state };
  }

  watch(watched: WatchedFolder): WatchState {
    const { store, files } = this.#parts;
    files.prepare(watched.folder);
    store.command("preparation.watch", (entry) => {
      store.sources.setWatched(watched);
      entry.about("setting", "watched folder");
    });
    this.#last = new Map();
    this.start();
    return this.state();
  }

  unwatch(): WatchState {
    const { store } = this.#parts;
    this.stop();
    store.command("preparation.unwatch", (entry) => {
      store.sources.setWatched(null);
      entry.about("setting", "watched folder");
    });
    return this.state();
  }

  /** Does nothing while no folder is chosen. */
  start(): void {
    if (this.#timer !== null || this.#parts.store.sources.watched() === null) return;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
    void this.look();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Waits for a look under way. */
  async close(): Promise<void> {
    this.stop();
    await this.#looking;
  }

  /** One look; a look that is under way is joined. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const watched = this.#parts.store.sources.watched();
    if (watched === null) return;
    try {
      const present = this.#parts.files.list(watched.folder).slice(0, MAX_FILES_A_LOOK);
      const ready = present.filter((file) => this.#last.get(file.name) === markOf(file));
      this.#last = new Map(present.map((file) => [file.name, markOf(file)]));
      await this.#takeIn(watched, ready);
      this.#state = { ...this.#state, lastLookAt: Date.now(), problem: null };
    } catch (error) {
      const { message } = toAppError(error);
      this.#state = { ...this.#state, lastLookAt: Date.now(), problem: message.slice(0, 300) };
    }
  }

  /** Files of one kind become one version; each is tried alone first, so that one fault is one file. */
  async #takeIn(watched: WatchedFolder, ready: readonly FolderFile[]): Promise<void> {
    const { folder } = watched;
    const good = new Map<SourceKind, FolderFile[]>();
    for (const file of ready) {
      const kind = await this.#kindOf(file).catch((error: unknown) =>
        this.#fail(folder, file, error),
      );
      if (kind !== null) good.set(kind, [...(good.get(kind) ?? []), file]);
    }
    for (const [kind, files] of good) {
      try {
        await this.#import(kind, files, watched);
        for (const file of files) this.#done(folder, file);
      } catch (error) {
        if (files.length === 1 && files[0] !== undefined) this.#fail(folder, files[0], error);
        else for (const file of files) await this.#importAlone(kind, file, watched);
      }
    }
  }

  async #kindOf(file: FolderFile): Promise<SourceKind> {
    const { kind, sure } = await this.#parts.previews.detect(file.path, false);
    if (sure) return kind;
    throw new AppError("INVALID_INPUT", "The contents of the file do not say what it is.", {
      hint: "Import it by hand and say its kind.",
    });
  }

  async #importAlone(kind: SourceKind, file: FolderFile, watched: WatchedFolder) {
    try {
      await this.#import(kind, [file], watched);
      this.#done(watched.folder, file);
    } catch (error) {
      this.#fail(watched.folder, file, error);
    }
  }

  async #import(
    kind: SourceKind,
    files: readonly FolderFile[],
    { dataset, patientData }: WatchedFolder,
  ): Promise<void> {
    const paths = files.map(({ path }) => path);
    const options = { name: dataset, kind, mapping: NOTHING, patientData };
    await this.#parts.datasets.import(paths, options);
  }

  #done(folder: string, file: FolderFile): void {
    this.#parts.files.moveTo(folder, "done", file, null);
    this.#state = { ...this.#state, imported: this.#state.imported + 1 };
  }

  #fail(folder: string, file: FolderFile, error: unknown): null {
    const { message, hint } = toAppError(error);
    const reason = [message, hint].filter((line) => line !== "").join("\n");
    const { store, files } = this.#parts;
    store.command("preparation.fileFailed", (entry) => {
      entry.about("file", "watched");
      files.moveTo(folder, "failed", file, reason);
    });
    this.#state = { ...this.#state, failed: this.#state.failed + 1 };
    return null;
  }
}

function markOf({ bytes, changedAt }: FolderFile): string {
  return `${bytes} ${changedAt}`;
}
