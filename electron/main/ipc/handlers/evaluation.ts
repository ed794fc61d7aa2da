import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const evaluationHandlers = (host: HandlerHost): Handlers<typeof contract.evaluation> => ({
  evaluate: (input, call) => host.workbench().evaluations.evaluate(input, call),
  list: ({ run }) => host.workbench().evaluations.list(run),
  answerList: ({ run }) => host.workbench().answers.list(run),
  compare: (input) => host.workbench().compare.compare(input),
});
