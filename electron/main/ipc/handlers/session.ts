import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const sessionHandlers = ({ session }: HandlerHost): Handlers<typeof contract.session> => ({
  state: () => session.state(),
  unlock: ({ passphrase }) => session.unlock(passphrase),
  retry: () => session.retry(),
  create: ({ protection, passphrase }) => session.create(protection, passphrase),
  protect: (request) => session.protect(request),
});
