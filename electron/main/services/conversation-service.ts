import { titleOf } from "../../shared/domain/conversation.ts";
import type { Store } from "../../store/interfaces/index.ts";
import type { ConversationService, SaveTurnRequest } from "./api/conversation.ts";
import { conversationFileName, conversationText } from "./conversation-text.ts";

export function createConversationService({
  store,
}: {
  readonly store: Store;
}): ConversationService {
  const { conversations } = store;
  return {
    list: ({ search, limit }) => conversations.list(search, limit),
    get: (id) => conversations.get(id),
    save: (request) => save(store, request),
    rename: (id, title) =>
      store.command("conversations.rename", (entry) => {
        entry.about("conversation", id);
        return conversations.rename(id, title);
      }),
    delete: (id) =>
      store.command("conversations.delete", (entry) => {
        entry.about("conversation", id);
        conversations.delete(id);
      }),
    restore: (id) =>
      store.command("conversations.restore", (entry) => {
        entry.about("conversation", id);
        return conversations.restore(id);
      }),
    text: (id) => {
      const detail = conversations.get(id);
      return { name: conversationFileName(detail), text: conversationText(detail) };
    },
  };
}

function save(store: Store, { conversation, run: reference, index, turn }: SaveTurnRequest) {
  const run = store.runs.resolve(reference);
  return store.command("conversations.save", (entry) => {
    const { conversations } = store;
    const draft = { title: titleOf(turn.question), runId: run.id, runName: run.name };
    const id = conversation ?? conversations.create(draft).id;
    entry.about("conversation", id);
    entry.about("run", run.id, run.configSha256);
    const at = conversations.putTurn(id, index ?? null, turn);
    return { conversation: conversations.get(id).conversation, index: at };
  });
}
