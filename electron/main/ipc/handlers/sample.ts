import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import { sampleProgress } from "../../services/sample-progress.ts";
import type { HandlerHost } from "../handler-host.ts";

export const sampleHandlers = (host: HandlerHost): Handlers<typeof contract.sample> => ({
  run: async (_, call) => {
    const { run, leaderboard, seconds } = await host.workbench().sample.run(sampleProgress(call));
    return { run, leaderboard, seconds };
  },
  latest: () => host.workbench().sample.latest(),
});
