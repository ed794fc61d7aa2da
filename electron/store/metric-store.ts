import {
  MAX_STEP,
  type MetricPage,
  type MetricPageQuery,
  type MetricPoint,
} from "../shared/domain/metric.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { MetricStore } from "./interfaces/index.ts";
import { runSeq } from "./run-seq.ts";

interface PointRecord {
  step: number;
  value: number | null;
  wall_ms: number;
}

const OF_METRIC = `
  FROM metric m JOIN metric_name n ON n.id = m.name_id WHERE m.run_seq = ? AND n.name = ?`;

export class SqlMetricStore implements MetricStore {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  append(runId: string, points: readonly MetricPoint[]): void {
    if (points.length === 0) return;
    this.#connection.transaction(() => {
      const run = runSeq(this.#connection, runId);
      const names = new Map<string, number>();
      for (const { step, name, value, wallMs } of points) {
        if (!Number.isInteger(step) || step < 0 || step > MAX_STEP) {
          throw new AppError("INVALID_INPUT", `A metric has an impossible step (${step}).`, {
            field: "step",
          });
        }
        const nameId = names.get(name) ?? this.#nameId(name);
        names.set(name, nameId);
        this.#connection.run(
          `INSERT INTO metric (run_seq, name_id, step, value, wall_ms) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET value = excluded.value, wall_ms = excluded.wall_ms`,
          run,
          nameId,
          step,
          Number.isFinite(value) ? value : null,
          wallMs,
        );
      }
    });
  }

  page({ runId, name, afterStep, limit }: MetricPageQuery): MetricPage {
    const records = this.#connection.all<PointRecord>(
      `SELECT m.step, m.value, m.wall_ms ${OF_METRIC} AND m.step > ? ORDER BY m.step LIMIT ?`,
      runSeq(this.#connection, runId),
      name,
      afterStep,
      limit,
    );
    return {
      name,
      steps: Float32Array.from(records, (r) => r.step),
      values: Float32Array.from(records, (r) => r.value ?? Number.NaN),
      wallMs: Float64Array.from(records, (r) => r.wall_ms),
      nextAfterStep: records.length === limit ? (records.at(-1)?.step ?? null) : null,
    };
  }

  names(runId: string): string[] {
    return this.#connection
      .all<{ name: string }>(
        `SELECT name FROM metric_name n
         WHERE EXISTS (SELECT 1 FROM metric WHERE run_seq = ? AND name_id = n.id) ORDER BY name`,
        runSeq(this.#connection, runId),
      )
      .map((record) => record.name);
  }

  last(runId: string, name: string): MetricPoint | null {
    const record = this.#connection.get<PointRecord>(
      `SELECT m.step, m.value, m.wall_ms ${OF_METRIC} ORDER BY m.step DESC LIMIT 1`,
      runSeq(this.#connection, runId),
      name,
    );
    if (record === undefined) return null;
    return { name, step: record.step, value: record.value ?? Number.NaN, wallMs: record.wall_ms };
  }

  dropAfter(runId: string, step: number): number {
    return this.#connection.run(
      "DELETE FROM metric WHERE run_seq = ? AND step > ?",
      runSeq(this.#connection, runId),
      step,
    ).changes;
  }

  #nameId(name: string): number {
    this.#connection.run("INSERT INTO metric_name (name) VALUES (?) ON CONFLICT DO NOTHING", name);
    const record = this.#connection.get<{ id: number }>(
      "SELECT id FROM metric_name WHERE name = ?",
      name,
    );
    if (record === undefined) throw new AppError("INTERNAL", "A metric name was not stored.");
    return record.id;
  }
}
