import type { RunDetail } from "../../main/services/api/run.ts";
import type { Run, RunStatus } from "../../shared/domain/run.ts";
import { bytes, count, dateTime, duration, shortHash, significant } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { pairs, table } from "../output/table.ts";
import type { Names } from "./names.ts";

export function runsText(runs: readonly Run[], names: Names, reporter: Reporter): string {
  if (runs.length === 0)
    return "No run yet. Start one with `workbench train` or `workbench sample`.";
  return table({
    columns: [
      { title: "Run" },
      { title: "Name", flexible: true },
      { title: "Status" },
      { title: "Method" },
      { title: "Model", flexible: true },
      { title: "Created" },
    ],
    rows: runs.map((run) => [
      run.id,
      run.name,
      run.status,
      run.frozen.config.method,
      names.model(run.frozen.modelHash),
      dateTime(run.createdAt),
    ]),
    style: reporter.style,
    width: reporter.width,
  });
}

export function runText(detail: RunDetail, names: Names, reporter: Reporter): string {
  const { run } = detail;
  const { config, modelHash, datasetHash } = run.frozen;
  const entries: [string, string][] = [
    ["Run", `${run.id} (${run.name})`],
    ["Status", run.status],
    ["Method", method(run)],
    ["Model", `${names.model(modelHash)}, weights ${shortHash(modelHash)}`],
    ["Dataset", `${names.dataset(datasetHash)}, version ${shortHash(datasetHash)}`],
    ["Steps", `${count(detail.step)} of ${count(detail.totalSteps)}`],
    ["Training time", duration(detail.trainSeconds)],
  ];
  if (detail.bestLoss !== null) {
    const at = detail.bestStep === null ? "" : ` at step ${count(detail.bestStep)}`;
    entries.push(["Best", `validation loss ${significant(detail.bestLoss)}${at}`]);
  }
  if (detail.peakBytes !== null) entries.push(["Peak memory", memory(detail)]);
  const steps = detail.checkpoints.map((checkpoint) => {
    const mark = checkpoint.kind === "best" ? " (best)" : "";
    return `step ${count(checkpoint.step)}${mark}`;
  });
  entries.push(["Checkpoints", steps.join(", ") || "none"]);
  entries.push(["Seed", String(config.seed)], ["Configuration", shortHash(run.configSha256)]);
  if (run.error !== null) entries.push(["Problem", `${run.error.message} ${run.error.hint}`]);
  return pairs(entries, reporter.style);
}

function method({ frozen: { config } }: Run): string {
  if (config.method === "full") return "full";
  return `${config.method}, rank ${config.rank}, alpha ${config.alpha}`;
}

function memory(detail: RunDetail): string {
  const peak = bytes(detail.peakBytes ?? 0);
  return detail.plannedBytes === null ? peak : `${peak} (planned ${bytes(detail.plannedBytes)})`;
}

const RESUMABLE: readonly RunStatus[] = ["stopped", "interrupted", "failed"];

/** What a person is likely to want next, given how the run ended. */
export function nextStep(run: Run): string[] {
  if (run.status === "finished") return ["", `Next: workbench evaluate --run ${run.id}`];
  if (!RESUMABLE.includes(run.status)) return [];
  return ["", `Continue with: workbench train --resume ${run.id}`];
}
