import type { Command } from "commander";
import type { Workbench } from "../../main/compose.ts";
import type { TokenCounter } from "../../main/services/ports.ts";
import { addDatasetOptions, datasetOf } from "../options/dataset.ts";
import { personReference } from "../options/paths.ts";
import type { RunVerb } from "../run-verb.ts";
import { datasetsText, summaryText } from "../views/dataset.ts";

interface Options {
  dataset?: string;
  model?: string;
}

function counterOf({ models }: Workbench, model: string): TokenCounter {
  const known = personReference(model);
  return (texts) => models.tokenCounts(known, texts);
}

export function addInspect(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("inspect")
    .description("what is in a dataset; without a name, the datasets of this home")
    .option("--model <name>", "count tokens too, with the tokenizer of this base model");
  addDatasetOptions(command);
  command.action(async (argument: string | undefined, options: Options) => {
    const dataset = datasetOf(argument, options.dataset);
    await runVerb.reading(command, async ({ workbench, reporter, calls }) => {
      if (dataset === null) {
        const datasets = workbench.datasets.list();
        reporter.result({ datasets }, () => datasetsText(datasets, reporter));
        return;
      }
      const counter = options.model === undefined ? null : counterOf(workbench, options.model);
      const summary = await workbench.datasets.inspect(dataset, counter, calls);
      reporter.result(summary, () => summaryText(summary, reporter));
    });
  });
}
