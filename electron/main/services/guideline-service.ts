import type { ImportOptions } from "../../shared/contract/datasets.ts";
import type { GuidelineView } from "../../shared/contract/guidelines.ts";
import type { DatasetVersion, Reject } from "../../shared/domain/dataset.ts";
import {
  conditionDoubts,
  type Guideline,
  GuidelineSchema,
  type GuidelineSummary,
  isDangerous,
  type ShownCondition,
} from "../../shared/domain/guideline.ts";
import { guidelineRows, ROW_OPTIONS } from "../../shared/domain/guideline-questions.ts";
import { AppError } from "../../shared/errors.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { Reading } from "./dataset-service-reading.ts";
import type { GuidelinePorts, PagePicture } from "./guideline-ports.ts";

export interface GuidelineImport {
  readonly guideline: GuidelineSummary;
  readonly version: DatasetVersion;
  readonly existing: boolean;
  readonly rejects: readonly Reject[];
  /** Pages an earlier, stopped import had read. */
  readonly resumedPages: number;
  readonly seconds: number;
}

const MAPPING = {
  text: "question",
  label: null,
  group: "condition",
  id: "number",
  answer: "answer",
  part: null,
};

export class GuidelineService {
  readonly #store: Store;
  readonly #ports: GuidelinePorts;

  constructor(store: Store, ports: GuidelinePorts) {
    this.#store = store;
    this.#ports = ports;
  }

