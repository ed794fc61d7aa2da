import { type Command, Option } from "commander";
import { CARDS } from "../../shared/domain/cards.ts";
import { kebabCase } from "../../shared/domain/command-words.ts";
import { SOLVE_FIELDS } from "../../shared/domain/solve.ts";
import { addDeviceOptions } from "../options/device.ts";
import { byteCount } from "../options/parse.ts";
import { type PlanOptions, planRequest } from "../options/plan-request.ts";
import { addRunConfigFlags } from "../options/run-config-flags.ts";
import type { RunVerb } from "../run-verb.ts";
import { planText, solveText } from "../views/plan.ts";

export function addPlan(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("plan")
    .description("the memory a run will take, part by part, before anything is allocated")
    .option("--config <file>", "as for train")
    .option("--model <name>", "base model (name, id or folder)")
    .option("--dataset <name>", "its longest example bounds the batch (else the context length)")
    .option(
      "--available <memory>",
      "plan against this much, such as 8GiB, not what is free",
      byteCount,
    )
    .addOption(
      new Option("--card <name>", "plan for a graphics card that need not be here").choices(
        CARDS.map((card) => card.id),
      ),
    )
    .addOption(
      new Option("--solve <field>", "find the largest value of a field that fits").choices(
        SOLVE_FIELDS.map(kebabCase),
      ),
    )
    .option("--no-margin", "with --solve: leave no room for other programs");
  addDeviceOptions(command);
  addRunConfigFlags(command);
  command.action(async (options: PlanOptions) => {
    const request = planRequest(command, options);
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const field = SOLVE_FIELDS.find((name) => kebabCase(name) === options.solve);
      if (field !== undefined) {
        const { margin } = options;
        const solved = await workbench.plan.solve({ ...request, field, margin }, calls);
        reporter.result(solved, () => solveText(solved, reporter));
        return;
      }
      const outcome = await workbench.plan.plan(request, calls);
      reporter.result(outcome, () => planText(outcome, reporter));
    });
  });
}
