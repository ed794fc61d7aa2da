import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import { readAbout } from "../../platform/about.ts";
import type { HandlerHost } from "../handler-host.ts";

export const settingsHandlers = (host: HandlerHost): Handlers<typeof contract.settings> => ({
  get: () => host.workbench().settings.get(),
  set: (change) => host.workbench().settings.set(change),
  storage: () => host.workbench().settings.storage(),
  about: () => readAbout(),
});
