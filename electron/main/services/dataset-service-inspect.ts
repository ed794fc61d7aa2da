import type { DatasetSummary, TokenHistogram } from "../../shared/contract/datasets.ts";
import { distributionOf } from "../../shared/domain/distribution.ts";
import type { LabelCount } from "../../shared/domain/label.ts";
import { lengthBins } from "../../shared/domain/length-bins.ts";
import { AppError } from "../../shared/errors.ts";
import type { Store } from "../../store/interfaces/index.ts";
import type { CallOptions } from "./api/call.ts";
import type { TokenCounter } from "./ports.ts";

const SHOWN = 100;
const RAREST = 10;
const BATCH = 200;

/** What a person should know of a dataset before training on it. */
export async function inspectDataset(
  store: Store,
  reference: string,
  counter: TokenCounter | null,
  call: CallOptions = {},
): Promise<DatasetSummary> {
  const version = store.datasets.resolve(reference);
  const byCount = [...version.labels].sort((a, b) => a.count - b.count);
  return {
    version,
    splits: store.splits.list(version.hash),
    rejects: store.datasets.rejects(version.hash, SHOWN),
    rejectReasons: store.datasets.rejectReasons(version.hash).slice(0, 1000),
    imbalance: imbalance(byCount),
    rarest: byCount.slice(0, RAREST),
    tokenLengths:
      counter === null ? null : await tokenHistogram(store, version.hash, counter, call),
  };
}

function imbalance(byCount: readonly LabelCount[]): number | null {
  const smallest = byCount[0];
  const largest = byCount.at(-1);
  if (smallest === undefined || largest === undefined || byCount.length < 2) return null;
  return largest.count / smallest.count;
}

async function tokenHistogram(
  store: Store,
  hash: string,
  counter: TokenCounter,
  { onProgress, signal }: CallOptions,
): Promise<TokenHistogram> {
  const total = store.datasets.resolve(hash).rows;
  const lengths: number[] = [];
  let texts: string[] = [];
  for (const row of store.datasets.rows(hash)) {
    texts.push(row.text);
    if (texts.length < BATCH && row.index + 1 < total) continue;
    if (signal?.aborted) throw new AppError("CANCELLED", "The inspection was cancelled.");
    lengths.push(...Array.from(await counter(texts)));
    texts = [];
    onProgress?.({ phase: "counting tokens", done: lengths.length, total });
  }
  return { tokens: distributionOf(lengths), bins: lengthBins(lengths) };
}
