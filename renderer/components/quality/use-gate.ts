import type { GateReport } from "../../../electron/shared/domain/quality/gate-report.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";

export interface GateState {
  /** Null: not checked yet, or not known yet. */
  readonly report: GateReport | null;
  /** The store was asked for a report, and has answered. */
  readonly known: boolean;
  readonly checking: boolean;
  readonly error: Error | null;
  check(): void;
}

/** The quality gate of a dataset version under one of its splits, or alone. */
export function useGate(dataset: string | undefined, split: string | null): GateState {
  const enabled = dataset !== undefined;
  const version = { dataset: dataset ?? "none", split };
  const stored = useApiQuery(api.quality.report, version, { enabled });
  const run = useApiCommand(api.quality.check, { invalidates: ["quality"] });
  return {
    report: stored.data ?? null,
    known: stored.isSuccess,
    checking: run.isPending,
    error: run.error ?? stored.error,
    check: () => enabled && run.mutate(version),
  };
}
