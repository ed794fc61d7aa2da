import type { Command } from "commander";
import { kebabCase } from "../../shared/domain/command-words.ts";
import { type SplitConfig, SplitConfigSchema } from "../../shared/domain/split.ts";
import { addDatasetOptions, datasetOf } from "../options/dataset.ts";
import { decimal, defined, integer } from "../options/parse.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { splitText } from "../views/split.ts";

interface Options {
  dataset?: string;
  train?: number;
  validation?: number;
  test?: number;
  seed?: number;
  stratified: boolean;
  grouped?: boolean;
  byColumn?: boolean;
}

export function addSplit(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("split")
    .description("divide a dataset into train, validation and test; equal texts stay together")
    .option("--train <share>", "share of the rows to learn from (0.8)", decimal)
    .option("--validation <share>", "share to watch the training with (0.1)", decimal)
    .option("--test <share>", "share held out for evaluation (0.1)", decimal)
    .option("--seed <n>", "of the drawing (42)", integer)
    .option("--no-stratified", "do not keep every label's share in every part")
    .option("--grouped", "keep rows of one group (patient, document) in one part")
    .option("--by-column", "take the parts from the dataset's part column instead of drawing");
  addDatasetOptions(command);
  command.action(async (argument: string | undefined, options: Options) => {
    const dataset = datasetOf(argument, options.dataset);
    if (dataset === null) {
      throw new UsageError("--dataset is missing: what to split.", {
        field: "--dataset",
        hint: "`workbench inspect` lists the datasets.",
      });
    }
    const config = splitConfig(options);
    await runVerb(command, async ({ workbench, reporter }) => {
      const split = workbench.splits.create(dataset, config);
      reporter.result(split, () => splitText(split, reporter));
    });
  });
}

function splitConfig(options: Options): SplitConfig {
  const { train, validation, test, seed, stratified, grouped } = options;
  const parsed = SplitConfigSchema.safeParse({
    ...defined({ train, validation, test, seed, grouped }),
    stratified,
    method: options.byColumn === true ? "column" : "random",
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = `--${kebabCase(String(issue?.path[0] ?? "train"))}`;
  throw new UsageError(`${field} is not valid: ${issue?.message}.`, {
    field,
    hint: "Shares are numbers from 0 to 1, for example --train 0.8 --validation 0.1 --test 0.1.",
  });
}
