import type { TrainerEvent, TrainerSignal } from "../main/trainer-host/protocol/messages.ts";

/** What a request under way may use: a way to tell, and a way to be told. */
export interface CallContext {
  emit(event: TrainerEvent): void;
  /** Something a person should know. */
  notice(message: string): void;
  progress(phase: string, done: number, total: number): void;
  /** The newest listener gets every signal; one that came before it is given at once. */
  onSignal(listener: (signal: TrainerSignal) => void): void;
  readonly cancelled: boolean;
}
