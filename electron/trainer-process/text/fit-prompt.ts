import type { Prompt } from "../../main/trainer-host/protocol/methods.ts";
import { AppError } from "../../shared/errors.ts";
import type { TextTokenizer } from "./text-tokenizer.ts";

export interface FittedPrompts {
  ids: number[][];
  truncated: number;
}

function joined(prompt: Prompt): string {
  return prompt.before + prompt.text + prompt.after;
}

/** Ids of every prompt as it is. */
export function encodePrompts(tokenizer: TextTokenizer, prompts: readonly Prompt[]) {
  return tokenizer.encode(prompts.map(joined));
}

/** Ids of every prompt in at most `limit` tokens. Where one is longer, its text is cut. */
export async function fitPrompts(
  tokenizer: TextTokenizer,
  prompts: readonly Prompt[],
  limit: number,
): Promise<FittedPrompts> {
  const ids = await encodePrompts(tokenizer, prompts);
  let truncated = 0;
  for (const [i, prompt] of prompts.entries()) {
    if ((ids[i]?.length ?? 0) <= limit) continue;
    ids[i] = await cutText(tokenizer, prompt, limit);
    truncated++;
  }
  return { ids, truncated };
}

/** Drops characters from one end of the text, by the measured share of tokens, until it fits. */
async function cutText(tokenizer: TextTokenizer, prompt: Prompt, limit: number): Promise<number[]> {
  let rest = Array.from(prompt.text); // by character: never half of a surrogate pair
  while (true) {
    const [ids = []] = await tokenizer.encode([prompt.before + rest.join("") + prompt.after]);
    if (ids.length <= limit) return ids;
    if (rest.length === 0) {
      throw new AppError("TOO_LARGE", `The prompt without its text has ${ids.length} tokens.`, {
        field: "template",
        hint: `At most ${limit} tokens fit: shorten the template or raise the context length.`,
      });
    }
    const excess = (ids.length - limit) / ids.length;
    const drop = Math.max(1, Math.floor(rest.length * excess));
    rest = prompt.cut === "head" ? rest.slice(drop) : rest.slice(0, -drop);
  }
}
