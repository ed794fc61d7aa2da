import type { ChatMessage, Sampling } from "../../../shared/contract/chat.ts";
import type { CheckpointChoice, DeviceChoice, Loose, Progress } from "./call.ts";

export type Pane = "base" | "tuned";

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
  promptStyle?: "chat" | "run" | "plain" | undefined;
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

export interface ChatHooks {
  /** A piece of the answer: whole characters only. */
  onText?: ((pane: Pane, text: string) => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
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
}
