// A trainer for unit tests whose answers the test writes. The real one is tried in test/.
import { AppError } from "../../shared/errors.ts";
import {
  type RequestOptions,
  TRAINER_ENDED,
  type TrainerCall,
  type TrainerClient,
} from "../trainer-host/protocol/client.ts";
import type { TrainerSignal } from "../trainer-host/protocol/messages.ts";
import type { ParamsOf, ResultOf, TrainerMethod } from "../trainer-host/protocol/methods.ts";

export type Script = {
  [M in TrainerMethod]?: (
    params: ParamsOf<M>,
    options: RequestOptions,
  ) => ResultOf<M> | Promise<ResultOf<M>>;
};

export class ScriptedTrainer implements TrainerClient {
  readonly script: Script;
  readonly asked: string[] = [];
  readonly signals: TrainerSignal[] = [];

  constructor(script: Script) {
    this.script = script;
  }

  engineVersion(): Promise<string> {
    return Promise.resolve("test");
  }

  request<M extends TrainerMethod>(
    method: M,
    params: ParamsOf<M>,
    options: RequestOptions = {},
  ): Promise<ResultOf<M>> {
    return this.call(method, params, options).result;
  }

  call<M extends TrainerMethod>(
    method: M,
    params: ParamsOf<M>,
    options: RequestOptions = {},
  ): TrainerCall<ResultOf<M>> {
    this.asked.push(method);
    const answer = this.script[method] as
      | ((params: ParamsOf<M>, options: RequestOptions) => ResultOf<M> | Promise<ResultOf<M>>)
      | undefined;
    const result = Promise.resolve().then(() => {
      if (answer === undefined) throw new Error(`the script has no ${method}`);
      return answer(params, options);
    });
    result.catch(() => {});
    return { result, signal: (signal) => void this.signals.push(signal) };
  }
}

/** What a request rejects with when its process died. */
export function processDied(): AppError {
  return new AppError("ENGINE", "The trainer process ended unexpectedly (SIGKILL).", {
    details: { reason: TRAINER_ENDED },
  });
}
