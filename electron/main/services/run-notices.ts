import type { EngineContext } from "./engine-context.ts";
import type { RunFeed } from "./run-feed.ts";

/**
 * Something a person should read about a run: shown now, and stored for whoever looks later. A
 * store that cannot take it (a full disk) ends the run by its metrics, not by its notices.
 */
export function tellNotice(
  context: EngineContext,
  feed: RunFeed,
  run: string,
  message: string,
): void {
  const { metrics, notices } = context.store;
  const live = feed.one(run)?.step ?? 0; // 0 while it is evaluated, or not begun
  try {
    const step = live > 0 ? live : (metrics.last(run, "loss")?.step ?? 0);
    notices.add(run, { at: Date.now(), step, message });
  } finally {
    feed.tell(run, message);
  }
}
