/** A run that takes seconds: the bundled base on a few made-up orders. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  completeRunConfig,
  type RunConfigInput,
} from "../../../electron/shared/domain/run-config.ts";
import { AppError } from "../../../electron/shared/errors.ts";
import type { RunningWindow } from "./launch.ts";
import { until } from "./until.ts";
import { call, handleOf } from "./workbench.ts";

const REASONS = [
  ["acute chest pain, smoker, rule out embolism", "CTA Chest PE"],
  ["fall from height, confused since", "CT Head WO"],
  ["flank pain, blood in urine, known stones", "CT Abdomen Pelvis WO"],
  ["chronic knee pain, locking after sport", "MR Knee WO"],
] as const;

/** CSV of orders; `mark` stands in every text, `badRows` rows have no text. */
export function ordersCsv(rows: number, mark: string, badRows = 0): string {
  const lines = ["id,text,label"];
  for (let i = 0; i < rows; i += 1) {
    const [reason, label] = REASONS[i % REASONS.length] as (typeof REASONS)[number];
    lines.push(`order-${i},"${20 + (i % 60)}F ${reason}, ${mark} visit ${i}",${label}`);
  }
  for (let i = 0; i < badRows; i += 1) lines.push(`bad-${i},,CT Head WO`);
  return `${lines.join("\n")}\n`;
}

/** Imports orders and registers the bundled base, through the page's API. */
export async function prepareOrders(window: RunningWindow, csv: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "differential-orders-"));
  const path = join(folder, "orders.csv");
  writeFileSync(path, csv);
  const file = await handleOf(window, path);
  const options = { name: "orders", kind: "csv" as const };
  await call(window, "datasets", "import", { files: [file], options });
  await call(window, "datasets", "split", { dataset: "orders" });
  await call(window, "models", "addBundled", {});
  rmSync(folder, { recursive: true, force: true });
  // The page's own lists know nothing of what was done past it.
  await window.page.reload();
}

/** Starts it and returns its id. */
export async function startSmallRun(
  window: RunningWindow,
  more: Partial<RunConfigInput> = {},
): Promise<string> {
  const [model] = await call(window, "models", "list", {});
  if (model === undefined) throw new Error("the bundled base was not registered");
  const config = completeRunConfig({
    method: "lora",
    rank: 8,
    microBatch: 2,
    contextLength: 64,
    maxSteps: 60,
    saveEverySteps: 10,
    ...more,
  });
  const run = await call(window, "runs", "start", { dataset: "orders", model: model.id, config });
  return run.id;
}

/** The steps whose loss is in the store, in order. */
export async function storedSteps(window: RunningWindow, run: string): Promise<number[]> {
  const query = JSON.stringify({ runId: run, name: "loss", limit: 100_000 });
  const source = `(async () => {
    const result = await window.workbench.runs.metrics(${query});
    return result.ok ? Array.from(result.value.steps) : result.error.message;
  })()`;
  const steps = await window.page.evaluate(source);
  if (!Array.isArray(steps)) throw new Error(String(steps));
  return steps as number[];
}

/** A finished run is evaluated, and the program asks before it closes over work: this ends it. */
export async function endEvaluations(window: RunningWindow): Promise<void> {
  for (const { id } of await call(window, "runs", "list", {})) {
    const again = () => call(window, "runs", "stop", { run: id }).then(() => false, refused);
    await until("the end of the evaluation", again, (ended) => ended, 20_000);
  }
}

/** A run with nothing under way cannot be stopped; any other failure is one. */
function refused(error: unknown): true {
  if (error instanceof AppError && error.code === "CONFLICT") return true;
  throw error;
}

export const oneTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
