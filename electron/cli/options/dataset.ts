import type { Command } from "commander";
import { UsageError } from "../usage-error.ts";

/** A dataset can be named as the argument of the verb or with --dataset, as elsewhere. */
export function addDatasetOptions(command: Command): Command {
  return command
    .argument("[dataset]", "name, id or beginning of its hash")
    .option("--dataset <name>", "the same, as for the other verbs");
}

export function datasetOf(argument: string | undefined, option: string | undefined): string | null {
  if (argument === undefined || option === undefined) return argument ?? option ?? null;
  throw new UsageError("The dataset is named twice.", {
    field: "--dataset",
    hint: "Name it once, with or without --dataset.",
  });
}
