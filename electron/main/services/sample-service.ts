import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import type { Model } from "../../shared/domain/model.ts";
import { isQuantized } from "../../shared/domain/run-config.ts";
import { PARTS, type Part } from "../../shared/domain/split.ts";
import { AppError } from "../../shared/errors.ts";
import type { CompareService } from "./api/compare.ts";
import type { EvaluationService } from "./api/evaluation.ts";
import type { ModelService } from "./api/model.ts";
import type { RunDetail, RunService } from "./api/run.ts";
import type { SampleHooks, SampleOutcome, SampleService } from "./api/sample.ts";
import { addBundledBase } from "./bundled-base.ts";
import { DatasetService } from "./dataset-service.ts";
import type { EngineContext } from "./engine-context.ts";
import type { DocumentParser, ParsedItem } from "./ports.ts";
import { runDetail } from "./run-detail.ts";
import type { LoadSample, SampleResources } from "./sample-ports.ts";
import { SplitService } from "./split-service.ts";

const UNNAMED = { text: null, label: null, group: null, id: null, answer: null, part: null };

export interface SampleServices {
  readonly models: ModelService;
  readonly runs: RunService;
  readonly evaluations: EvaluationService;
  readonly compare: CompareService;
}

export function createSampleService(
  context: EngineContext,
  services: SampleServices,
  parse: DocumentParser,
  load: LoadSample,
): SampleService {
  return {
    run: (hooks = {}) => runSample(context, services, parse, load(), hooks),
    latest: () => latest(context, services, load().name),
  };
}

function latest(context: EngineContext, { compare }: SampleServices, name: string) {
  const { store } = context;
  const versions = store.datasets.list().filter((version) => version.name === name);
  const hashes = new Set(versions.map(({ hash }) => hash));
  const run = store.runs
    .list()
    .find(({ id, frozen }) => hashes.has(frozen.datasetHash) && testedOn(context, id) !== null);
  if (run === undefined) return null;
  const detail = runDetail(context, run.id);
  return { run: detail, leaderboard: compare.compare({ runs: comparable(context, detail) }) };
}

/** The split on whose test part a run was evaluated. */
function testedOn({ store }: EngineContext, runId: string): string | null {
  return store.evaluations.list(runId).find((e) => e.part === "test")?.splitId ?? null;
}

/** Import, split, base, run, both evaluations, comparison. What is in the home already is reused. */
async function runSample(
  context: EngineContext,
  services: SampleServices,
  parse: DocumentParser,
  sample: SampleResources,
  hooks: SampleHooks,
): Promise<SampleOutcome> {
  const started = performance.now();
  const calls = { onProgress: hooks.onProgress, signal: hooks.signal };
  hooks.onStage?.("importing");
  const version = await importSample(context, parse, sample, hooks);
  const split = new SplitService(context.store).create(version.hash, { method: "column" });
  const model = await addBundledBase(services.models, sample, calls);
  const rows = { dataset: version.hash, split: split.id, part: "test" } as const;
  const { alternatives, config } = sample;
  hooks.onStage?.("base");
  const base = await services.evaluations.evaluate(
    {
      ...rows,
      model: model.id,
      template: sample.template,
      quantize: isQuantized(config.method),
      alternatives,
    },
    calls,
  );
  hooks.onStage?.("training");
  const run = await train(services, sample, { version, splitId: split.id, model }, hooks);
  hooks.onStage?.("fine-tuned");
  const tuned = await services.evaluations.evaluate(
    { ...rows, run: run.run.id, alternatives },
    calls,
  );
  return {
    run,
    base,
    tuned,
    leaderboard: services.compare.compare({ runs: comparable(context, run) }),
    seconds: (performance.now() - started) / 1000,
  };
}

/** The dataset version with these rows; the three files become the three parts. */
async function importSample(
  context: EngineContext,
  parse: DocumentParser,
  sample: SampleResources,
  hooks: SampleHooks,
): Promise<DatasetVersion> {
  const datasets = new DatasetService(context.store, partOfFile(parse, sample));
  const { version } = await datasets.import(
    PARTS.map((part) => sample.files[part]),
    { name: sample.name, kind: "csv", mapping: UNNAMED },
    { onProgress: hooks.onProgress, signal: hooks.signal },
  );
  return version;
}

function partOfFile(parse: DocumentParser, sample: SampleResources): DocumentParser {
  return async (request) => {
    const part = PARTS.find((name) => sample.files[name] === request.path) ?? null;
    const document = await parse(request);
    return {
      mapping: document.mapping,
      totalBytes: document.totalBytes,
      get doneBytes() {
        return document.doneBytes;
      },
      items: withPart(document.items, part),
    };
  };
}

async function* withPart(items: AsyncIterable<ParsedItem>, part: Part | null) {
  for await (const item of items) {
    yield item.type === "row" ? { ...item, row: { ...item.row, part } } : item;
  }
}

async function train(
  services: SampleServices,
  sample: SampleResources,
  on: { version: DatasetVersion; splitId: string; model: Model },
  hooks: SampleHooks,
): Promise<RunDetail> {
  const handle = await services.runs.train(
    {
      dataset: on.version.hash,
      split: on.splitId,
      model: on.model.id,
      task: { completion: "label", template: sample.template },
      config: sample.config,
    },
    hooks,
  );
  const stop = () => handle.stop();
  hooks.signal?.addEventListener("abort", stop, { once: true });
  if (hooks.signal?.aborted) stop();
  const { detail, result } = await handle.done;
  hooks.signal?.removeEventListener("abort", stop);
  if (result === null) throw failed(detail);
  if (result.outcome === "stopped" || result.outcome === "discarded") throw stopped(detail);
  return detail;
}

/** Every evaluated run on the same rows, so that a second start shows both. */
function comparable(context: EngineContext, { run }: RunDetail): string[] {
  const { runs, evaluations } = context.store;
  return runs
    .list()
    .filter(
      ({ id, frozen }) =>
        frozen.datasetHash === run.frozen.datasetHash &&
        frozen.splitSha256 === run.frozen.splitSha256 &&
        evaluations.list(id).some((e) => e.part === "test" && e.splitId === run.splitId),
    )
    .map(({ id }) => id);
}

function failed({ run }: RunDetail): AppError {
  const { code, message, hint } = run.error ?? {
    code: "ENGINE",
    message: "The run failed.",
    hint: "",
  };
  return AppError.fromWire({ code: code as AppError["code"], message, hint, details: {} });
}

function stopped({ run, step }: RunDetail): AppError {
  return new AppError("CANCELLED", `The run was stopped and saved at step ${step}.`, {
    hint: `Resume run ${run.id} from its page or with the resume option.`,
    details: { run: run.id, step },
  });
}
