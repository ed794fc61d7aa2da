import type {
  Conversation,
  ConversationDetail,
  Turn,
} from "../../../shared/domain/conversation.ts";

export interface SaveTurnRequest {
  /** Left out: a new conversation, named after the question. */
  conversation?: string | undefined;
  run: string;
  /** The turn to write again; left out: a new one at the end. */
  index?: number | undefined;
  turn: Turn;
}

export interface ConversationService {
  list(request: { search: string; limit: number }): {
    conversations: Conversation[];
    total: number;
  };
  get(conversation: string): ConversationDetail;
  save(request: SaveTurnRequest): { conversation: Conversation; index: number };
  rename(conversation: string, title: string): Conversation;
  /** Until the store is opened the next time, restore() brings it back. */
  delete(conversation: string): void;
  restore(conversation: string): Conversation;
  /** The conversation as plain text, with a name for its file. */
  text(conversation: string): { name: string; text: string };
}
