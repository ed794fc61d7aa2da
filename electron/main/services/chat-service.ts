import { type ChatMessage, type Sampling, SamplingSchema } from "../../shared/contract/chat.ts";
import type { Run } from "../../shared/domain/run.ts";
import { AppError } from "../../shared/errors.ts";
import type { TrainerEvent } from "../trainer-host/protocol/messages.ts";
import type { ParamsOf } from "../trainer-host/protocol/methods.ts";
import { type Loose, REVIEW_NOTICE } from "./api/call.ts";
import type {
  ChatAnswer,
  ChatHooks,
  ChatRequest,
  ChatService,
  Pane,
  PaneAnswer,
} from "./api/chat.ts";
import { schemaFault } from "./checked-input.ts";
import { answererOfRun } from "./closed-set.ts";
import type { EngineContext } from "./engine-context.ts";
import { promptOf } from "./task-rows.ts";

const PANES: readonly Pane[] = ["base", "tuned"];
type SequencePrompt = ParamsOf<"generate">["sequences"][number]["prompt"];

export function createChatService(context: EngineContext): ChatService {
  return { ask: (request, hooks = {}) => ask(context, request, hooks) };
}

async function ask(
  context: EngineContext,
  request: ChatRequest,
  hooks: ChatHooks,
): Promise<ChatAnswer> {
  const { store, trainer } = context;
  const run = store.runs.resolve(request.run);
  const sampling = checkedSampling(request.sampling);
  const prompt = promptFor(run, request);
  const { checkpoint, device } = request;
  const answerer = await answererOfRun(context, run, checkpoint, device, hooks);
  hooks.onProgress?.({ phase: "loading", done: 0, total: 0 });
  const { tokenizerDir, adapterDir, quantize, device: on } = answerer;
  const generate = async (modelDir: string, panes: readonly Pane[]): Promise<PaneAnswer[]> => {
    const answers = await trainer.request(
      "generate",
      {
        modelDir,
        tokenizerDir,
        quantize,
        device: on,
        ...sampling,
        sequences: panes.map((pane) => ({
          adapterDir: pane === "tuned" ? adapterDir : null,
          prompt,
        })),
      },
      { signal: hooks.signal, onEvent: (event) => hear(event, panes, hooks) },
    );
    return answers.map((answer, i) => {
      const pane = panes[i] ?? "base";
      const adapterHash = pane === "base" ? null : (answer.adapterHash ?? answerer.tunedHash);
      return { ...answer, pane, baseHash: answerer.model.hash, adapterHash };
    });
  };
  // A fully fine-tuned model is other weights, not an adapter: the panes then answer in turn.
  const [base, tuned] =
    adapterDir === null
      ? [
          ...(await generate(answerer.tokenizerDir, ["base"])),
          ...(await generate(answerer.modelDir, ["tuned"])),
        ]
      : await generate(answerer.modelDir, PANES);
  if (base === undefined || tuned === undefined) {
    throw new AppError("ENGINE", "The engine gave no answer.");
  }
  return { base, tuned, notice: REVIEW_NOTICE };
}

function hear(event: TrainerEvent, panes: readonly Pane[], hooks: ChatHooks): void {
  if (event.kind === "text") hooks.onText?.(panes[event.sequence] ?? "base", event.text);
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
function withSystem(messages: readonly ChatMessage[], question: string): string {
  const system = messages.filter((m) => m.role === "system").map((m) => m.text);
  return [...system, question].join("\n\n");
}
