import type { MetricPage, MetricPageQuery, MetricPoint } from "../../shared/domain/metric.ts";

export interface MetricStore {
  /** One transaction for all points; a step measured again replaces the earlier figure. */
  append(runId: string, points: readonly MetricPoint[]): void;
  page(query: MetricPageQuery): MetricPage;
  names(runId: string): string[];
  /** The newest point of a metric, or null. */
  last(runId: string, name: string): MetricPoint | null;
  /** Before a resume: drops what was measured after the checkpoint's step. Returns the count. */
  dropAfter(runId: string, step: number): number;
}
