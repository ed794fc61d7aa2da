import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const labelsHandlers = (host: HandlerHost): Handlers<typeof contract.labels> => ({
  label: ({ input, output, ...request }, call) =>
    host
      .workbench()
      .labels.label(
        { ...request, input: host.files.path(input), output: host.files.target(output) },
        call,
      ),
});
