/**
 * Trains the bundled base model from nothing, with this project's own trainer.
 *
 *   npm run make:base -- --data DIR [--steps 3000] [--work build/base-model]
 *
 * On another machine, without corpus and tokenizer, in two parts:
 *
 *   npm run make:base -- --corpus build/base-corpus --encode-only build/base-tokens
 *   npm run make:base -- --tokens documents.tok:6 --tokens generated-1.tok
 *     --validation-tokens validation.tok --backend cuda --micro-batch 64 --steps 4000
 *
 * On a machine without Node: --emit-run DIR writes the run for differential_train instead of training.
 *
 * Corpus: make-corpus.ts; --corpus DIR takes what it wrote, --data DIR builds it, with the same
 * options for the amounts. "FILE:6" puts the documents of
 * a file six times into one epoch. Stopping (Ctrl+C) saves; the same command goes on from there. At
 * the end the weights are rounded to bfloat16 and written beside config.json and tokenizer.json, which
 * lie in this folder or in --base DIR.
 */
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent, TrainResult } from "../../electron/shared/domain/engine-events.ts";
import { completeRunConfig } from "../../electron/shared/domain/run-config.ts";
import type { ExampleArrays, TrainSpec } from "../../electron/trainer-process/addon-types.ts";
import { loadAddon } from "../../electron/trainer-process/loader.ts";
import { readCounts } from "./corpus-counts.ts";
import { emitRun } from "./emit-run.ts";
import { type Options, readOptions, wholeOption } from "./make-base-options.ts";
import { MODEL_CONFIG, VOCABULARY_SIZE } from "./model-shape.ts";
import { readTokenFile } from "./token-file.ts";
import { parseTokenOption, type Share, toExamples } from "./training-tokens.ts";
import { writeBfloat16 } from "./write-bfloat16.ts";

interface Data {
  readonly train: ExampleArrays;
  readonly validation: ExampleArrays;
}

function fromTokenFiles(options: Options): Data {
  const read = (path: string) => readTokenFile(path, VOCABULARY_SIZE);
  const shares: Share[] = (options.tokens ?? []).map((option) => {
    const { path, copies } = parseTokenOption(option);
    return { documents: read(path), copies };
  });
  const validation = options["validation-tokens"];
  if (validation === undefined) throw new Error("Give --validation-tokens FILE with --tokens.");
  return {
    train: toExamples(shares),
    validation: toExamples([{ documents: read(validation), copies: 1 }]),
  };
}

/** Null when the tokens were only to be written. */
async function fromCorpus(options: Options): Promise<Data | null> {
  // Loaded here: where token files are given, neither the corpus nor the tokenizer need be there.
  const { buildCorpus, readCorpus } = await import("./make-corpus.ts");
  const { encodeCorpus, writeCorpusTokens } = await import("./encode-corpus.ts");
  if (options.corpus === undefined && options.data === undefined) {
    throw new Error("Give the folder that make-corpus.ts wrote with --corpus DIR, or --data DIR.");
  }
  const corpus =
    options.corpus === undefined
      ? buildCorpus(options.data ?? "", readCounts(options))
      : readCorpus(options.corpus);
  const encoded = await encodeCorpus(corpus, join(options.base, "tokenizer.json"));
  const folder = options["encode-only"];
  if (folder !== undefined) {
    writeCorpusTokens(folder, encoded, wholeOption("part-tokens", options["part-tokens"]));
    return null;
  }
  const copies = wholeOption("document-copies", options["document-copies"]);
  return {
    train: toExamples([
      { documents: encoded.documents, copies },
      { documents: encoded.generated, copies: 1 },
    ]),
    validation: toExamples([{ documents: encoded.validation, copies: 1 }]),
  };
}

function preTrainingConfig(options: Options) {
  const evaluateEverySteps = wholeOption("evaluate-every", options["evaluate-every"]);
  return completeRunConfig({
    method: "full",
    learningRate: Number(options["learning-rate"]),
    minLearningRateRatio: 0.05,
    weightDecay: 0.1,
    beta2: 0.95,
    clipNorm: 1,
    schedule: "cosine",
    warmupRatio: 0.03,
    contextLength: MODEL_CONFIG.max_position_embeddings,
    microBatch: wholeOption("micro-batch", options["micro-batch"]),
    gradientAccumulation: wholeOption("accumulation", options.accumulation),
    completionOnly: false,
    maxSteps: wholeOption("steps", options.steps),
    saveEverySteps: evaluateEverySteps,
    evaluateEverySteps,
    seed: 2024,
  });
}

function report(event: EngineEvent): void {
  if (event.type === "step" && event.step % 20 === 0) {
    const rate = (event.tokens / event.stepMs) * 1000;
    console.log(
      `step ${event.step} epoch ${event.epoch.toFixed(2)} loss ${event.loss.toFixed(3)} ` +
        `lr ${event.learningRate.toExponential(2)} norm ${event.gradNorm.toFixed(2)} ${rate.toFixed(0)} tok/s`,
    );
  } else if (event.type === "evaluation" || event.type === "notice" || event.type === "start") {
    console.log(JSON.stringify(event));
  }
}

async function train(options: Options, data: Data): Promise<void> {
  const work = options.work;
  const addon = loadAddon();
  const initial = join(work, "initial");
  if (!existsSync(join(initial, "model.safetensors"))) {
    addon.initModel(join(options.base, "config.json"), initial, 2024);
  }
  const spec: TrainSpec = {
    backend: options.backend,
    device: wholeOption("device", options.device),
    threads: wholeOption("threads", options.threads),
    deterministic: true,
    modelDir: initial,
    checkpointsDir: join(work, "checkpoints"),
    config: preTrainingConfig(options),
    resume: "auto",
    baseHash: await addon.hashModel(initial, () => {}),
    dataHash: `${data.train.promptTokens.length}:${data.train.tokens.length}`,
    longestExample: 0,
  };
  const directory = options["emit-run"];
  if (directory !== undefined) {
    emitRun(directory, spec, data.train, data.validation);
    console.log(`${directory} holds the run for differential_train.`);
    return;
  }
  const trainer = new addon.Trainer(JSON.stringify(spec), data.train, data.validation);
  process.once("SIGINT", () => trainer.stop());
  const result = JSON.parse(
    await trainer.run((json) => report(JSON.parse(json) as EngineEvent)),
  ) as TrainResult;
  console.log(JSON.stringify(result));
  if (result.outcome !== "finished" || result.bestCheckpoint === null) return;
  const best = join(spec.checkpointsDir, result.bestCheckpoint);
  writeBfloat16(join(best, "model.safetensors"), join(work, "model.safetensors"));
  copyFileSync(join(work, "model.safetensors"), join(options.base, "model.safetensors"));
}

async function main(): Promise<void> {
  const options = readOptions();
  mkdirSync(options.work, { recursive: true });
  const data = options.tokens ? fromTokenFiles(options) : await fromCorpus(options);
  if (data === null) return;
  const { tokens, promptTokens } = data.train;
  console.log(`${tokens.length} training tokens in ${promptTokens.length} documents`);
  await train(options, data);
}

await main();
