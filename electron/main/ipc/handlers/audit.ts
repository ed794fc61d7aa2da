import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const auditHandlers = (host: HandlerHost): Handlers<typeof contract.audit> => ({
  list: (input) => host.workbench().audit.list(input),
  verify: () => host.workbench().audit.verify(),
});
