/**
 * Conversations: ShareGPT ("conversations" of from/value) and ChatML ("messages" of role/content,
 * or one text with im_start marks). Every turn of the assistant becomes a row: its text is the
 * conversation up to it, its answer the turn. A first question stands alone, without a name before
 * it; later ones stand after what was said, each turn under the name of who spoke. All rows of a
 * conversation are one group.
 */
import type { ParsedItem } from "../../main/services/ports.ts";
import { buildRow, reject } from "../build-row.ts";
import type { JsonObject } from "../jsonl.ts";
import { MAX_TURNS } from "../limits.ts";
import type { Shape, ShapeRecord } from "./shape.ts";

type Role = "system" | "user" | "assistant" | "tool";

interface Turn {
  readonly role: Role;
  readonly text: string;
}

const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...["system", "developer"].map((name) => [name, "system"] as const),
  ...["user", "human", "prompter", "patient"].map((name) => [name, "user"] as const),
  ...["assistant", "gpt", "bot", "model", "chatgpt", "bard", "bing"].map(
    (name) => [name, "assistant"] as const,
  ),
  ...["tool", "function", "function_call", "observation"].map((name) => [name, "tool"] as const),
]);
const NAMES: Readonly<Record<Role, string>> = {
  system: "System",
  user: "User",
  assistant: "Assistant",
  tool: "Tool",
};

export const CHAT: Shape = {
  title: "a file of conversations (ShareGPT or ChatML)",
  needs: [],
  mapping: { text: "messages", label: null, group: "id", id: null, answer: "answer", part: null },
  *items(record) {
    const turns = turnsOf(record);
    if (typeof turns === "string") yield reject(record.sourceRow, turns);
    else yield* rows(record, turns);
  },
};

function* rows(record: ShapeRecord, turns: readonly Turn[]): Generator<ParsedItem> {
  const group = record.text("id") || `conversation ${record.sourceRow}`;
  let made = 0;
  for (const [at, turn] of turns.entries()) {
    const before = turns.slice(0, at);
    if (turn.role !== "assistant" || !before.some(({ role }) => role === "user")) continue;
    made += 1;
    if (made > MAX_TURNS) {
      yield reject(record.sourceRow, `conversation: more than ${MAX_TURNS} turns`);
      return;
    }
    const none = { label: null, id: null, part: null };
    const fields = { ...none, text: soFar(before), answer: turn.text, group: group.slice(0, 200) };
    yield buildRow(fields, record.sourceRow);
  }
  if (made === 0) yield reject(record.sourceRow, "conversation: no answer of the assistant");
}

function soFar(turns: readonly Turn[]): string {
  const spoken = turns.filter(({ role }) => role !== "system");
  const system = turns.filter(({ role }) => role === "system").map(({ text }) => text);
  const [only, ...others] = spoken;
  const said =
    only !== undefined && others.length === 0
      ? [only.text]
      : spoken.map(({ role, text }) => `${NAMES[role]}: ${text}`);
  return [...system, ...said].join("\n\n");
}

function turnsOf(record: ShapeRecord): Turn[] | string {
  const marked = markedText(record);
  if (marked !== null) return marked;
  const list = [record.raw("messages"), record.raw("conversations")].find(Array.isArray);
  if (list === undefined) return "conversation: no list of messages";
  const turns: Turn[] = [];
  for (const [at, entry] of (list as unknown[]).entries()) {
    const turn = turnOf(entry);
    if (typeof turn === "string") return `message ${at + 1}: ${turn}`;
    turns.push(turn);
  }
  return turns;
}

function turnOf(entry: unknown): Turn | string {
  if (typeof entry !== "object" || entry === null) return "not an object";
  const { role: r, from, content, value } = entry as JsonObject;
  const name = r ?? from;
  const role = typeof name === "string" ? ROLES.get(name.toLowerCase()) : undefined;
  if (role === undefined) return "speaker not known";
  const text = contentText(content ?? value);
  if (text === null) return "not a text";
  return text.trim() === "" ? "empty" : { role, text: text.trim() };
}

/** A text, or parts of which every one is a text: pictures cannot be learned from. */
function contentText(content: unknown): string | null {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return null;
  const parts = content.map((part: unknown) => {
    if (typeof part === "string") return part;
    const { type, text } = (part ?? {}) as JsonObject;
    return type === "text" && typeof text === "string" ? text : null;
  });
  return parts.every((part) => part !== null) ? parts.join("\n") : null;
}

/** <|im_start|>role, a line end, the text, <|im_end|>, again and again. */
function markedText(record: ShapeRecord): Turn[] | string | null {
  const text = record.raw("text");
  if (typeof text !== "string" || !text.includes("<|im_start|>")) return null;
  const turns: Turn[] = [];
  for (const [at, piece] of text.split("<|im_start|>").slice(1).entries()) {
    const end = piece.indexOf("\n");
    const turn = turnOf({
      role: piece.slice(0, Math.max(0, end)).trim(),
      content: piece.slice(end + 1).split("<|im_end|>", 1)[0] ?? "",
    });
    if (typeof turn === "string") return `message ${at + 1}: ${turn}`;
    turns.push(turn);
  }
  return turns;
}
