import { findingsOf } from "../../shared/domain/quality/findings.ts";
import type { GateRow } from "../../shared/domain/quality/gate.ts";
import type { GateReport, ShownExample } from "../../shared/domain/quality/gate-report.ts";
import { PARTS, type Split, UNASSIGNED } from "../../shared/domain/split.ts";
import { AppError } from "../../shared/errors.ts";
import type { Store } from "../../store/interfaces/index.ts";
import type { CallOptions } from "./api/call.ts";
import type { RowComputer } from "./compute-ports.ts";
import { shownRow } from "./dataset-service-rows.ts";
import type { TokenLengthService } from "./token-length-service.ts";

export interface GateQuestion {
  readonly dataset: string;
  /** Left out: the version by itself, without a look across parts. */
  readonly split?: string | undefined;
  /** With a context length: how many rows are too long for it, in this model's tokens. */
  readonly model?: string | undefined;
  readonly contextLength?: number | undefined;
}

export interface QualityParts {
  readonly store: Store;
  readonly computer: RowComputer;
  readonly tokenLengths: TokenLengthService;
}

/** Looks at a dataset before anything is learned from it. */
export class QualityService {
  readonly #parts: QualityParts;

  constructor(parts: QualityParts) {
    this.#parts = parts;
  }

  async check(question: GateQuestion, call: CallOptions = {}): Promise<GateReport> {
    const { store, computer } = this.#parts;
    const started = performance.now();
    const version = store.datasets.resolve(question.dataset);
    const split = this.#split(question.split, version.hash);
    const rows = gateRows(store, version.hash, split);
    const facts = await computer.gate(rows, version.rows, call);
    const truncation = await this.#truncation(question, call);
    const report = {
      datasetHash: version.hash,
      splitId: split?.id ?? null,
      ...facts,
      truncation,
      seconds: (performance.now() - started) / 1000,
      createdAt: Date.now(),
    };
    const whole: GateReport = { ...report, findings: findingsOf(report) };
    store.command("quality.check", (entry) => {
      store.gateReports.put(whole);
      entry.about("dataset", version.datasetId, version.hash);
      if (split !== null) entry.about("split", split.id, split.sha256);
    });
    return whole;
  }

  newestSplit(dataset: string): string | undefined {
    const { store } = this.#parts;
    return store.splits.list(store.datasets.resolve(dataset).hash)[0]?.id;
  }

  /** The newest report; null when the version was not checked under this split. */
  get(dataset: string, splitId: string | null): GateReport | null {
    const { store } = this.#parts;
    return store.gateReports.get(store.datasets.resolve(dataset).hash, splitId);
  }

  /** The worst rows with their texts, cut for showing. */
  examples(report: GateReport): ShownExample[] {
    const { store } = this.#parts;
    const assignment = report.splitId === null ? null : store.splits.assignment(report.splitId);
    return report.examples.flatMap((example) => {
      const rows = [example.a, example.b].flatMap((index) => {
        if (index === null) return [];
        return Array.from(store.datasets.rows(report.datasetHash, index, index + 1), shownRow);
      });
      return {
        ...example,
        texts: rows.map((row) => row.text),
        labels: rows.map((row) => row.label),
        parts: rows.map((row) => PARTS[assignment?.[row.index] ?? UNASSIGNED] ?? null),
      };
    });
  }

  acknowledgement(run: string): { leaked: number; by: string; at: number } | null {
    const { store } = this.#parts;
    return store.gateReports.acknowledgement(store.runs.resolve(run).id);
  }

  #split(reference: string | undefined, hash: string): Split | null {
    if (reference === undefined) return null;
    const split = this.#parts.store.splits.resolve(reference);
    if (split.datasetHash === hash) return split;
    throw new AppError("CONFLICT", "The split belongs to another dataset version.", {
      field: "--split",
      hint: "Choose one of the splits of this version.",
    });
  }

  async #truncation(
    { dataset, model, contextLength }: GateQuestion,
    call: CallOptions,
  ): Promise<GateReport["truncation"]> {
    if (model === undefined || contextLength === undefined) return null;
    const query = { dataset, model, contextLength };
    const { rows, over } = await this.#parts.tokenLengths.of(query, call);
    return { contextLength, rows, over };
  }
}

function* gateRows(store: Store, hash: string, split: Split | null): Iterable<GateRow> {
  const assignment = split === null ? null : store.splits.assignment(split.id);
  for (const { index, text, label } of store.datasets.rows(hash)) {
    yield { text, label, part: assignment?.[index] ?? UNASSIGNED };
  }
}