  /**
   * Reads a guideline into its structure and its rows. Stopped in the middle, the pages read so far
   * are kept: the same file goes on from there. A file that was imported before is there already.
   */
  async import(path: string, name: string, call: CallOptions = {}): Promise<GuidelineImport> {
    const started = performance.now();
    const seconds = () => Math.round(performance.now() - started) / 1000;
    call.onProgress?.({ phase: "opening", done: 0, total: 0 });
    const fileSha256 = await this.#ports.hash(path, call.signal);
    const known = this.#store.guidelines.ofFile(fileSha256);
    if (known !== null) return { ...this.#again(known, path), resumedPages: 0, seconds: seconds() };
    const { guideline, resumedPages } = await this.#read(path, fileSha256, call);
    throwIfCancelled(call.signal, "The import");
    const added = this.#commit(guideline, name, (entry, hash) => {
      const summary = this.#store.guidelines.add({
        guideline,
        path,
        fileSha256,
        datasetName: name,
        datasetHash: hash,
      });
      entry.about("guideline", summary.id, fileSha256);
      return summary;
    });
    this.#store.guidelines.dropPages(fileSha256);
    return { ...added, resumedPages, seconds: seconds() };
  }

  list(): GuidelineSummary[] {
    return this.#store.guidelines.list();
  }

  /** The tree: contents with their coverage, and what a person should look at. */
  view(reference: string): GuidelineView {
    const summary = this.#store.guidelines.resolve(reference);
    const { pages, contents, conditions } = this.#store.guidelines.whole(summary.id);
    const corrected = new Set(this.#store.guidelines.corrected(summary.id));
    return {
      summary,
      pages,
      contents,
      conditions: conditions.map((one) => ({
        number: one.number,
        title: one.title,
        firstPage: one.firstPage,
        lastPage: one.lastPage,
        dangerous: one.fields.flatMap(({ doubts }) => doubts).filter(isDangerous).length,
        reasons: conditionDoubts(one),
        corrected: corrected.has(one.number),
        ocr: one.fields.some(({ ocrConfidence }) => ocrConfidence !== null),
      })),
    };
  }

  condition(reference: string, number: string): ShownCondition {
    const { id } = this.#store.guidelines.resolve(reference);
    return this.#store.guidelines.condition(id, number);
  }

  /** What a person wrote holds from now on; null takes it back. The rows stay until a rebuild. */
  correct(reference: string, number: string, field: number, text: string | null): ShownCondition {
    const { id, fileSha256 } = this.#store.guidelines.resolve(reference);
    return this.#store.command("guidelines.correct", (entry) => {
      this.#store.guidelines.correct(id, number, field, text);
      entry.about("guideline", id, fileSha256);
      return this.#store.guidelines.condition(id, number);
    });
  }

  /** Makes the rows again, with the corrections. */
  rebuild(reference: string): Omit<GuidelineImport, "resumedPages" | "seconds"> {
    const { id, datasetName, fileSha256 } = this.#store.guidelines.resolve(reference);
    const guideline = this.#store.guidelines.whole(id);
    return this.#commit(
      guideline,
      datasetName,
      (entry, hash) => {
        this.#store.guidelines.setDataset(id, hash);
        entry.about("guideline", id, fileSha256);
        return this.#store.guidelines.resolve(id);
      },
      "guidelines.rebuild",
    );
  }

  /** @param width in pixels */
  async pageImage(
    reference: string,
    page: number,
    width: number,
    { signal }: CallOptions = {},
  ): Promise<PagePicture> {
    const { id, fileSha256, pages } = this.#store.guidelines.resolve(reference);
    if (page > pages) throw new AppError("NOT_FOUND", `The guideline has no page ${page}.`);
    const path = this.#store.guidelines.pathOf(id);
    if ((await this.#hashOr(path, signal)) !== fileSha256) throw moved();
    return await this.#ports.draw({ path, page, width }, signal);
  }

  async #hashOr(path: string, signal: AbortSignal | undefined): Promise<string | null> {
    try {
      return await this.#ports.hash(path, signal);
    } catch (error) {
      if (error instanceof AppError && error.code === "NOT_FOUND") return null;
      throw error;
    }
  }

  async #read(path: string, fileSha256: string, { onProgress, signal }: CallOptions) {
    const { guidelines } = this.#store;
    guidelines.dropPagesExcept(fileSha256);
    const have = guidelines.keptPages(fileSha256, this.#ports.layoutVersion);
    let done = have.length;
    const onPages = (pages: readonly { page: number; layout: string }[], total: number) => {
      guidelines.keepPages(fileSha256, this.#ports.layoutVersion, pages);
      done += pages.length;
      onProgress?.({ phase: "reading pages", done, total });
    };
    try {
      const read = await this.#ports.read({ path, have, onPages, signal });
      // Made by a process that held a hostile file: it is checked like any other input.
      const guideline = GuidelineSchema.parse(read);
      if (guideline.conditions.length === 0) throw noConditions();
      return { guideline, resumedPages: have.length };
    } catch (error) {
      throwIfCancelled(signal, "The import");
      throw error;
    }
  }

  /** The very file again: its rows are there, and its corrections too. */
  #again(known: GuidelineSummary, path: string) {
    const version = this.#store.command("guidelines.import", (entry) => {
      this.#store.guidelines.setPath(known.id, path);
      entry.about("guideline", known.id, known.fileSha256);
      entry.about("dataset", known.datasetName, known.datasetHash);
      return this.#store.datasets.setRemoved(known.datasetHash, false);
    });
    const rejects = this.#store.datasets.rejects(known.datasetHash, 100);
    return { guideline: known, version, existing: true, rejects };
  }

  #commit(
    guideline: Guideline,
    name: string,
    record: (
      entry: Parameters<Parameters<Store["command"]>[1]>[0],
      hash: string,
    ) => GuidelineSummary,
    action = "datasets.import",
  ) {
    const staged = this.#store.datasets.stage();
    try {
      const reading = new Reading(staged);
      reading.tally.mapping = MAPPING;
      for (const item of guidelineRows(guideline, ROW_OPTIONS)) reading.take(0, item);
      reading.flush();
      if (reading.tally.rows === 0) throw noConditions();
      return this.#store.command(action, (entry) => {
        const facts = { name, kind: "guideline-pdf" as const, ...reading.tally.facts() };
        const { version, existing } = this.#store.datasets.commit(staged, facts);
        entry.about("dataset", version.datasetId, version.hash);
        const summary = record(entry, version.hash);
        return { guideline: summary, version, existing, rejects: reading.firstRejects };
      });
    } catch (error) {
      staged.discard();
      throw error;
    }
  }
}

/** A guideline goes to every clinic: what holds patient data is none, and would not be shut in here. */
export function refusePatientData({ patientData }: Pick<ImportOptions, "patientData">): void {
  if (patientData !== true) return;
  throw new AppError("INVALID_INPUT", "A guideline is not imported as patient data.", {
    field: "--patient-data",
    hint: "Take the mark away if this is a published guideline. A PDF about patients cannot be imported.",
  });
}

function moved(): AppError {
  return new AppError(
    "NOT_FOUND",
    "The PDF of this guideline is not where it was, or was changed.",
    {
      hint: "Put it back, or import the same file from its new place: nothing is read twice.",
    },
  );
}

function noConditions(): AppError {
  return new AppError("INVALID_INPUT", "No numbered condition was found in the PDF.", {
    field: "FILE",
    hint: "A guideline has titles such as “1.1.1 Anaphylactic shock”. Is this the right file?",
  });
}
