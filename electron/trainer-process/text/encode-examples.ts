import type { Example, Prompt } from "../../main/trainer-host/protocol/methods.ts";
import type { ExampleArrays } from "../addon-types.ts";
import { plainDialogue } from "./chat-template.ts";
import { ExampleArraysBuilder } from "./example-arrays.ts";
import { encodePrompts, fitPrompts } from "./fit-prompt.ts";
import type { TextTokenizer } from "./text-tokenizer.ts";

const BATCH = 512;

export interface EncodeOptions {
  contextLength: number;
  /** Cut the text of a prompt too long; else the engine leaves the example out. */
  truncate: boolean;
  onProgress: (done: number, total: number) => void;
}

export interface EncodedExamples {
  arrays: ExampleArrays;
  truncated: number;
}

/** Rows to token ids: prompt (context, no loss) and completion, closed by the end-of-text token. */
export async function encodeExamples(
  tokenizer: TextTokenizer,
  examples: readonly Example[],
  options: EncodeOptions,
): Promise<EncodedExamples> {
  const builder = new ExampleArraysBuilder();
  const completions = new Map<string, number[]>(); // a closed set of labels repeats
  let truncated = 0;
  for (let from = 0; from < examples.length; from += BATCH) {
    const batch = examples.slice(from, from + BATCH);
    for (const example of batch) {
      if (example.kind !== "prompt" || completions.has(example.completion)) continue;
      const ids = await tokenizer.encodeContinuation(example.completion);
      completions.set(example.completion, [...ids, tokenizer.eosId]);
    }
    const prompts = await encodeBatchPrompts(tokenizer, batch, completions, options);
    truncated += prompts.truncated;
    for (const example of batch) {
      if (example.kind === "prompt") {
        builder.add(prompts.next(), completions.get(example.completion) ?? []);
      } else if (example.kind === "text") {
        builder.add([], [...prompts.next(), tokenizer.eosId]);
      } else {
        const turn = await encodeChat(tokenizer, example.messages);
        builder.add(turn.prompt, turn.completion);
      }
    }
    options.onProgress(Math.min(from + BATCH, examples.length), examples.length);
  }
  return { arrays: builder.build(), truncated };
}

/** Prompts and plain texts of a batch, encoded together, handed out in row order. */
async function encodeBatchPrompts(
  tokenizer: TextTokenizer,
  batch: readonly Example[],
  completions: ReadonlyMap<string, number[]>,
  options: EncodeOptions,
) {
  const parts = batch
    .filter((e) => e.kind !== "chat")
    .map((e) => (e.kind === "prompt" ? e.prompt : wholeText(e.text)));
  let longest = 1;
  for (const e of batch) {
    if (e.kind === "prompt")
      longest = Math.max(longest, completions.get(e.completion)?.length ?? 0);
  }
  const fitted = options.truncate
    ? await fitPrompts(tokenizer, parts, options.contextLength - longest)
    : { ids: await encodePrompts(tokenizer, parts), truncated: 0 };
  let at = 0;
  return { truncated: fitted.truncated, next: () => fitted.ids[at++] ?? [] };
}

/** A text without a prompt around it. */
export function wholeText(text: string): Prompt {
  return { before: "", text, after: "", cut: "head" };
}

type Turns = Extract<Example, { kind: "chat" }>["messages"];

/**
 * The last message is the completion. The template writes its own special tokens, so nothing is
 * added in front; end-of-text closes the answer where the template did not.
 */
async function encodeChat(tokenizer: TextTokenizer, turns: Turns) {
  const before = turns.slice(0, -1);
  const answer = turns.at(-1)?.text ?? "";
  if (tokenizer.chat === null) {
    const [prompt = []] = await tokenizer.encode([plainDialogue(before)]);
    const ids = await tokenizer.encodeContinuation(` ${answer}`);
    return { prompt, completion: [...ids, tokenizer.eosId] };
  }
  const prompt = await tokenizer.encodeRaw(tokenizer.chat.render(before, true));
  const whole = await tokenizer.encodeRaw(tokenizer.chat.render(turns, false));
  const goesOn = prompt.every((id, i) => whole[i] === id);
  const completion = goesOn
    ? whole.slice(prompt.length)
    : await tokenizer.encodeContinuation(answer);
  const closed = completion.slice(-2).includes(tokenizer.eosId);
  return { prompt, completion: closed ? completion : [...completion, tokenizer.eosId] };
}
