// Values for the tests of views: shaped as the services give them.
import type { RunDetail } from "../../main/services/api/run.ts";
import type { Evaluation } from "../../shared/domain/evaluation.ts";
import { completeRunConfig } from "../../shared/domain/run-config.ts";
import { TaskSchema } from "../../shared/domain/task.ts";
import type { Reporter } from "../output/reporter.ts";
import { plainStyle } from "../output/style.ts";

const HASH = "ab".repeat(32);

export function evaluation(accuracy: number, runId: string | null): Evaluation {
  const around = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });
  return {
    id: "eval-00000001",
    runId,
    checkpointStep: runId === null ? null : 100,
    modelHash: HASH,
    datasetHash: HASH,
    splitId: "split-00000001",
    part: "test",
    labels: ["CT Head WO", "CTA Chest PE", "MR Brain"],
    metrics: {
      rows: 600,
      accuracy: around(accuracy),
      accuracyAt3: around(0.97),
      macroF1: around(accuracy - 0.01),
      acceptable: around(accuracy + 0.005),
      truncated: 0,
      logLoss: 0.3,
      calibrationError: 0.021,
      majority: { label: "CT Head WO", accuracy: 0.4, macroF1: 0.19 },
      labels: [
        { label: "CT Head WO", support: 240, precision: 0.9, recall: 0.95, f1: 0.92 },
        { label: "CTA Chest PE", support: 200, precision: 1, recall: 0.9, f1: 0.95 },
        { label: "MR Brain", support: 160, precision: 0.8, recall: 0.85, f1: 0.82 },
      ],
      seconds: 12,
    },
    createdAt: 1_760_000_000_000,
  };
}

export function runDetail(): RunDetail {
  return {
    run: {
      id: "run-00000001",
      name: "qdora-orders-1",
      status: "finished",
      frozen: {
        config: completeRunConfig({ method: "qdora" }),
        task: TaskSchema.parse({ completion: "label", template: "{text}" }),
        modelHash: HASH,
        datasetHash: HASH,
        splitSha256: HASH,
      },
      configSha256: HASH,
      modelId: "model-00000001",
      splitId: "split-00000001",
      phase: null,
      error: null,
      createdAt: 1_760_000_000_000,
      startedAt: 1_760_000_000_000,
      endedAt: 1_760_000_090_000,
      archivedAt: null,
      device: null,
    },
    checkpoints: [],
    step: 120,
    totalSteps: 120,
    bestStep: 100,
    bestLoss: 0.12,
    finalLoss: 0.1,
    trainSeconds: 90,
    plannedBytes: 300 * 2 ** 20,
    peakBytes: 301 * 2 ** 20,
  };
}

/** A reporter of a given width that keeps what it is told. */
export function recordingReporter(width: number): Reporter & { said: string[] } {
  const said: string[] = [];
  return {
    said,
    json: false,
    style: plainStyle,
    width,
    progress: ({ phase, done, total }, detail) => said.push(`${phase} ${done}/${total} ${detail}`),
    notice: (message) => said.push(message),
    event: (name) => said.push(name),
    result: (_fields, text) => said.push(text()),
    error: (error) => said.push(error.message),
    endProgress: () => {},
  };
}
