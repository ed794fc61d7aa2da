import type { Command } from "commander";
import {
  type AugmentConfigInput,
  AugmentConfigSchema,
} from "../../shared/domain/augment/config.ts";
import { kebabCase } from "../../shared/domain/command-words.ts";
import { decimal, defined, integer } from "../options/parse.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { augmentPreviewText, augmentText } from "../views/preparation.ts";

interface Options extends AugmentConfigInput {
  split?: string;
  name?: string;
  preview?: true;
}

export function addAugment(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("augment")
    .description(
      "add varied copies of the training rows of a split; the other parts stay as they are",
    )
    .option("--split <id>", "the split whose training part is varied")
    .option("--name <name>", 'name of the new dataset (else the old one\'s with "augmented")')
    .option("--synonym-copies <n>", "copies of each row with words of equal meaning (1)", integer)
    .option("--replace <share>", "share of those words that is replaced (0.4)", decimal)
    .option(
      "--mask-copies <n>",
      "0 or 1 copy of each row with ages, dates, values masked (0)",
      integer,
    )
    .option("--rare-up-to <n>", "further copies of rare labels, up to this many rows (0)", integer)
    .option("--seed <n>", "of the drawing (42)", integer)
    .option("--preview", "show what would be added; add nothing");
  command.action(async (options: Options) => {
    const { split, name, preview, ...rest } = options;
    if (split === undefined) {
      throw new UsageError("--split is missing: which division the copies must not cross.", {
        field: "--split",
        hint: "`workbench inspect DATASET` lists its splits; `workbench split DATASET` makes one.",
      });
    }
    const config = checked(rest);
    if (preview === true) {
      await runVerb.reading(command, async ({ workbench, reporter }) => {
        const found = workbench.augment.preview(split, config);
        reporter.result(found, () => augmentPreviewText(found, reporter));
      });
      return;
    }
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const outcome = await workbench.augment.augment(split, name, config, calls);
      reporter.result(outcome, () => augmentText(outcome, reporter));
    });
  });
}

function checked(options: AugmentConfigInput): AugmentConfigInput {
  const parsed = AugmentConfigSchema.safeParse(defined(options));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = `--${kebabCase(String(issue?.path[0] ?? "split"))}`;
  throw new UsageError(`${field} is not valid: ${issue?.message}.`, { field });
}
