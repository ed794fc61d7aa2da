import type { Conversation, ConversationDetail, Turn } from "../../shared/domain/conversation.ts";

export interface ConversationDraft {
  readonly title: string;
  readonly runId: string;
  readonly runName: string;
}

export interface ConversationStore {
  /** Last used first, deleted ones left out. `search` looks into titles, runs and texts. */
  list(search: string, limit: number): { conversations: Conversation[]; total: number };
  /** NOT_FOUND for one that is deleted, too. */
  get(id: string): ConversationDetail;
  /** Command. */
  create(draft: ConversationDraft): Conversation;
  /** Command. At `index`, or at the end (null); returns the index. */
  putTurn(id: string, index: number | null, turn: Turn): number;
  /** Command. */
  rename(id: string, title: string): Conversation;
  /** Command. Hides it; restore() brings it back until the store is opened the next time. */
  delete(id: string): void;
  /** Command. */
  restore(id: string): Conversation;
}
