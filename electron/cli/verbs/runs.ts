import type { Command } from "commander";
import type { RunVerb } from "../run-verb.ts";
import { Names } from "../views/names.ts";
import { nextStep, runsText, runText } from "../views/run.ts";

export function addRuns(program: Command, runVerb: RunVerb): void {
  const runs = program.command("runs").description("list the runs of this home, or show one");
  const list = runs.command("list").description("every run, newest first");
  list.option("--archived", "archived runs too");
  list.action((options: { archived?: boolean }) =>
    runVerb.reading(list, async ({ workbench, reporter }) => {
      const all = workbench.runs.list();
      const found = all.filter((run) => options.archived === true || run.archivedAt === null);
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
  const rename = runs.command("rename").description("give a run another name");
  rename.argument("<run>", "id or name").argument("<name>", "its new name");
  rename.action((reference: string, name: string) =>
    runVerb(rename, async ({ workbench, reporter }) => {
      const run = workbench.catalogue.rename(reference, name);
      reporter.result(run, () => `${run.id} is now called ${run.name}.`);
    }),
  );
  for (const archived of [true, false]) {
    const verb = runs
      .command(archived ? "archive" : "restore")
      .description(archived ? "take a run off the list; nothing is deleted" : "put it back")
      .argument("<run>", "id or name");
    verb.action((reference: string) =>
      runVerb(verb, async ({ workbench, reporter }) => {
        const run = workbench.catalogue.archive(reference, archived);
        reporter.result(run, () => `${run.name} is ${archived ? "archived" : "in the list"}.`);
      }),
    );
  }
}
