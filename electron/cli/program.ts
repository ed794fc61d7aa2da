import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addGlobalOptions } from "./globals.ts";
import type { Reporter } from "./output/reporter.ts";
import { verbRunner } from "./run-verb.ts";
import { addAudit } from "./verbs/audit.ts";
import { addAugment } from "./verbs/augment.ts";
import { addChat } from "./verbs/chat.ts";
import { addCheck } from "./verbs/check.ts";
import { addCompare } from "./verbs/compare.ts";
import { addConversations } from "./verbs/conversations.ts";
import { addDatasets } from "./verbs/datasets.ts";
import { addDeidentify } from "./verbs/deidentify.ts";
import { addDevices } from "./verbs/devices.ts";
import { addEvaluate } from "./verbs/evaluate.ts";
import { addGuidelines } from "./verbs/guidelines.ts";
import { addImport } from "./verbs/import.ts";
import { addInspect } from "./verbs/inspect.ts";
import { addLabel } from "./verbs/label.ts";
import { addModels } from "./verbs/models.ts";
import { addPlan } from "./verbs/plan.ts";
import { addRuns } from "./verbs/runs.ts";
import { addSample } from "./verbs/sample.ts";
import { addSplit } from "./verbs/split.ts";
import { addSynthesize } from "./verbs/synthesize.ts";
import { addTerminology } from "./verbs/terminology.ts";
import { addTrain } from "./verbs/train.ts";
import { addVerify } from "./verbs/verify.ts";
import { addWatch } from "./verbs/watch.ts";

const VERBS = [
  addSample,
  addImport,
  addSplit,
  addAugment,
  addSynthesize,
  addTerminology,
  addWatch,
  addInspect,
  addCheck,
  addDeidentify,
  addDatasets,
  addGuidelines,
  addModels,
  addPlan,
  addTrain,
  addRuns,
  addEvaluate,
  addCompare,
  addLabel,
  addChat,
  addConversations,
  addDevices,
  addVerify,
  addAudit,
];

/** The whole command line. Errors are thrown, not printed; help and version go to `writeHelp`. */
export function buildProgram(reporter: Reporter, writeHelp: (text: string) => void): Command {
  const program = new Command("workbench")
    .description("Fine-tune, compare and use clinical language models on this machine, offline.")
    .version(productVersion())
    .exitOverride()
    .configureOutput({
      writeOut: writeHelp,
      writeErr: writeHelp,
      outputError: () => {}, // reported once, by main, from what is thrown
      getOutHelpWidth: () => Math.min(reporter.width, 100),
    });
  program.configureHelp({ showGlobalOptions: true });
  addGlobalOptions(program);
  const runVerb = verbRunner(reporter);
  for (const add of VERBS) add(program, runVerb);
  program.addHelpText(
    "after",
    "\nStart with `workbench sample`: the whole main job on bundled data.",
  );
  return program;
}

function productVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  const known = typeof parsed === "object" && parsed !== null && "version" in parsed;
  return known ? String(parsed.version) : "unknown";
}
