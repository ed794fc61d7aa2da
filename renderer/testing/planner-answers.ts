// A small machine with one base and one dataset. Memory grows with the micro-batch as in life.
import type { ListedModel } from "../../electron/shared/contract/models.ts";
import type { Card } from "../../electron/shared/domain/cards.ts";
import type { DatasetVersion } from "../../electron/shared/domain/dataset.ts";
import { planVerdict } from "../../electron/shared/domain/memory-plan.ts";
import type { DeviceInfo } from "../../electron/shared/domain/model-info.ts";
import type { GateReport } from "../../electron/shared/domain/quality/gate-report.ts";
import type { RunConfig } from "../../electron/shared/domain/run-config.ts";
import type { Split } from "../../electron/shared/domain/split.ts";

const GIB = 2 ** 30;

export const model: ListedModel = {
  id: "model-k3x9a2bq",
  name: "clinical-base",
  hash: "b".repeat(64),
  folder: "clinical-base",
  bundled: false,
  createdAt: 1_760_000_000_000,
  info: {
    architecture: "LlamaForCausalLM",
    parameters: 5_475_584,
    layers: 6,
    hiddenSize: 256,
    intermediateSize: 704,
    heads: 8,
    kvHeads: 4,
    headDim: 32,
    vocabularySize: 4096,
    contextLength: 1024,
    tiedHead: true,
    dtype: "bfloat16",
    quantization: "none",
    bytesOnDisk: 10_957_216,
    nf4Bytes: 4_000_000,
    linearModules: ["q_proj"],
    bosTokenId: 0,
    eosTokenIds: [1],
  },
};

const figures = { minimum: 10, mean: 60, median: 58, p95: 110, maximum: 190 };

export const dataset: DatasetVersion = {
  hash: "d".repeat(64),
  datasetId: "dataset-k3x9a2bq",
  name: "orders",
  version: 1,
  kind: "csv",
  rows: 1800,
  rejects: 0,
  duplicates: 0,
  labels: [
    { label: "CT Head", count: 900 },
    { label: "CT Chest", count: 900 },
  ],
  unlabelled: 0,
  textChars: figures,
  mapping: { text: "text", label: "label", group: null, id: null, answer: null, part: null },
  createdAt: 1_760_000_000_000,
};

export const split: Split = {
  id: "split-k3x9a2bq",
  datasetHash: dataset.hash,
  config: {
    method: "random",
    train: 0.8,
    validation: 0.1,
    test: 0.1,
    stratified: true,
    grouped: false,
    seed: 42,
  },
  sha256: "5".repeat(64),
  report: {
    rows: { train: 1440, validation: 180, test: 180 },
    unassigned: 0,
    labels: [],
    unstratified: [],
    duplicateSets: 0,
    groups: 0,
    crossingDuplicates: 0,
  },
  createdAt: 1_760_000_000_000,
};

export const cpu: DeviceInfo = {
  backend: "cpu",
  device: 0,
  name: "Processor",
  isa: "avx2",
  library: "OpenBLAS",
  totalBytes: 16 * GIB,
  freeBytes: 12 * GIB,
  threads: 4,
  usable: true,
  reason: "",
};

export const noCard: DeviceInfo = {
  ...cpu,
  backend: "cuda",
  name: "",
  totalBytes: 0,
  freeBytes: 0,
  usable: false,
  reason: "the cuda backend sees no device (check the driver)",
};

interface Request {
  readonly config: RunConfig;
  readonly card?: Card;
  readonly fixes?: boolean;
}

/** One GiB a sequence: twelve fit on the processor. */
export function planAnswer({ config, card, fixes }: Request) {
  const totalBytes = config.microBatch * GIB;
  const availableBytes = card?.usableBytes ?? cpu.freeBytes;
  const verdict = planVerdict(totalBytes, availableBytes);
  const half = Math.max(1, config.microBatch >> 1);
  const fix = { microBatch: half, gradientAccumulation: config.gradientAccumulation * 2 };
  const fixed = {
    change: `micro-batch ${config.microBatch} → ${half}`,
    config: fix,
    totalBytes: half * GIB,
    verdict: planVerdict(half * GIB, availableBytes),
  };
  return {
    config,
    basis: card === undefined ? "device" : "cpu-for-card",
    basisReason: card === undefined ? "" : "the cuda backend sees no device",
    availableBytes,
    verdict,
    fixes: verdict === "exceeds" && fixes !== false ? [fixed] : [],
    plan: {
      backend: "cpu",
      deviceName: "Processor",
      capacityBytes: cpu.totalBytes,
      freeBytes: cpu.freeBytes,
      totalBytes,
      hostBytes: 0,
      components: [
        { component: "weights", bytes: totalBytes / 4 },
        { component: "activations", bytes: (totalBytes / 4) * 3 },
      ],
      tokensPerMicroBatch: config.microBatch * config.contextLength,
      trainableParameters: 1000,
      baseParameters: 5_475_584,
    },
  };
}
/** Of the dataset under its split: nothing to mend. */
export const cleanReport: GateReport = {
  datasetHash: dataset.hash,
  splitId: split.id,
  rows: dataset.rows,
  exact: { rows: 0, sets: 0, leaked: 0 },
  near: { threshold: 0.5, rows: 0, leaked: 0, crowded: 0 },
  template: { rows: 0, sets: 0, leaked: 0 },
  labelNoise: 0,
  words: figures,
  short: 0,
  truncation: null,
  languages: { en: dataset.rows, fr: 0, sw: 0, other: 0 },
  deficits: [],
  labels: 2,
  findings: [{ id: "exact-leak", severity: "ok", rows: 0 }],
  examples: [],
  seconds: 1,
  createdAt: 1_760_000_000_000,
};

export const plannerAnswers = {
  "models.list": () => [model],
  "datasets.list": () => [dataset],
  "datasets.inspect": () => ({
    version: dataset,
    splits: [split],
    rejects: [],
    rejectReasons: [],
    imbalance: 1,
    rarest: [],
    tokenLengths: null,
  }),
  "quality.report": () => cleanReport,
  "planner.devices": () => ({ engineVersion: "0.1.0", devices: [cpu, noCard] }),
  "planner.measure": () => ({ longestExample: 90 }),
  "planner.plan": planAnswer,
};
