import type { SourceKind } from "../../shared/domain/dataset.ts";
import { matchesByName } from "../columns.ts";
import type { JsonObject } from "../jsonl.ts";
import { ALPACA } from "./alpaca.ts";
import { ASCLEPIUS } from "./asclepius.ts";
import { MEDQUAD } from "./medquad.ts";
import { MTS_DIALOG } from "./mts-dialog.ts";
import { plainName } from "./shape.ts";

const BY_COLUMNS = [
  ["asclepius", ASCLEPIUS],
  ["mts-dialog", MTS_DIALOG],
  ["medquad", MEDQUAD],
  ["alpaca", ALPACA],
] as const;

/** The published data set whose columns these are; null for columns of one's own. */
export function shapeOf(columns: readonly string[], first: JsonObject): SourceKind | null {
  if (isConversation(first)) return "chat";
  const names = new Set(columns.map(plainName));
  for (const [kind, shape] of BY_COLUMNS) {
    if (!shape.needs.every((name) => names.has(name))) continue;
    // Instruction rows with a label or a patient are someone's own: their columns all count.
    if (kind === "alpaca" && hasRoles(columns)) continue;
    return kind;
  }
  return null;
}

function hasRoles(columns: readonly string[]): boolean {
  const taken = new Set<string | null>();
  return (["label", "group", "part"] as const).some(
    (role) => matchesByName(columns, role, taken).length > 0,
  );
}

function isConversation({ messages, conversations, text }: JsonObject): boolean {
  const list = [messages, conversations].find(Array.isArray) as unknown[] | undefined;
  const [turn] = list ?? [];
  if (typeof turn === "object" && turn !== null) return "role" in turn || "from" in turn;
  return typeof text === "string" && text.includes("<|im_start|>");
}
