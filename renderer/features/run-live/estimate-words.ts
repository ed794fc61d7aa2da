import type { Estimate } from "../../../electron/shared/domain/evaluation.ts";
import { formatPercent } from "../../components/format.ts";

/** "84.2 % (81.0–87.1)" */
export function estimateWords({ value, low, high }: Estimate): string {
  const bare = (share: number) => formatPercent(share).replace(" %", "");
  return `${formatPercent(value)} (${bare(low)}–${bare(high)})`;
}
