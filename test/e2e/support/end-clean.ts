import { rmSync } from "node:fs";
import { expect } from "vitest";
import type { RunningWindow } from "./launch.ts";

/** Closes the window and removes the test's own folder: no internet was asked for, nothing went wrong. */
export async function endClean(window: RunningWindow, folder: string): Promise<void> {
  const trace = await window.close();
  rmSync(folder, { recursive: true, force: true });
  expect(trace.internet).toEqual([]);
  expect(window.problems).toEqual({ errors: [], policy: [] });
}
