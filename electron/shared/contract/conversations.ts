import { z } from "zod";
import { Count, Id, MAX_TEXT_CHARS, Name } from "../domain/bounds.ts";
import {
  ConversationDetailSchema,
  ConversationSchema,
  MAX_TURNS,
  TurnSchema,
} from "../domain/conversation.ts";
import { Nothing, Reference } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

const One = z.strictObject({ conversation: Id });

export const conversations = defineDomain("conversations", {
  /** Last used first; `search` looks into titles, runs, questions and answers. */
  list: query(
    z.strictObject({
      search: z.string().trim().max(200).default(""),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    z.strictObject({ conversations: z.array(ConversationSchema).max(1000), total: Count }),
  ),
  get: query(One, ConversationDetailSchema),
  /**
   * Keeps a question with its answers. Without `conversation` a new one begins; `index` names the
   * turn that is written again (one side was asked anew), else the turn is added at the end.
   */
  save: command(
    z.strictObject({
      conversation: Id.optional(),
      run: Reference,
      index: z
        .number()
        .int()
        .min(0)
        .max(MAX_TURNS - 1)
        .optional(),
      turn: TurnSchema,
    }),
    z.strictObject({ conversation: ConversationSchema, index: Count }),
  ),
  rename: command(One.extend({ title: Name }), ConversationSchema),
  /** Can be undone until the store is opened the next time; then it is erased. */
  delete: command(One, Nothing),
  restore: command(One, ConversationSchema),
  /** The whole conversation as plain text, for a file or the clipboard. */
  text: query(
    One,
    z.strictObject({ name: z.string().max(200), text: z.string().max(64 * MAX_TEXT_CHARS) }),
  ),
});
