import type { Command } from "commander";
import type { RunVerb } from "../run-verb.ts";
import { Names } from "../views/names.ts";
import { nextStep, runsText, runText } from "../views/run.ts";

export function addRuns(program: Command, runVerb: RunVerb): void {
  const runs = program.command("runs").description("list the runs of this home, or show one");
  const list = runs.command("list").description("every run, newest first");
  list.action(() =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const found = workbench.runs.list();
      reporter.result({ runs: found }, () => runsText(found, new Names(workbench), reporter));
    }),
  );
  const show = runs.command("show").description("one run").argument("<run>", "id or name");
  show.action((name: string) =>
    runVerb.reading(show, async ({ workbench, reporter }) => {
      const detail = workbench.runs.get(name);
      reporter.result(detail, () =>
        [runText(detail, new Names(workbench), reporter), ...nextStep(detail.run)].join("\n"),
      );
    }),
  );
}
