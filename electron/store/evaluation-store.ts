import type { Evaluation, Prediction } from "../shared/domain/evaluation.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { EvaluationDraft, EvaluationStore } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";
import { onlyMatch } from "./references.ts";

interface EvaluationRecord {
  seq: number;
  id: string;
  run_id: string | null;
  checkpoint_step: number | null;
  model_hash: string;
  dataset_hash: string;
  split_id: string | null;
  part: Evaluation["part"];
  labels: string;
  metrics: string;
  created_at: number;
}

interface PredictionRecord {
  row_index: number;
  truth: number;
  probabilities: Uint8Array;
}

const PAGE = 500;

export class SqlEvaluationStore implements EvaluationStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  add(draft: EvaluationDraft, predictions: Iterable<Prediction>): Evaluation {
    this.#connection.requireCommand("evaluations.add");
    const id = newId("eval");
    const { rowId } = this.#connection.run(
      `INSERT INTO evaluation (id, run_id, checkpoint_step, model_hash, dataset_hash, split_id,
         part, labels, metrics, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      draft.runId,
      draft.checkpointStep,
      draft.modelHash,
      draft.datasetHash,
      draft.splitId,
      draft.part,
      JSON.stringify(draft.labels),
      JSON.stringify(draft.metrics),
      this.#now(),
    );
    for (const { rowIndex, truth, probabilities } of predictions) {
      if (probabilities.length !== draft.labels.length) {
        throw new AppError("INTERNAL", "A prediction does not have one probability per label.");
      }
      this.#connection.run(
        `INSERT INTO prediction (evaluation_seq, row_index, truth, probabilities)
         VALUES (?, ?, ?, ?)`,
        rowId,
        rowIndex,
        truth,
        new Uint8Array(probabilities.buffer, probabilities.byteOffset, probabilities.byteLength),
      );
    }
    return this.get(id);
  }

  get(id: string): Evaluation {
    return toEvaluation(this.#record(id));
  }

  list(runId?: string | null): Evaluation[] {
    const all = this.#connection.all<EvaluationRecord>(
      "SELECT * FROM evaluation ORDER BY seq DESC",
    );
    const wanted = runId === undefined ? all : all.filter((record) => record.run_id === runId);
    return wanted.map(toEvaluation);
  }

  *predictions(id: string): Iterable<Prediction> {
    const { seq } = this.#record(id);
    for (let after = -1; ; ) {
      const page = this.#connection.all<PredictionRecord>(
        `SELECT row_index, truth, probabilities FROM prediction
         WHERE evaluation_seq = ? AND row_index > ? ORDER BY row_index LIMIT ?`,
        seq,
        after,
        PAGE,
      );
      for (const { row_index, truth, probabilities } of page) {
        // Copied: a stored blob need not begin on a four-byte border.
        const floats = new Float32Array(new Uint8Array(probabilities).buffer);
        yield { rowIndex: row_index, truth, probabilities: floats };
      }
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.row_index;
    }
  }

  #record(id: string): EvaluationRecord {
    const rows = this.#connection.all<EvaluationRecord>(
      "SELECT * FROM evaluation WHERE id = ?",
      id,
    );
    return onlyMatch(rows, "evaluation", "evaluation");
  }
}

function toEvaluation(record: EvaluationRecord): Evaluation {
  return {
    id: record.id,
    runId: record.run_id,
    checkpointStep: record.checkpoint_step,
    modelHash: record.model_hash,
    datasetHash: record.dataset_hash,
    splitId: record.split_id,
    part: record.part,
    labels: JSON.parse(record.labels),
    metrics: JSON.parse(record.metrics),
    createdAt: record.created_at,
  };
}
