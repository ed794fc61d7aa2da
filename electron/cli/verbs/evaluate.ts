import { type Command, Option } from "commander";
import type { Workbench } from "../../main/compose.ts";
import type { EvaluateRequest } from "../../main/services/api/evaluation.ts";
import { unescapeLines } from "../../shared/domain/command-words.ts";
import type { Evaluation } from "../../shared/domain/evaluation.ts";
import { PARTS, type Part } from "../../shared/domain/split.ts";
import { addDeviceOptions, type DeviceOptions, deviceOf } from "../options/device.ts";
import { defined, integer } from "../options/parse.ts";
import { personReference } from "../options/paths.ts";
import type { RunVerb, Verb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { answersText } from "../views/answers.ts";
import { evaluationText } from "../views/evaluation.ts";
import { Names } from "../views/names.ts";

interface Options extends DeviceOptions {
  run?: string;
  model?: string;
  dataset?: string;
  split?: string;
  part?: Part;
  checkpoint?: string;
  template?: string;
  bootstrapSeed?: number;
  everyLabel?: boolean;
  predictions?: boolean;
  rows?: number;
  maxNewTokens?: number;
}

export function addEvaluate(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("evaluate")
    .description(
      "labels: accuracy, macro-F1, Accuracy@3; answers: words shared with the reference; 95 % intervals",
    )
    .option("--run <run>", "the fine-tuned model of a run")
    .option("--model <name>", "or the base model itself")
    .option("--dataset <name>", "evaluate on this dataset (else the one of the run)")
    .option("--split <id>", "which split of the dataset, when it has several")
    .addOption(new Option("--part <part>", "which part of the split (else test)").choices(PARTS))
    .option("--checkpoint <name>", "best, last or a checkpoint folder (else best)")
    .option("--template <text>", "prompt with {text} in it, for a base without a run")
    .option("--rows <n>", "answers: at most this many questions (else 100)", integer)
    .option("--max-new-tokens <n>", "answers: longest answer (else 128)", integer)
    .option("--bootstrap-seed <n>", "seed of the intervals", integer)
    .option("--every-label", "figures of every label, not of the weakest")
    .option("--predictions", "every prediction too (with --json)");
  addDeviceOptions(command);
  command.action(async (options: Options) => {
    const request = evaluateRequest(options);
    await runVerb(command, async (call) => {
      const { workbench, reporter, calls } = call;
      if (learnedAnswers(workbench, options.run)) return await evaluateAnswers(call, options);
      refuseAnswerOptions(options);
      const result = await workbench.evaluations.evaluate(request, calls);
      const extra =
        options.predictions === true
          ? { predictions: workbench.evaluations.predictions(result.id) }
          : {};
      const names = new Names(workbench);
      const view = {
        title: title(result, workbench, names),
        datasetName: names.dataset(result.datasetHash),
        everyLabel: options.everyLabel ?? false,
      };
      reporter.result({ ...result, ...extra }, () => evaluationText(result, view, reporter));
    });
  });
}

function learnedAnswers(workbench: Workbench, run: string | undefined): boolean {
  return run !== undefined && workbench.runs.get(run).run.frozen.task.completion === "answer";
}

function refuseAnswerOptions({ rows, maxNewTokens }: Options): void {
  if (rows === undefined && maxNewTokens === undefined) return;
  throw new UsageError(
    "These options are for a run that learned to answer; this one scores labels.",
    {
      field: rows === undefined ? "--max-new-tokens" : "--rows",
      hint: "Leave them out: every row of the part is scored.",
    },
  );
}

async function evaluateAnswers(
  { workbench, reporter, calls }: Verb,
  options: Options,
): Promise<void> {
  const { run = "", dataset, split, part, checkpoint, rows, maxNewTokens, bootstrapSeed } = options;
  const result = await workbench.answers.evaluate(
    {
      run,
      ...defined({ dataset, split, part, checkpoint, rows, maxNewTokens, seed: bootstrapSeed }),
      ...deviceOf(options),
    },
    calls,
  );
  const extra = options.predictions === true ? { answers: workbench.answers.rows(result.id) } : {};
  const view = {
    title: workbench.runs.get(run).run.name,
    datasetName: new Names(workbench).dataset(result.datasetHash),
  };
  reporter.result({ ...result, ...extra }, () => answersText(result, view, reporter));
}

function title(evaluation: Evaluation, workbench: Workbench, names: Names): string {
  if (evaluation.runId === null) return `${names.model(evaluation.modelHash)} (base)`;
  return workbench.runs.get(evaluation.runId).run.name;
}

function evaluateRequest(options: Options): EvaluateRequest {
  requireSubject(options);
  const { run, model, dataset, split, part, checkpoint, template, bootstrapSeed } = options;
  return {
    ...defined({ run, dataset, split, part, checkpoint }),
    ...defined({ model: model === undefined ? undefined : personReference(model) }),
    ...defined({ template: unescapeLines(template), seed: bootstrapSeed }),
    ...deviceOf(options),
  };
}

function requireSubject(options: Options): void {
  if (options.run !== undefined && options.model !== undefined) {
    throw new UsageError("--run and --model exclude each other.", {
      field: "--model",
      hint: "Name a run for its fine-tuned model, or a model for the base itself.",
    });
  }
  if (options.run === undefined && options.model === undefined) {
    throw new UsageError("--run is missing: what to evaluate.", {
      field: "--run",
      hint: "`workbench runs list` shows the runs. For a base model use --model and --dataset.",
    });
  }
  if (options.model !== undefined && options.dataset === undefined) {
    throw new UsageError("--dataset is missing: what to evaluate the base model on.", {
      field: "--dataset",
      hint: "`workbench inspect` lists the datasets.",
    });
  }
}
