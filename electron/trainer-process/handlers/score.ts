import type { ParamsOf, ResultOf } from "../../main/trainer-host/protocol/methods.ts";
import { AppError } from "../../shared/errors.ts";
import type { CallContext } from "../call-context.ts";
import type { Engine } from "../engine.ts";
import { flatten } from "../text/example-arrays.ts";
import { fitPrompts } from "../text/fit-prompt.ts";
import type { TextTokenizer } from "../text/text-tokenizer.ts";

/** Scores a closed set of completions after every prompt; the engine closes each with end-of-text. */
export async function score(
  engine: Engine,
  params: ParamsOf<"score">,
  context: CallContext,
): Promise<ResultOf<"score">> {
  const info = engine.models.info(params.modelDir);
  const tokenizer = await engine.models.tokenizer(params.tokenizerDir, info);
  const labels = await encodeLabels(tokenizer, params.completions);
  const longest = labels.reduce((most, ids) => Math.max(most, ids.length), 1);
  const prompts = await fitPrompts(tokenizer, params.prompts, info.contextLength - longest);
  // One pass holds a prompt and the labels behind it, and needs no cache.
  const longestPrompt = prompts.ids.reduce((most, ids) => Math.max(most, ids.length), 1);
  const rows = longestPrompt + labels.reduce((sum, ids) => sum + ids.length, 0);
  const session = engine.resident.open(params, info, { rows, kvTokens: 1 }, (message) =>
    context.notice(message),
  );
  const adapter = await engine.resident.adapter(session, params.adapterDir);
  context.onSignal(() => session.cancel(-1));
  if (context.cancelled) throw new AppError("CANCELLED", "Scoring was cancelled.");
  const scores = await session.score(
    adapter?.id ?? -1,
    flatten(prompts.ids),
    flatten(labels),
    (done, total) => context.progress("scoring", done, total),
  );
  if (context.cancelled) throw new AppError("CANCELLED", "Scoring was cancelled.");
  return { scores, truncated: prompts.truncated, adapterHash: adapter?.sha256 ?? null };
}

async function encodeLabels(tokenizer: TextTokenizer, completions: readonly string[]) {
  const labels: number[][] = [];
  const seen = new Map<string, string>();
  for (const completion of completions) {
    const ids = await tokenizer.encodeContinuation(completion);
    const key = ids.join(" ");
    const twin = seen.get(key);
    if (twin !== undefined) {
      throw new AppError("CONFLICT", `"${twin.trim()}" and "${completion.trim()}" look the same.`, {
        field: "labels",
        hint: "The tokenizer writes both labels with the same tokens: rename one of them.",
      });
    }
    seen.set(key, completion);
    labels.push(ids);
  }
  return labels;
}
