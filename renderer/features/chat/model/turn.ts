/** A question in the window: what is stored of it, and what is still coming. */
import type { ChatEvent } from "../../../../electron/shared/contract/chat.ts";
import type {
  Answer,
  LabelScores,
  Pane,
  PromptStyle,
  Turn,
} from "../../../../electron/shared/domain/conversation.ts";
import type { Sampling } from "../../../../electron/shared/domain/sampling.ts";
import type { AppError } from "../../../../electron/shared/errors.ts";

export interface LiveAnswer {
  /** waiting: asked, nothing said yet. */
  readonly state: "waiting" | "streaming" | "done";
  readonly text: string;
  readonly sampling: Sampling;
  /** Known from the beginning of the answer. */
  readonly baseHash: string | null;
  readonly checkpointStep: number | null;
  /** The whole answer with its weights, when it is done. */
  readonly answer: Answer | null;
}

export interface LiveTurn {
  readonly question: string;
  readonly style: PromptStyle;
  readonly askedAt: number;
  readonly base: LiveAnswer | null;
  readonly tuned: LiveAnswer | null;
  readonly scores: LabelScores | null;
  readonly scoring: boolean;
  readonly error: AppError | null;
  /** Its place in the stored conversation; null while it is not stored. */
  readonly storedAt: number | null;
}

export function waitingAnswer(sampling: Sampling): LiveAnswer {
  const nothing = { text: "", baseHash: null, checkpointStep: null, answer: null };
  return { state: "waiting", sampling, ...nothing };
}

export function storedTurn(turn: Turn, index: number): LiveTurn {
  const live = (answer: Answer | null): LiveAnswer | null =>
    answer === null
      ? null
      : {
          state: "done",
          text: answer.text,
          sampling: answer.sampling,
          baseHash: answer.baseHash,
          checkpointStep: answer.checkpointStep,
          answer,
        };
  const { base, tuned, ...rest } = turn;
  return {
    ...rest,
    base: live(base),
    tuned: live(tuned),
    scoring: false,
    error: null,
    storedAt: index,
  };
}

/** What the store keeps: null while no side has an answer. */
export function turnToStore(turn: LiveTurn): Turn | null {
  const base = turn.base?.answer ?? null;
  const tuned = turn.tuned?.answer ?? null;
  if (base === null && tuned === null) return null;
  const { question, style, askedAt, scores } = turn;
  return { question, style, askedAt, base, tuned, scores };
}

/** The turn after one event of its answer. */
export function afterEvent(turn: LiveTurn, event: ChatEvent, now: number): LiveTurn {
  const before = turn[event.pane];
  if (before === null) return turn;
  return { ...turn, [event.pane]: answerAfter(before, event, now) };
}

function answerAfter(before: LiveAnswer, event: ChatEvent, now: number): LiveAnswer {
  if (event.type === "begin") {
    return { ...before, baseHash: event.baseHash, checkpointStep: event.checkpointStep };
  }
  if (event.type === "text") {
    return { ...before, state: "streaming", text: before.text + event.text };
  }
  const { type: _, pane: __, ...end } = event;
  const { text, sampling, checkpointStep } = before;
  return { ...before, state: "done", answer: { ...end, text, sampling, checkpointStep, at: now } };
}

/** What was being said when the answer broke off goes: half an answer without weights is no evidence. */
export function afterFailure(turn: LiveTurn, panes: readonly Pane[], error: AppError): LiveTurn {
  const cut = Object.fromEntries(
    panes.filter((pane) => turn[pane]?.answer === null).map((pane) => [pane, null]),
  );
  return { ...turn, ...cut, error };
}
