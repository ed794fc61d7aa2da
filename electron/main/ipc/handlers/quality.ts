import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const qualityHandlers = (host: HandlerHost): Handlers<typeof contract.quality> => {
  const quality = () => host.workbench().quality;
  return {
    check: ({ split, ...rest }, call) =>
      quality().check({ ...rest, ...(split === null ? {} : { split }) }, call),
    report: ({ dataset, split }) => quality().get(dataset, split),
    examples: ({ dataset, split }) => {
      const report = quality().get(dataset, split);
      return report === null ? [] : quality().examples(report);
    },
    acknowledgement: ({ run }) => quality().acknowledgement(run),
  };
};
