import type { AnswerEvaluation, AnsweredRow } from "../shared/domain/answer-evaluation.ts";
import type { Connection } from "./connection.ts";
import type { AnswerEvaluationDraft, AnswerEvaluationStore } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";
import { onlyMatch } from "./references.ts";

interface EvaluationRecord {
  seq: number;
  id: string;
  run_id: string;
  model_hash: string;
  dataset_hash: string;
  split_id: string | null;
  part: AnswerEvaluation["part"];
  figures: string;
  created_at: number;
}

interface RowRecord {
  row_index: number;
  base: string;
  tuned: string;
  base_f1: number;
  tuned_f1: number;
}

export class SqlAnswerEvaluationStore implements AnswerEvaluationStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  add(draft: AnswerEvaluationDraft, rows: Iterable<AnsweredRow>): AnswerEvaluation {
    this.#connection.requireCommand("answerEvaluations.add");
    const id = newId("answers");
    const { runId, modelHash, datasetHash, splitId, part, ...figures } = draft;
    const { rowId } = this.#connection.run(
      `INSERT INTO answer_evaluation (id, run_id, model_hash, dataset_hash, split_id, part,
         figures, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      runId,
      modelHash,
      datasetHash,
      splitId,
      part,
      JSON.stringify(figures),
      this.#now(),
    );
    for (const { rowIndex, base, tuned, baseF1, tunedF1 } of rows) {
      this.#connection.run(
        `INSERT INTO answered_row (evaluation_seq, row_index, base, tuned, base_f1, tuned_f1)
         VALUES (?, ?, ?, ?, ?, ?)`,
        rowId,
        rowIndex,
        base,
        tuned,
        baseF1,
        tunedF1,
      );
    }
    return toEvaluation(this.#record(id));
  }

  list(runId: string): AnswerEvaluation[] {
    return this.#connection
      .all<EvaluationRecord>(
        "SELECT * FROM answer_evaluation WHERE run_id = ? ORDER BY seq DESC",
        runId,
      )
      .map(toEvaluation);
  }

  rows(id: string): AnsweredRow[] {
    const { seq } = this.#record(id);
    return this.#connection
      .all<RowRecord>(
        `SELECT row_index, base, tuned, base_f1, tuned_f1 FROM answered_row
         WHERE evaluation_seq = ? ORDER BY row_index`,
        seq,
      )
      .map(({ row_index, base, tuned, base_f1, tuned_f1 }) => ({
        rowIndex: row_index,
        base,
        tuned,
        baseF1: base_f1,
        tunedF1: tuned_f1,
      }));
  }

  #record(id: string): EvaluationRecord {
    const found = this.#connection.all<EvaluationRecord>(
      "SELECT * FROM answer_evaluation WHERE id = ?",
      id,
    );
    return onlyMatch(found, "evaluation of answers", "evaluation");
  }
}

function toEvaluation(record: EvaluationRecord): AnswerEvaluation {
  return {
    ...JSON.parse(record.figures),
    id: record.id,
    runId: record.run_id,
    modelHash: record.model_hash,
    datasetHash: record.dataset_hash,
    splitId: record.split_id,
    part: record.part,
    createdAt: record.created_at,
  };
}
