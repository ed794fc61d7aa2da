import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import { completeRunConfig, type RunConfig } from "../../../electron/shared/domain/run-config.ts";

/** What the page plans: nothing is stored, a run takes it over when it is started. */
export interface Draft {
  readonly model: string;
  readonly dataset: string | null;
  readonly config: RunConfig;
}

export function firstDraft(model: ListedModel): Draft {
  const config = completeRunConfig({ method: "qdora", microBatch: 4 });
  return withModel({ model: model.id, dataset: null, config }, model);
}

/** Another model, with a context that it takes. */
export function withModel(draft: Draft, model: ListedModel): Draft {
  const contextLength = Math.min(draft.config.contextLength, model.info.contextLength);
  return { ...draft, model: model.id, config: { ...draft.config, contextLength } };
}

const RANKS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const BATCHES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512, 1024, 2048, 4096];
const CONTEXTS = [8, 32, 64, 128, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192];

export const stops = {
  rank: () => RANKS,
  microBatch: () => BATCHES,
  gradientAccumulation: () => BATCHES,
  contextLength: (most: number): number[] => {
    const below = CONTEXTS.filter((context) => context < most);
    for (let more = 16_384; more < most; more *= 2) below.push(more);
    return [...below, most];
  },
} as const;

/** The page that starts runs, with these settings filled in. */
export function newRunLink({ model, dataset, config }: Draft, device: string | null): string {
  const query = new URLSearchParams({ model, config: JSON.stringify(config) });
  if (dataset !== null) query.set("dataset", dataset);
  if (device !== null) query.set("device", device);
  return `/runs/new?${query.toString()}`;
}

let kept: Draft | null = null;

/** Kept while the window is open: a person looks at Models and comes back. */
export function keepDraft(draft: Draft): void {
  kept = draft;
}

/** The kept draft while its model is still there, else a first one. */
export function openDraft(models: readonly ListedModel[], first: ListedModel): Draft {
  return models.some((one) => one.id === kept?.model) && kept !== null ? kept : firstDraft(first);
}
