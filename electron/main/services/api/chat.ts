import type { ChatMessage, Sampling } from "../../../shared/contract/chat.ts";
import type { LabelScores, Pane, PromptStyle } from "../../../shared/domain/conversation.ts";
import type { CallOptions, CheckpointChoice, DeviceChoice, Loose, Progress } from "./call.ts";

export type { Pane };

export interface ChatRequest {
  run: string;
  /** Turns so far, the question last. */
  messages: readonly ChatMessage[];
  sampling?: Loose<Sampling> | undefined;
  checkpoint?: CheckpointChoice | undefined;
  /**
   * "chat": the model's chat template, or "Question: …\nAnswer:" where it has none. "run": the
   * template the run learned with, around the last message. "plain": the last message alone.
   * Left out: what the run was trained with.
   */
  promptStyle?: PromptStyle | undefined;
  device?: Loose<DeviceChoice> | undefined;
}

export interface PaneAnswer {
  pane: Pane;
  text: string;
  finish: "stop" | "length" | "cancelled";
  baseHash: string;
  adapterHash: string | null; // null in the base pane
  promptTokens: number;
  tokens: number;
  tokensPerS: number;
}

export interface PaneBegin {
  pane: Pane;
  baseHash: string;
  checkpointStep: number | null; // null in the base pane
}

export interface ChatScoresRequest {
  run: string; // must have learned labels
  text: string;
  checkpoint?: CheckpointChoice | undefined;
  device?: Loose<DeviceChoice> | undefined;
}

export interface ChatHooks {
  /** Before the first text of a pane: whose answer it will be. */
  onBegin?: ((begin: PaneBegin) => void) | undefined;
  /** A piece of the answer: whole characters only. */
  onText?: ((pane: Pane, text: string) => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  onNotice?: ((message: string) => void) | undefined;
  signal?: AbortSignal | undefined; // ends both answers; what was said so far is returned
}

export interface ChatAnswer {
  base: PaneAnswer;
  tuned: PaneAnswer;
  notice: string;
}

export interface ChatService {
  /** Asks base and tuned the same question in one batch over one resident base, with one seed. */
  ask(request: ChatRequest, hooks?: ChatHooks): Promise<ChatAnswer>;
  /** As ask(), for some of the panes: one side is asked again. The base first. */
  answer(request: ChatRequest, panes: readonly Pane[], hooks?: ChatHooks): Promise<PaneAnswer[]>;
  /** The likeliest labels after a text, by base and by run. */
  scores(request: ChatScoresRequest, options?: CallOptions): Promise<LabelScores>;
}
