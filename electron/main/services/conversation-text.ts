import type {
  Answer,
  ConversationDetail,
  LabelScores,
  ScoredLabel,
  Turn,
} from "../../shared/domain/conversation.ts";
import { REVIEW_NOTICE } from "./api/call.ts";

/** A conversation to keep or to send: every answer with its weights, and the notice with each. */
export function conversationText({ conversation, turns }: ConversationDetail): string {
  const { title, runName, runId, createdAt } = conversation;
  const head = [
    title,
    "=".repeat(Math.min(80, title.length)),
    `Fine-tuned by run ${runName} (${runId}). Begun ${new Date(createdAt).toISOString()}.`,
    REVIEW_NOTICE,
  ];
  return `${[...head, ...turns.flatMap(turnLines)].join("\n")}\n`;
}

/** No word of it: a title is the first question, and file names end up in lists of recent files. */
export function conversationFileName({ conversation }: ConversationDetail): string {
  return `${conversation.id}.txt`;
}

function turnLines(turn: Turn, i: number): string[] {
  return [
    "",
    `${i + 1}. Question`,
    turn.question,
    ...answerLines("Base", turn.base),
    ...answerLines("Fine-tuned", turn.tuned),
    ...scoreLines(turn.scores),
  ];
}

function answerLines(name: string, answer: Answer | null): string[] {
  if (answer === null) return [];
  const { text, finish, baseHash, adapterHash, checkpointStep, tokens, sampling } = answer;
  const adapter =
    adapterHash === null ? "no adapter" : `adapter ${adapterHash}, step ${checkpointStep ?? "?"}`;
  const end = { stop: "", length: ", cut at the limit", cancelled: ", stopped" }[finish];
  const { temperature, topP, maxNewTokens, seed } = sampling;
  const drawn =
    temperature === 0 ? "greedy" : `temperature ${temperature}, top-p ${topP}, seed ${seed >>> 0}`;
  return [
    "",
    `   ${name}`,
    text.trim(),
    `   [weights ${baseHash}; ${adapter}]`,
    `   [${tokens} tokens${end}; ${drawn}; at most ${maxNewTokens} tokens] ${REVIEW_NOTICE}`,
  ];
}

function scoreLines(scores: LabelScores | null): string[] {
  if (scores === null) return [];
  const line = (name: string, labels: readonly ScoredLabel[]) =>
    `   ${name}: ${labels.map((l) => `${l.label} ${(100 * l.probability).toFixed(1)} %`).join(", ")}`;
  return [
    "",
    `   Likeliest of ${scores.labels} labels`,
    line("Base", scores.base),
    line("Fine-tuned", scores.tuned),
  ];
}
