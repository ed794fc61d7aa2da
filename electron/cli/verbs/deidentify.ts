import type { Command } from "commander";
import { addDatasetOptions, datasetOf } from "../options/dataset.ts";
import type { RunVerb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { quarantinesText, quarantineText } from "../views/deid.ts";

interface Options {
  dataset?: string;
  again?: true;
  confirm?: true;
  acceptUnreviewed?: true;
  quarantine?: true;
}

export function addDeidentify(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("deidentify")
    .description(
      "find what may identify a patient in a quarantined dataset; nothing leaves before --confirm",
    )
    .option("--again", "search again; decisions of an earlier review are thrown away")
    .option("--confirm", "a person has reviewed it: make the version that may be used")
    .option("--accept-unreviewed", "with --confirm: although nobody has looked at every row")
    .option("--quarantine", "shut a dataset that was imported openly, then search it");
  addDatasetOptions(command);
  command.action(async (argument: string | undefined, options: Options) => {
    const dataset = datasetOf(argument, options.dataset);
    if (dataset === null) return await listAll(command, runVerb, options);
    if (options.confirm === true) return await confirm(command, runVerb, dataset, options);
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const { deid } = workbench;
      const before = options.quarantine === true ? deid.quarantine(dataset) : deid.get(dataset);
      const needed = before.confirmedAt === null && (before.searchedAt === null || options.again);
      const found = needed
        ? await deid.search(before.version.hash, options.again === true, calls)
        : before;
      reporter.result(found, () => quarantineText(found, deid.figures(), reporter));
    });
  });
}

async function listAll(command: Command, runVerb: RunVerb, options: Options): Promise<void> {
  if (options.confirm === true || options.quarantine === true) {
    throw new UsageError("--dataset is missing: which dataset.", {
      field: "--dataset",
      hint: "`workbench deidentify` lists what is in quarantine.",
    });
  }
  await runVerb.reading(command, async ({ workbench, reporter }) => {
    const quarantined = workbench.deid.list();
    reporter.result({ quarantined }, () => quarantinesText(quarantined, reporter));
  });
}

async function confirm(
  command: Command,
  runVerb: RunVerb,
  dataset: string,
  options: Options,
): Promise<void> {
  await runVerb(command, async ({ workbench, reporter, calls }) => {
    const accept = options.acceptUnreviewed === true;
    const confirmed = await workbench.deid.confirm(dataset, accept, calls);
    reporter.result(confirmed, () => {
      const { version } = confirmed;
      return [
        `Confirmed: ${version.name}, version ${version.version}, may be used now.`,
        `Next: workbench check ${version.hash.slice(0, 12)}`,
      ].join("\n");
    });
  });
}
