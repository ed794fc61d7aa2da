import { useFreshRuns } from "../../api/live-runs.ts";

/**
 * Stands as long as the window does: when a run begins or ends, what any page has read of runs is
 * out of date, also of pages that are not open.
 */
export function FollowRuns() {
  useFreshRuns();
  return null;
}
