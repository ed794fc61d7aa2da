import type { Command } from "commander";
import type { RunVerb } from "../run-verb.ts";
import { sampleJson, sampleText } from "../views/sample.ts";
import { TrainingProgress } from "../views/training-progress.ts";

export function addSample(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("sample")
    .description("the whole main job on bundled data: import, train, evaluate, compare");
  command.action(() =>
    runVerb(command, async ({ workbench, reporter, interrupt, calls }) => {
      interrupt.replace(() =>
        reporter.notice(
          "Stopping; a run in training is saved. Press Ctrl+C again to quit at once.",
        ),
      );
      const training = new TrainingProgress(reporter);
      const outcome = await workbench.sample.run({
        ...calls,
        onEvent: training.onEvent,
        onNotice: (message) => reporter.notice(message),
      });
      reporter.result(sampleJson(outcome), () => sampleText(outcome, reporter));
    }),
  );
}
