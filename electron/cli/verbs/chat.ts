import { type Command, Option } from "commander";
import type { ChatAnswer, ChatRequest, Pane } from "../../main/services/api/chat.ts";
import type { ChatMessage, Sampling } from "../../shared/contract/chat.ts";
import { ask as askPerson, readAll } from "../ask-person.ts";
import { addDeviceOptions, type DeviceOptions, deviceOf } from "../options/device.ts";
import { defined } from "../options/parse.ts";
import { addSamplingOptions, samplingOf } from "../options/sampling.ts";
import type { RunVerb, Verb } from "../run-verb.ts";
import { UsageError } from "../usage-error.ts";
import { footerText, stackedText } from "../views/chat.ts";
import { LivePanes } from "../views/live-panes.ts";
import { SideBySide } from "../views/side-by-side.ts";

interface Options extends DeviceOptions, Partial<Sampling> {
  run: string;
  prompt?: string;
  system?: string;
  checkpoint?: string;
  promptStyle?: NonNullable<ChatRequest["promptStyle"]>;
}

export function addChat(program: Command, runVerb: RunVerb): void {
  const command = program
    .command("chat")
    .description("ask base and fine-tuned model the same question, side by side")
    .requiredOption("--run <run>", "whose fine-tuned model to ask")
    .option("--prompt <text>", "ask this and end (else a conversation, or standard input)")
    .option("--system <text>", "an instruction before the question")
    .option("--checkpoint <name>", "best, last or a checkpoint folder (else best)")
    .addOption(
      new Option("--prompt-style <style>", "how the question is put").choices([
        "chat",
        "run",
        "plain",
      ]),
    );
  addSamplingOptions(command);
  addDeviceOptions(command);
  command.action((options: Options) =>
    runVerb(command, async (verb) => {
      if (options.prompt !== undefined) return answer(options, options.prompt, verb);
      if (!process.stdin.isTTY) return answer(options, await readAll(process.stdin), verb);
      if (verb.reporter.json) {
        throw new UsageError("--prompt is missing.", {
          field: "--prompt",
          hint: "With --json, give the question with --prompt or on standard input.",
        });
      }
      return converse(options, verb);
    }),
  );
}

async function answer(options: Options, question: string, verb: Verb): Promise<void> {
  if (question.trim() === "") {
    throw new UsageError("The question is empty.", {
      field: "--prompt",
      hint: 'Ask something, such as --prompt "When is a chest CT indicated?".',
    });
  }
  const { reporter } = verb;
  const streamed = process.stdout.isTTY === true && SideBySide.fits(reporter.width);
  if (reporter.json || !streamed) {
    const reply = await askBoth(options, question, verb, (pane, text) =>
      reporter.event("text", { pane, text }),
    );
    reporter.result(reply, () => stackedText(reply, reporter));
    return;
  }
  let panes: LivePanes | undefined;
  const reply = await askBoth(options, question, verb, (pane, text) => {
    reporter.endProgress();
    panes ??= new LivePanes(process.stdout, reporter.style, { base: "Base", tuned: "Fine-tuned" });
    panes.add(pane, text);
  });
  panes?.end();
  reporter.result(reply, () => footerText(reply, reporter));
}

function askBoth(
  options: Options,
  question: string,
  { workbench, calls, interrupt }: Verb,
  onText: (pane: Pane, text: string) => void,
): Promise<ChatAnswer> {
  const { run, system, checkpoint, promptStyle } = options;
  const messages: ChatMessage[] = [{ role: "user", text: question }];
  if (system !== undefined) messages.unshift({ role: "system", text: system });
  return workbench.chat.ask(
    {
      run,
      messages,
      sampling: samplingOf(options),
      ...defined({ checkpoint, promptStyle }),
      ...deviceOf(options),
    },
    { ...calls, signal: interrupt.rearm(), onText },
  );
}

/** Question after question. Each stands alone: the two models would remember different answers. */
async function converse(options: Options, verb: Verb): Promise<void> {
  const { reporter, interrupt } = verb;
  interrupt.replace(() => {}); // an interrupt ends the answer; the next question follows
  reporter.notice("Ask a question. Each one stands alone. End with an empty line or Ctrl+D.");
  const asked: string[] = [];
  for (;;) {
    const question = await askPerson("> ", asked);
    if (question === null || question.trim() === "") return;
    asked.unshift(question);
    await answer(options, question, verb);
    process.stdout.write("\n");
  }
}
