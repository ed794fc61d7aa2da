import type { Command } from "commander";
import type { LabelOutcome } from "../../main/services/api/label.ts";
import { addDeviceOptions, type DeviceOptions, deviceOf } from "../options/device.ts";
import { defined } from "../options/parse.ts";
import { personPath } from "../options/paths.ts";
import { counted, duration, shortHash } from "../output/format.ts";
import type { RunVerb } from "../run-verb.ts";

interface Options extends DeviceOptions {
  run: string;
  input: string;
  output: string;
  textColumn?: string;
  checkpoint?: string;
  overwrite?: boolean;
}

export function addLabel(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("label")
    .description("label every row of a file, with probabilities")
    .requiredOption("--run <run>", "whose fine-tuned model to use")
    .requiredOption("--input <file>", "csv or jsonl")
    .requiredOption("--output <file>", "csv, written whole or not at all")
    .option("--text-column <name>", "column with the text")
    .option("--checkpoint <name>", "best, last or a checkpoint folder (else best)")
    .option("--overwrite", "replace an existing output");
  addDeviceOptions(command);
  command.action((options: Options) =>
    runVerb(command, async ({ workbench, reporter, calls }) => {
      const { run, textColumn, checkpoint, overwrite } = options;
      const output = personPath(options.output);
      const outcome = await workbench.labels.label(
        {
          run,
          input: personPath(options.input),
          output,
          ...defined({ textColumn, checkpoint, overwrite }),
          ...deviceOf(options),
        },
        calls,
      );
      reporter.result({ ...outcome, output }, () => labelText(outcome, options.output));
    }),
  );
}

function labelText(outcome: LabelOutcome, output: string): string {
  const labelled = outcome.rows - outcome.rejected;
  const speed = outcome.labelsPerSecond.toFixed(0);
  const lines = [
    `${counted(labelled, "row")} labelled in ${duration(outcome.seconds)} (${speed} a second), ` +
      `by adapter ${shortHash(outcome.adapterHash)}.`,
  ];
  if (outcome.rejected > 0) {
    lines.push(`${counted(outcome.rejected, "row")} without a label: see the column "problem".`);
  }
  if (outcome.truncated > 0) {
    lines.push(`${counted(outcome.truncated, "text")} too long and cut to fit the context.`);
  }
  return [...lines, `Written to ${output}`, "", outcome.notice].join("\n");
}
