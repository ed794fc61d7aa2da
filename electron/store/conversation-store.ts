import {
  type Conversation,
  type ConversationDetail,
  MAX_TURNS,
  type Turn,
} from "../shared/domain/conversation.ts";
import { AppError } from "../shared/errors.ts";
import type { Connection } from "./connection.ts";
import type { ConversationDraft, ConversationStore } from "./interfaces/index.ts";
import { newId } from "./new-id.ts";

interface Record {
  seq: number;
  id: string;
  title: string;
  run_id: string;
  run_name: string;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
  turns: number;
}

interface TurnRecord {
  question: string;
  style: Turn["style"];
  asked_at: number;
  base: string | null;
  tuned: string | null;
  scores: string | null;
}

const COUNTED = `SELECT c.*, (SELECT count(*) FROM conversation_turn t
  WHERE t.conversation_seq = c.seq) AS turns FROM conversation c`;

const FOUND = `c.deleted_at IS NULL AND (q.text = '' OR c.title LIKE q.pattern ESCAPE '\\'
  OR c.run_name LIKE q.pattern ESCAPE '\\' OR EXISTS (SELECT 1 FROM conversation_turn t
    WHERE t.conversation_seq = c.seq AND (t.question LIKE q.pattern ESCAPE '\\'
      OR json_extract(t.base, '$.text') LIKE q.pattern ESCAPE '\\'
      OR json_extract(t.tuned, '$.text') LIKE q.pattern ESCAPE '\\')))`;
const QUERY = "WITH q (text, pattern) AS (SELECT ?, ?)";

export class SqlConversationStore implements ConversationStore {
  readonly #connection: Connection;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  list(search: string, limit: number) {
    const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    const rows = this.#connection.all<Record>(
      `${QUERY} ${COUNTED}, q WHERE ${FOUND} ORDER BY c.updated_at DESC, c.seq DESC LIMIT ?`,
      search,
      like,
      limit,
    );
    const counted = this.#connection.get<{ total: number }>(
      `${QUERY} SELECT count(*) AS total FROM conversation c, q WHERE ${FOUND}`,
      search,
      like,
    );
    return { conversations: rows.map(toConversation), total: counted?.total ?? 0 };
  }

  get(id: string): ConversationDetail {
    const record = this.#record(id);
    const turns = this.#connection.all<TurnRecord>(
      "SELECT * FROM conversation_turn WHERE conversation_seq = ? ORDER BY idx",
      record.seq,
    );
    return { conversation: toConversation(record), turns: turns.map(toTurn) };
  }

  create({ title, runId, runName }: ConversationDraft): Conversation {
    this.#connection.requireCommand("conversations.create");
    const id = newId("chat");
    const now = this.#now();
    this.#connection.run(
      `INSERT INTO conversation (id, title, run_id, run_name, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      id,
      title,
      runId,
      runName,
      now,
      now,
    );
    return toConversation(this.#record(id));
  }

  putTurn(id: string, index: number | null, turn: Turn): number {
    this.#connection.requireCommand("conversations.putTurn");
    const { seq, turns } = this.#record(id);
    const at = index ?? turns;
    if (at > turns || at >= MAX_TURNS) throw noSuchTurn(turns);
    this.#connection.run(
      `INSERT INTO conversation_turn
         (conversation_seq, idx, question, style, asked_at, base, tuned, scores)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET question = excluded.question, style = excluded.style,
         asked_at = excluded.asked_at, base = excluded.base, tuned = excluded.tuned,
         scores = excluded.scores`,
      seq,
      at,
      turn.question,
      turn.style,
      turn.askedAt,
      json(turn.base),
      json(turn.tuned),
      json(turn.scores),
    );
    this.#connection.run("UPDATE conversation SET updated_at = ? WHERE seq = ?", this.#now(), seq);
    return at;
  }

  rename(id: string, title: string): Conversation {
    this.#connection.requireCommand("conversations.rename");
    const { seq } = this.#record(id);
    this.#connection.run("UPDATE conversation SET title = ? WHERE seq = ?", title, seq);
    return toConversation(this.#record(id));
  }

  delete(id: string): void {
    this.#connection.requireCommand("conversations.delete");
    const { seq } = this.#record(id);
    this.#connection.run("UPDATE conversation SET deleted_at = ? WHERE seq = ?", this.#now(), seq);
  }

  restore(id: string): Conversation {
    this.#connection.requireCommand("conversations.restore");
    this.#connection.run("UPDATE conversation SET deleted_at = NULL WHERE id = ?", id);
    return toConversation(this.#record(id));
  }

  /** Called when a writer opens the store: what was deleted before goes for good. */
  erase(): void {
    this.#connection.run("DELETE FROM conversation WHERE deleted_at IS NOT NULL");
  }

  #record(id: string): Record {
    const record = this.#connection.get<Record>(
      `${COUNTED} WHERE c.id = ? AND c.deleted_at IS NULL`,
      id,
    );
    if (record !== undefined) return record;
    throw new AppError("NOT_FOUND", "This conversation is not there any more.", {
      field: "conversation",
      hint: "Choose another one from the list.",
    });
  }
}

function noSuchTurn(turns: number): AppError {
  return new AppError("INVALID_INPUT", `A conversation has at most ${MAX_TURNS} turns in a row.`, {
    field: "index",
    hint: "Start a new conversation.",
    details: { turns },
  });
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function toConversation(record: Record): Conversation {
  return {
    id: record.id,
    title: record.title,
    runId: record.run_id,
    runName: record.run_name,
    turns: record.turns,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  };
}

function toTurn(record: TurnRecord): Turn {
  return {
    question: record.question,
    style: record.style,
    askedAt: record.asked_at,
    base: parsed(record.base),
    tuned: parsed(record.tuned),
    scores: parsed(record.scores),
  };
}

/** Written by putTurn from checked values. */
function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
