import { type GateReport, GateReportSchema } from "../shared/domain/quality/gate-report.ts";
import type { Connection } from "./connection.ts";
import type { GateReportStore } from "./interfaces/index.ts";
import { runSeq } from "./run-seq.ts";

export class SqlGateReportStore implements GateReportStore {
  readonly #connection: Connection;
  readonly #actor: string;
  readonly #now: () => number;

  constructor(connection: Connection, actor: string, now: () => number) {
    this.#connection = connection;
    this.#actor = actor;
    this.#now = now;
  }

  put(report: GateReport): void {
    this.#connection.requireCommand("gateReports.put");
    this.#connection.run(
      `INSERT INTO gate_report (dataset_hash, split_id, report) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET report = excluded.report`,
      report.datasetHash,
      report.splitId ?? "",
      JSON.stringify(report),
    );
  }

  get(datasetHash: string, splitId: string | null): GateReport | null {
    const found = this.#connection.get<{ report: string }>(
      "SELECT report FROM gate_report WHERE dataset_hash = ? AND split_id = ?",
      datasetHash,
      splitId ?? "",
    );
    return found === undefined ? null : GateReportSchema.parse(JSON.parse(found.report));
  }

  acknowledge(runId: string, leaked: number): void {
    this.#connection.requireCommand("gateReports.acknowledge");
    this.#connection.run(
      `INSERT INTO run_acknowledgement (run_seq, leaked, acknowledged_by, acknowledged_at)
       VALUES (?, ?, ?, ?)`,
      runSeq(this.#connection, runId),
      leaked,
      this.#actor,
      this.#now(),
    );
  }

  acknowledgement(runId: string): { leaked: number; by: string; at: number } | null {
    const found = this.#connection.get<{ leaked: number; by: string; at: number }>(
      `SELECT leaked, acknowledged_by AS "by", acknowledged_at AS at
       FROM run_acknowledgement WHERE run_seq = ?`,
      runSeq(this.#connection, runId),
    );
    return found ?? null;
  }
}
