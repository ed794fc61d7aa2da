/**
 * Trains the bundled base model from nothing, with this project's own trainer.
 *
 *   npm run make:base -- --data DIR [--steps 3000] [--threads 0] [--work build/base-model]
 *
 * Corpus: make-corpus.ts. Stopping (Ctrl+C) saves; the same command goes on from there. At the end
 * the weights are rounded to bfloat16 and written beside config.json and tokenizer.json.
 */
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Tokenizer } from "tokenizers";
import type { EngineEvent, TrainResult } from "../../electron/shared/domain/engine-events.ts";
import { completeRunConfig } from "../../electron/shared/domain/run-config.ts";
import type { ExampleArrays, TrainSpec } from "../../electron/trainer-process/addon-types.ts";
import { loadAddon } from "../../electron/trainer-process/loader.ts";
import { buildCorpus } from "./make-corpus.ts";
import { BOS_ID, EOS_ID, MODEL_CONFIG } from "./model-shape.ts";
import { writeBfloat16 } from "./write-bfloat16.ts";

const BASE_DIR = dirname(fileURLToPath(import.meta.url));
const DOCUMENTS_PER_CALL = 64;

/** A document is one sequence, `<s>` … `</s>`; every token of it carries loss. */
async function encodeDocuments(
  tokenizer: Tokenizer,
  texts: readonly string[],
): Promise<ExampleArrays> {
  const tokens: number[] = [];
  const offsets = [0];
  for (let at = 0; at < texts.length; at += DOCUMENTS_PER_CALL) {
    const encodings = await tokenizer.encodeBatch(texts.slice(at, at + DOCUMENTS_PER_CALL), {
      addSpecialTokens: false,
    });
    for (const encoding of encodings) {
      const ids = encoding.getIds().slice(0, MODEL_CONFIG.max_position_embeddings - 2);
      tokens.push(BOS_ID, ...ids, EOS_ID);
      offsets.push(tokens.length);
    }
  }
  return {
    tokens: Int32Array.from(tokens),
    offsets: Int32Array.from(offsets),
    promptTokens: new Int32Array(offsets.length - 1),
  };
}

function preTrainingConfig(steps: number) {
  return completeRunConfig({
    method: "full",
    learningRate: 3e-3,
    minLearningRateRatio: 0.05,
    weightDecay: 0.1,
    beta2: 0.95,
    clipNorm: 1,
    schedule: "cosine",
    warmupRatio: 0.03,
    contextLength: MODEL_CONFIG.max_position_embeddings,
    microBatch: 4,
    gradientAccumulation: 2,
    completionOnly: false,
    maxSteps: steps,
    saveEverySteps: 100,
    evaluateEverySteps: 250,
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      steps: { type: "string", default: "3000" },
      threads: { type: "string", default: "0" },
      orders: { type: "string", default: "40000" },
      work: { type: "string", default: "build/base-model" },
    },
  });
  if (values.data === undefined) throw new Error("Give the data folder with --data DIR.");
  const work = values.work;
  mkdirSync(work, { recursive: true });
  const corpus = buildCorpus(values.data, Number(values.orders));
  const tokenizer = Tokenizer.fromFile(join(BASE_DIR, "tokenizer.json"));
  const train = await encodeDocuments(tokenizer, corpus.train);
  const validation = await encodeDocuments(tokenizer, corpus.validation);
  console.log(`${train.tokens.length} training tokens in ${train.promptTokens.length} documents`);

  const addon = loadAddon();
  const initial = join(work, "initial");
  if (!existsSync(join(initial, "model.safetensors"))) {
    addon.initModel(join(BASE_DIR, "config.json"), initial, 2024);
  }
  const spec: TrainSpec = {
    backend: "cpu",
    device: 0,
    threads: Number(values.threads),
    deterministic: true,
    modelDir: initial,
    checkpointsDir: join(work, "checkpoints"),
    config: preTrainingConfig(Number(values.steps)),
    resume: "auto",
    baseHash: await addon.hashModel(initial, () => {}),
    dataHash: `${corpus.train.length}:${train.tokens.length}`,
    longestExample: 0,
  };
  const trainer = new addon.Trainer(JSON.stringify(spec), train, validation);
  process.once("SIGINT", () => trainer.stop());
  const result = JSON.parse(
    await trainer.run((json) => report(JSON.parse(json) as EngineEvent)),
  ) as TrainResult;
  console.log(JSON.stringify(result));
  if (result.outcome !== "finished" || result.bestCheckpoint === null) return;
  const best = join(spec.checkpointsDir, result.bestCheckpoint);
  writeBfloat16(join(best, "model.safetensors"), join(work, "model.safetensors"));
  copyFileSync(join(work, "model.safetensors"), join(BASE_DIR, "model.safetensors"));
}

await main();
