import type { EngineEvent } from "../../shared/domain/engine-events.ts";
import { type SampleStage, samplePhase } from "../../shared/domain/sample-stage.ts";
import type { CallOptions } from "./api/call.ts";
import type { SampleHooks } from "./api/sample.ts";

/**
 * The sample's progress as one line: "training: training, step 40 of 300". The stage comes first,
 * because base and fine-tuned model are both evaluated, and the engine evaluates while it trains.
 */
export function sampleProgress({ onProgress, signal }: CallOptions): SampleHooks {
  let stage: SampleStage = "importing";
  let totalSteps = 0;
  const tell = (phase: string, done: number, total: number) =>
    onProgress?.({ phase: samplePhase(stage, phase), done, total });
  return {
    signal,
    onStage: (next) => {
      stage = next;
      tell("starting", 0, 0);
    },
    onProgress: ({ phase, done, total }) => {
      // The steps say more of training than its phase does.
      if (stage !== "training" || phase !== "training") tell(phase, done, total);
    },
    onEvent: (event: EngineEvent) => {
      if (event.type === "start") totalSteps = event.totalSteps;
      if (event.type === "step") tell("training", event.step, totalSteps);
    },
  };
}
