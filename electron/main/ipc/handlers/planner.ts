import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const plannerHandlers = (host: HandlerHost): Handlers<typeof contract.planner> => ({
  devices: () => host.workbench().devices.list(),
  measure: async (request, call) => ({
    longestExample: await host.workbench().plan.measure(request, call),
  }),
  plan: (request, call) => host.workbench().plan.plan(request, call),
  solve: (request, call) => host.workbench().plan.solve(request, call),
});
