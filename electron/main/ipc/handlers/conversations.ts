import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const conversationsHandlers = (
  host: HandlerHost,
): Handlers<typeof contract.conversations> => {
  const conversations = () => host.workbench().conversations;
  return {
    list: (input) => conversations().list(input),
    get: ({ conversation }) => conversations().get(conversation),
    save: (input) => conversations().save(input),
    rename: ({ conversation, title }) => conversations().rename(conversation, title),
    delete: ({ conversation }) => {
      conversations().delete(conversation);
      return {};
    },
    restore: ({ conversation }) => conversations().restore(conversation),
    text: ({ conversation }) => conversations().text(conversation),
  };
};
