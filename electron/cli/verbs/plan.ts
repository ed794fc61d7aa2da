import type { Command } from "commander";
import { addDeviceOptions } from "../options/device.ts";
import { byteCount } from "../options/parse.ts";
import { type PlanOptions, planRequest } from "../options/plan-request.ts";
import { addRunConfigFlags } from "../options/run-config-flags.ts";
import type { RunVerb } from "../run-verb.ts";
import { planText } from "../views/plan.ts";

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
    );
  addDeviceOptions(command);
  addRunConfigFlags(command);
  command.action(async (options: PlanOptions) => {
    const request = planRequest(command, options);
    await runVerb(command, async ({ workbench, reporter, calls }) => {
      const outcome = await workbench.plan.plan(request, calls);
      reporter.result(outcome, () => planText(outcome, reporter));
    });
  });
}
