import { type Sampling, SamplingSchema } from "../../shared/contract/chat.ts";
import type { Pane } from "../../shared/domain/conversation.ts";
import type { Run } from "../../shared/domain/run.ts";
import { AppError } from "../../shared/errors.ts";
import type { TrainerEvent } from "../trainer-host/protocol/messages.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import { type Loose, REVIEW_NOTICE } from "./api/call.ts";
import type { ChatHooks, ChatRequest, ChatService, PaneAnswer } from "./api/chat.ts";
import { chatScores } from "./chat-scores.ts";
import { schemaFault } from "./checked-input.ts";
import { type Answerer, answererOfRun } from "./closed-set.ts";
import type { EngineContext } from "./engine-context.ts";
import { quantizedCache } from "./quantized-copies.ts";
import { promptOf } from "./task-rows.ts";

const PANES: readonly Pane[] = ["base", "tuned"];
type SequencePrompt = ParamsOf<"generate">["sequences"][number]["prompt"];

export function createChatService(context: EngineContext): ChatService {
  return {
    async ask(request, hooks = {}) {
      const [base, tuned] = await answer(context, request, PANES, hooks);
      if (base === undefined || tuned === undefined) throw noAnswer();
      return { base, tuned, notice: REVIEW_NOTICE };
    },
    answer: (request, panes, hooks = {}) => answer(context, request, panes, hooks),
    scores: (request, options = {}) => chatScores(context, request, options),
  };
}

async function answer(
  context: EngineContext,
  request: ChatRequest,
  panes: readonly Pane[],
  hooks: ChatHooks,
): Promise<PaneAnswer[]> {
  const run = context.store.runs.resolve(request.run);
  const sampling = checkedSampling(request.sampling);
  const prompt = promptFor(run, request);
  const { checkpoint, device } = request;
  const answerer = await answererOfRun(context, run, checkpoint, device, hooks);
  hooks.onProgress?.({ phase: "loading", done: 0, total: 0 });
  const asked = PANES.filter((pane) => panes.includes(pane));
  for (const pane of asked) {
    const checkpointStep = pane === "base" ? null : answerer.checkpointStep;
    hooks.onBegin?.({ pane, baseHash: answerer.model.hash, checkpointStep });
  }
  const question = { answerer, sampling, prompt, hooks };
  if (answerer.adapterDir !== null) return generate(context, question, asked);
  // A fully fine-tuned model is other weights, not an adapter: the panes then answer in turn.
  const answers: PaneAnswer[] = [];
  for (const pane of asked) answers.push(...(await generate(context, question, [pane])));
  return answers;
}

interface Question {
  answerer: Answerer;
  sampling: Sampling;
  prompt: SequencePrompt;
  hooks: ChatHooks;
}

/** One batch over one resident base: every pane the same prompt, the same seed. */
async function generate(
  context: EngineContext,
  { answerer, sampling, prompt, hooks }: Question,
  panes: readonly Pane[],
): Promise<PaneAnswer[]> {
  const { modelDir, tokenizerDir, adapterDir, quantize, device } = answerer;
  const baseAlone = adapterDir === null && panes[0] === "base";
  const answers = await context.trainer.request(
    "generate",
    {
      modelDir: baseAlone ? tokenizerDir : modelDir,
      tokenizerDir,
      quantize,
      quantizedCache: quantizedCache(context, answerer.model),
      device,
      ...sampling,
      sequences: panes.map((pane) => ({
        adapterDir: pane === "tuned" ? adapterDir : null,
        prompt,
      })),
    },
    { signal: hooks.signal, onEvent: (event) => hear(event, panes, hooks) },
  );
  if (answers.length !== panes.length) throw noAnswer();
  return answers.map((one, i) => {
    const pane = panes[i] ?? "base";
    const adapterHash = pane === "base" ? null : (one.adapterHash ?? answerer.tunedHash);
    return { ...one, pane, baseHash: answerer.model.hash, adapterHash };
  });
}

function hear(event: TrainerEvent, panes: readonly Pane[], hooks: ChatHooks): void {
  if (event.kind === "engine" && event.event.type === "notice") {
    hooks.onNotice?.(event.event.message);
  }
  if (event.kind === "text") hooks.onText?.(panes[event.sequence] ?? "base", event.text);
}

function noAnswer(): AppError {
  return new AppError("ENGINE", "The engine gave no answer.");
}

function checkedSampling(chosen: Loose<Sampling> = {}): Sampling {
  const parsed = SamplingSchema.safeParse(chosen);
  if (parsed.success) return parsed.data;
  throw schemaFault(parsed.error, "sampling");
}

function promptFor(run: Run, request: ChatRequest): SequencePrompt {
  const last = request.messages.at(-1);
  if (last === undefined || last.role !== "user" || last.text.trim() === "") {
    throw new AppError("INVALID_INPUT", "The last message must be a question.", {
      field: "messages",
      hint: 'Ask something, such as --prompt "When is a chest CT indicated?".',
    });
  }
  const { task } = run.frozen;
  const style = request.promptStyle ?? (task.chat ? "chat" : "run");
  if (style === "plain") return { before: "", text: last.text, after: "", cut: "head" };
  if (style === "run") return promptOf(withSystem(request.messages, last.text), task);
  return { messages: request.messages.map(({ role, text }) => ({ role, text })) };
}

/** A template has no place for system text: it stands in front of the question. */
function withSystem(messages: ChatRequest["messages"], question: string): string {
  const system = messages.filter((m) => m.role === "system").map((m) => m.text);
  return [...system, question].join("\n\n");
}
