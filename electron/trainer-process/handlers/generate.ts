import { z } from "zod";
import type { ParamsOf, ResultOf } from "../../main/trainer-host/protocol/methods.ts";
import { AppError } from "../../shared/errors.ts";
import type { GenerateRequest } from "../addon-types.ts";
import type { CallContext } from "../call-context.ts";
import type { Engine } from "../engine.ts";
import { plainDialogue } from "../text/chat-template.ts";
import { wholeText } from "../text/encode-examples.ts";
import { fitPrompts } from "../text/fit-prompt.ts";
import { TextStream } from "../text/text-stream.ts";
import type { TextTokenizer } from "../text/text-tokenizer.ts";

type Params = ParamsOf<"generate">;
type Sequence = Params["sequences"][number];

const Outcomes = z.array(
  z.object({
    tokens: z.array(z.number()),
    finish: z.enum(["stop", "length", "cancelled"]),
    promptTokens: z.number(),
    prefillMs: z.number(),
    decodeMs: z.number(),
  }),
);

/** Answers all sequences in one batch and streams their text, whole characters only. */
export async function generate(
  engine: Engine,
  params: Params,
  context: CallContext,
): Promise<ResultOf<"generate">> {
  const info = engine.models.info(params.modelDir);
  const tokenizer = await engine.models.tokenizer(params.tokenizerDir, info);
  const room = info.contextLength - params.maxNewTokens;
  if (room < 1) throw noRoom(params.maxNewTokens, info.contextLength);
  const prompts: number[][] = [];
  for (const s of params.sequences) prompts.push(await encodePrompt(tokenizer, s, room));
  const need = prompts.reduce((sum, ids) => sum + ids.length + params.maxNewTokens, 0);
  const session = engine.resident.open(params, info, { rows: 1, kvTokens: need }, (message) =>
    context.notice(message),
  );
  const adapters: Awaited<ReturnType<typeof engine.resident.adapter>>[] = [];
  for (const s of params.sequences) {
    adapters.push(await engine.resident.adapter(session, s.adapterDir));
  }
  const stopTokens = [...new Set([tokenizer.eosId, ...info.eosTokenIds])];
  const requests = prompts.map((tokens, i): GenerateRequest => {
    const { maxNewTokens, temperature, topK, topP, repetitionPenalty, seed } = params;
    const sampling = { maxNewTokens, temperature, topK, topP, repetitionPenalty, seed };
    return { adapter: adapters[i]?.id ?? -1, tokens, stopTokens, ...sampling };
  });
  const streams = requests.map(
    (_, sequence) =>
      new TextStream(tokenizer, stopTokens, params.stop, {
        onText: (text) => context.emit({ kind: "text", sequence, text }),
        onStop: () => session.cancel(sequence),
      }),
  );
  context.onSignal(() => session.cancel(-1));
  const json = await session.generate(JSON.stringify(requests), (i, id) => streams[i]?.push(id));
  const outcomes = Outcomes.parse(JSON.parse(json));
  const answers: ResultOf<"generate"> = [];
  for (const [i, outcome] of outcomes.entries()) {
    const { text, stopped } = (await streams[i]?.end()) ?? { text: "", stopped: false };
    answers.push({
      text,
      finish: stopped ? "stop" : outcome.finish,
      adapterHash: adapters[i]?.sha256 ?? null,
      promptTokens: outcome.promptTokens,
      tokens: outcome.tokens.length,
      tokensPerS: outcome.decodeMs > 0 ? (outcome.tokens.length * 1000) / outcome.decodeMs : 0,
    });
  }
  return answers;
}

async function encodePrompt(tokenizer: TextTokenizer, sequence: Sequence, room: number) {
  const { prompt } = sequence;
  if (!("messages" in prompt)) {
    return (await fitPrompts(tokenizer, [prompt], room)).ids[0] ?? [];
  }
  if (tokenizer.chat === null) {
    const text = plainDialogue(prompt.messages);
    return (await fitPrompts(tokenizer, [wholeText(text)], room)).ids[0] ?? [];
  }
  const ids = await tokenizer.encodeRaw(tokenizer.chat.render(prompt.messages, true));
  if (ids.length <= room) return ids;
  throw new AppError("TOO_LARGE", `The conversation has ${ids.length} tokens, ${room} fit.`, {
    field: "messages",
    hint: "Ask a shorter question, or allow fewer new tokens.",
  });
}

function noRoom(maxNewTokens: number, contextLength: number): AppError {
  return new AppError(
    "INVALID_INPUT",
    `${maxNewTokens} new tokens do not fit the context of ${contextLength} tokens.`,
    { field: "maxNewTokens", hint: `Ask for fewer than ${contextLength} new tokens.` },
  );
}
