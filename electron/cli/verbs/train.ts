import { type Command, Option } from "commander";
import type { RunDetail, RunHandle, RunService, TrainHooks } from "../../main/services/api/run.ts";
import { APP_ERROR_CODES, AppError } from "../../shared/errors.ts";
import { addDeviceOptions, type DeviceOptions } from "../options/device.ts";
import { addRunConfigFlags } from "../options/run-config-flags.ts";
import { type TrainOptions, trainRequest } from "../options/train-request.ts";
import type { RunVerb, Verb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { Names } from "../views/names.ts";
import { nextStep, runText } from "../views/run.ts";
import { TrainingProgress } from "../views/training-progress.ts";

interface Options extends TrainOptions, DeviceOptions {
  resume?: string;
}

export function addTrain(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("train")
    .description("fine-tune a base model; Ctrl+C stops and saves")
    .option("--config <file>", "JSON: dataset, model and the fields of the run configuration")
    .option("--resume <run>", "continue a run from its newest good checkpoint")
    .option("--dataset <name>", "what to learn from (name or id)")
    .option("--model <name>", "base model (name, id or folder)")
    .option("--split <id>", "which split of the dataset, when it has several")
    .option("--name <name>", "name of the run")
    .option("--template <text>", 'prompt with {text} in it, such as "Order: {text}\\nProtocol:"')
    .option("--truncate-long-prompts", "cut a text that is too long instead of leaving its row out")
    .option(
      "--acknowledge-leak",
      "start although held-out rows are in the training part (see check)",
    )
    .addOption(new Option("--cut <end>", "which end of it goes (head)").choices(["head", "tail"]));
  addDeviceOptions(command);
  addRunConfigFlags(command);
  command.action(async (options: Options) => {
    const start = starter(command, options); // bad usage is said before a home is opened
    await runVerb(command, async (verb) => {
      const { reporter } = verb;
      const progress = new TrainingProgress(reporter);
      const handle = await start(verb.workbench.runs, {
        onProgress: (state) => reporter.progress(state),
        onEvent: progress.onEvent,
        onNotice: (message) => reporter.notice(message),
      });
      reporter.event("run", { run: handle.id });
      await follow(handle, verb);
    });
  });
}

type Starter = (runs: RunService, hooks: TrainHooks) => Promise<RunHandle>;

function starter(command: Command, options: Options): Starter {
  if (options.resume !== undefined) {
    const run = resumed(command, options.resume);
    return (runs, hooks) => runs.resume(run, hooks);
  }
  const request = trainRequest(command, options);
  return (runs, hooks) => runs.train(request, hooks);
}

/** A run's configuration is frozen: nothing but the run itself can be named with --resume. */
function resumed(command: Command, run: string): string {
  const others = command.options.filter((option) => {
    const name = option.attributeName();
    return name !== "resume" && command.getOptionValueSource(name) === "cli";
  });
  const [first] = others;
  if (first === undefined) return run;
  throw new UsageError(`${first.long} cannot be given together with --resume.`, {
    field: first.long ?? first.flags,
    hint: "A resumed run keeps the configuration it was started with.",
  });
}

async function follow(handle: RunHandle, { workbench, reporter, interrupt }: Verb): Promise<void> {
  interrupt.replace(() => {
    reporter.notice("Stopping: the run is being saved. Press Ctrl+C again to quit at once.");
    handle.stop();
  });
  if (interrupt.signal.aborted) handle.stop(); // interrupted while the run was being prepared
  const { detail, result } = await handle.done;
  if (result === null) throw failed(detail);
  reporter.result({ outcome: result.outcome, ...detail, training: result }, () =>
    [runText(detail, new Names(workbench), reporter), ...nextStep(detail.run)].join("\n"),
  );
}

/** The stored error says what is kept and how to continue. */
function failed({ run, step }: RunDetail): AppError {
  const code = APP_ERROR_CODES.find((known) => known === run.error?.code) ?? "ENGINE";
  return new AppError(code, run.error?.message ?? "The run failed.", {
    hint: `${run.error?.hint ?? ""} Continue with: workbench train --resume ${run.id}`.trim(),
    details: { run: run.id, step },
  });
}
