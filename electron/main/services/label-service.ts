import { closedSetProbabilities } from "../../shared/domain/metrics/calibration.ts";
import type { Task } from "../../shared/domain/task.ts";
import { AppError } from "../../shared/errors.ts";
import { type CallOptions, REVIEW_NOTICE } from "./api/call.ts";
import type { LabelOutcome, LabelRequest, LabelService } from "./api/label.ts";
import { type Answerer, answererOfRun, requireLabelTask, scoreLabels } from "./closed-set.ts";
import type { EngineContext } from "./engine-context.ts";
import { csvLine, outputHeader, topText } from "./label-columns.ts";
import type { InputRecord, InputTable, LabelFiles, PendingFile } from "./label-ports.ts";

const BATCH = 128;
const BOM = "\ufeff"; // without it spreadsheets read UTF-8 as something else

export function createLabelService(context: EngineContext, files: LabelFiles): LabelService {
  return { label: (request, options = {}) => label(context, files, request, options) };
}

async function label(
  context: EngineContext,
  files: LabelFiles,
  request: LabelRequest,
  options: CallOptions,
): Promise<LabelOutcome> {
  const { store } = context;
  const run = store.runs.resolve(request.run);
  requireLabelTask(run);
  const { checkpoint, device } = request;
  const answerer = await answererOfRun(context, run, checkpoint, device, options);
  const output = files.createFile(request.output, request.overwrite ?? false);
  try {
    const table = await files.openTable(request.input, request.textColumn);
    const work = new Labelling(context, answerer, run.frozen.task, output, options);
    const outcome = await work.run(table);
    // The file first: an entry of the audit never names a file that is not there.
    const sha256 = output.commit();
    store.command("labels.labelFile", (entry) => {
      entry.about("run", run.id, run.configSha256);
      entry.about("labels", run.id, sha256);
    });
    return outcome;
  } catch (error) {
    output.abandon();
    throw error;
  }
}

/** Records in, lines out, a batch at a time: a file of any length takes bounded memory. */
class Labelling {
  readonly #context: EngineContext;
  readonly #answerer: Answerer;
  readonly #task: Task;
  readonly #output: PendingFile;
  readonly #options: CallOptions;
  #rows = 0;
  #rejected = 0;
  #truncated = 0;
  #adapterHash = "";

  constructor(
    context: EngineContext,
    answerer: Answerer,
    task: Task,
    output: PendingFile,
    options: CallOptions,
  ) {
    this.#context = context;
    this.#answerer = answerer;
    this.#task = task;
    this.#output = output;
    this.#options = options;
  }

  async run(table: InputTable): Promise<LabelOutcome> {
    const started = performance.now();
    this.#output.write(BOM + csvLine(outputHeader(table.headers)));
    let batch: InputRecord[] = [];
    for await (const record of table.records) {
      batch.push(record);
      if (batch.length < BATCH) continue;
      await this.#write(batch, table);
      batch = [];
    }
    if (batch.length > 0) await this.#write(batch, table);
    if (this.#rows === this.#rejected) throw nothingLabelled(this.#rows);
    const seconds = (performance.now() - started) / 1000;
    return {
      rows: this.#rows,
      rejected: this.#rejected,
      truncated: this.#truncated,
      seconds,
      labelsPerSecond: (this.#rows - this.#rejected) / Math.max(seconds, 1e-9),
      modelHash: this.#answerer.model.hash,
      adapterHash: this.#adapterHash,
      notice: REVIEW_NOTICE,
    };
  }

  async #write(batch: readonly InputRecord[], table: InputTable): Promise<void> {
    const texts = batch.flatMap((record) => record.text ?? []);
    const { labels } = this.#task;
    let probabilities: Float64Array = new Float64Array();
    if (texts.length > 0) {
      const { signal } = this.#options;
      const scored = await scoreLabels(this.#context, this.#answerer, this.#task, texts, {
        signal,
      });
      probabilities = closedSetProbabilities(scored.scores, texts.length, labels.length);
      this.#truncated += scored.truncated;
      this.#adapterHash = scored.adapterHash ?? "";
    }
    let at = 0;
    for (const record of batch) {
      const own = record.text === null ? null : probabilities.subarray(at, at + labels.length);
      if (own !== null) at += labels.length;
      this.#output.write(csvLine([...record.cells, ...this.#cells(record, own)]));
    }
    this.#rows += batch.length;
    this.#rejected += batch.length - texts.length;
    const { doneBytes, totalBytes } = table;
    this.#options.onProgress?.({ phase: "labelling", done: doneBytes, total: totalBytes });
  }

  #cells(record: InputRecord, probabilities: Float64Array | null): string[] {
    if (probabilities === null) return ["", "", "", record.problem];
    const { best, probability, text } = topText(this.#task.labels, probabilities);
    return [best, probability.toFixed(4), text, ""];
  }
}

function nothingLabelled(rows: number): AppError {
  return new AppError("INVALID_INPUT", "No row of the input has a text.", {
    field: "--text-column",
    hint: "Is it the right column?",
    details: { rows },
  });
}
