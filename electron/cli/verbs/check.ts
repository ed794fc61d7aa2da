import type { Command } from "commander";
import { createPendingFile } from "../../main/platform/pending-file.ts";
import { leakedRows } from "../../shared/domain/quality/gate-report.ts";
import { addDatasetOptions, datasetOf } from "../options/dataset.ts";
import { integer } from "../options/parse.ts";
import { personPath, personReference } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { gateText } from "../views/quality.ts";

interface Options {
  dataset?: string;
  split?: string | false;
  model?: string;
  context?: number;
  output?: string;
  overwrite?: true;
}

export function addCheck(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("check")
    .description(
      "the quality of a dataset before training: leaks across the split, repeats, label noise, lengths",
    )
    .option("--split <id>", "the split to look across (else the newest)")
    .option("--no-split", "look at the rows alone")
    .option("--model <name>", "count tokens with this base model")
    .option("--context <tokens>", "the context length rows have to fit in", integer)
    .option("--output <file>", "write the report and its worst rows as JSON")
    .option("--overwrite", "replace the file if it is there");
  addDatasetOptions(command);
  command.action(async (argument: string | undefined, options: Options) => {
    const dataset = datasetOf(argument, options.dataset);
    if (dataset === null) {
      throw new UsageError("--dataset is missing: what to check.", {
        field: "--dataset",
        hint: "`workbench inspect` lists the datasets.",
      });
    }
    if ((options.model === undefined) !== (options.context === undefined)) {
      throw new UsageError(
        "--model and --context go together: tokens of which model, against what.",
        {
          field: options.model === undefined ? "--model" : "--context",
        },
      );
    }
    const output = options.output === undefined ? null : personPath(options.output);
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const split =
        options.split === false
          ? undefined
          : (options.split ?? workbench.quality.newestSplit(dataset));
      const report = await workbench.quality.check(
        {
          dataset,
          split,
          model: options.model === undefined ? undefined : personReference(options.model),
          contextLength: options.context,
        },
        calls,
      );
      const examples = workbench.quality.examples(report);
      if (output !== null) writeReport(output, options.overwrite === true, { report, examples });
      const leaked = leakedRows(report);
      reporter.result({ report, leaked }, () => gateText(report, examples, reporter));
    });
  });
}

function writeReport(path: string, overwrite: boolean, report: unknown): void {
  const file = createPendingFile(path, overwrite);
  try {
    file.write(`${JSON.stringify(report, null, 2)}\n`);
    file.commit();
  } catch (error) {
    file.abandon();
    throw error;
  }
}
