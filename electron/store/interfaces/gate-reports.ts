import type { GateReport } from "../../shared/domain/quality/gate-report.ts";

export interface GateReportStore {
  /** Command. Takes the place of an earlier report of the same version and split. */
  put(report: GateReport): void;
  get(datasetHash: string, splitId: string | null): GateReport | null;
  /** Command. The run was started knowing that its split leaks. */
  acknowledge(runId: string, leaked: number): void;
  acknowledgement(
    runId: string,
  ): { readonly leaked: number; readonly by: string; readonly at: number } | null;
}
