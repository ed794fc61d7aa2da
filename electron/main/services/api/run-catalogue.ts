import type { RunSummary } from "../../../shared/contract/runs.ts";
import type { MetricPage, MetricPageQuery } from "../../../shared/domain/metric.ts";
import type { Run } from "../../../shared/domain/run.ts";
import type { RunNotice } from "../../../shared/domain/run-notice.ts";

/** What is stored of runs, for lists and pages. */
export interface RunCatalogue {
  /** Newest first, archived ones too. */
  overview(): RunSummary[];
  summary(run: string): RunSummary;
  notices(run: string): RunNotice[];
  metrics(query: MetricPageQuery): MetricPage;
  rename(run: string, name: string): Run;
  /** Puts a run out of the list, or back; nothing of it is deleted. */
  archive(run: string, archived: boolean): Run;
}
