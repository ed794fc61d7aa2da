import type { Command } from "commander";
import type { RunVerb } from "../run-verb.ts";
import { datasetsText } from "../views/dataset.ts";

export function addDatasets(program: Command, runVerb: RunVerb): void {
  const datasets = program
    .command("datasets")
    .description("dataset versions: list them, take one out of the lists, bring it back");
  const list = datasets
    .command("list")
    .description("every dataset version, the newest first")
    .option("--removed", "those that were removed instead");
  list.action((options: { removed?: true }) =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const service = workbench.datasets;
      const found = options.removed === true ? service.removed() : service.list();
      reporter.result({ datasets: found }, () => datasetsText(found, reporter));
    }),
  );
  const remove = datasets
    .command("remove")
    .description("take a version out of every list; its rows stay for the runs that used it")
    .argument("<dataset>", "name (its newest version), id or beginning of its hash");
  remove.action((dataset: string) =>
    runVerb(remove, async ({ workbench, reporter }) => {
      const removed = workbench.datasets.remove(dataset);
      reporter.result({ dataset: removed }, () => {
        const { name, version, hash } = removed;
        return `Removed ${name}, version ${version}. Bring it back with: workbench datasets restore ${hash}`;
      });
    }),
  );
  const restore = datasets
    .command("restore")
    .description("bring a removed version back")
    .argument("<hash>", "its whole hash, as `datasets list --removed --json` shows it");
  restore.action((hash: string) =>
    runVerb(restore, async ({ workbench, reporter }) => {
      const version = workbench.datasets.restore(hash);
      reporter.result({ dataset: version }, () => {
        return `Restored ${version.name}, version ${version.version}.`;
      });
    }),
  );
}
