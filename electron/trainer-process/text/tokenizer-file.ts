// Checks tokenizer.json before the library sees it: every fault is named by its field, and nothing
// of the wrong shape reaches native code.
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";

/** Llama 3 has 17 MB; nothing in the field is above this. */
export const MAX_TOKENIZER_BYTES = 64 << 20;
const MAX_TOKEN_ID = 0x7fff_ffff;

const Component = z.union([z.null(), z.looseObject({ type: z.string().max(80) })]).optional();

const Shape = z.looseObject({
  version: z.string().max(20).optional(),
  added_tokens: z
    .array(
      z.looseObject({
        id: z.number().int().min(0).max(MAX_TOKEN_ID),
        content: z.string().min(1).max(1000),
        special: z.boolean().optional(),
      }),
    )
    .max(1_000_000)
    .optional(),
  normalizer: Component,
  pre_tokenizer: Component,
  post_processor: Component,
  decoder: Component,
  model: z.looseObject({
    type: z.string().max(40).optional(),
    vocab: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
    merges: z.array(z.unknown()).optional(),
    continuing_subword_prefix: z.string().max(20).nullish(),
    byte_fallback: z.boolean().optional(),
  }),
});

export interface TokenizerFile {
  /** Largest id + 1, added tokens included. */
  vocabularySize: number;
  /** The token of the largest id, for messages. */
  lastToken: string;
  /** Names of the control tokens: "</s>". */
  specials: string[];
}

function fault(field: string, message: string): AppError {
  return new AppError("CORRUPT", `tokenizer.json: ${field} ${message}.`, {
    field: `tokenizer.json: ${field}`,
    hint: "The file is damaged or of another kind: copy it again from its source.",
  });
}

/** Throws CORRUPT or UNSUPPORTED, naming the field; returns what a model must be able to hold. */
export function checkTokenizerFile(json: unknown): TokenizerFile {
  const parsed = Shape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.map(String).join(".").slice(0, 120);
    throw fault(field === "" || field === undefined ? "(root)" : field, "has the wrong shape");
  }
  const { model, added_tokens } = parsed.data;
  const type = model.type ?? "BPE";
  if (type !== "BPE" && type !== "Unigram") {
    throw new AppError("UNSUPPORTED", `tokenizer.json: model.type is "${type.slice(0, 40)}".`, {
      field: "tokenizer.json: model.type",
      hint: "Byte-level BPE, SentencePiece BPE and Unigram tokenizers are read.",
    });
  }
  const size = new Sizes();
  const prefix = model.continuing_subword_prefix ?? "";
  if (type === "BPE") checkBpe(model.vocab, model.merges, prefix, size);
  else checkUnigram(model.vocab, size);
  for (const token of added_tokens ?? []) size.see(token.id, token.content);
  if (size.largest < 0) throw fault("model.vocab", "is empty");
  const specials = (added_tokens ?? []).filter((token) => token.special === true);
  return {
    vocabularySize: size.largest + 1,
    lastToken: size.token,
    specials: specials.map((token) => token.content),
  };
}

class Sizes {
  largest = -1;
  token = "";
  see(id: number, token: string): void {
    if (id <= this.largest) return;
    this.largest = id;
    this.token = token;
  }
}

function checkBpe(vocab: object, merges: unknown[] | undefined, prefix: string, size: Sizes): void {
  if (Array.isArray(vocab)) throw fault("model.vocab", "must be an object of token ids");
  const table = vocab as Record<string, unknown>;
  const ids = new Set<number>();
  for (const token of Object.keys(table)) {
    const id = table[token];
    const where = `model.vocab[${JSON.stringify(token.slice(0, 40))}]`;
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id > MAX_TOKEN_ID) {
      throw fault(where, "is not a token id");
    }
    if (ids.has(id)) throw fault(where, `repeats the id ${id}`);
    ids.add(id);
    size.see(id, token);
  }
  if (merges === undefined) throw fault("model.merges", "is missing");
  for (const [i, merge] of merges.entries()) checkMerge(table, merge, prefix, i);
}

function checkMerge(
  vocab: Record<string, unknown>,
  merge: unknown,
  prefix: string,
  i: number,
): void {
  const pair = typeof merge === "string" ? merge.split(" ") : merge;
  if (!Array.isArray(pair) || pair.length !== 2 || pair.some((p) => typeof p !== "string")) {
    throw fault(`model.merges[${i}]`, "is not a pair of tokens");
  }
  const [a, b] = pair as [string, string];
  const joined = a + (b.startsWith(prefix) ? b.slice(prefix.length) : b);
  for (const part of [a, b, joined]) {
    if (!Object.hasOwn(vocab, part)) {
      throw fault(`model.merges[${i}]`, "names a token that the vocabulary does not have");
    }
  }
}

function checkUnigram(vocab: object, size: Sizes): void {
  if (!Array.isArray(vocab)) throw fault("model.vocab", "must be an array of [token, score]");
  for (const [i, entry] of vocab.entries()) {
    const pair: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof pair[0] !== "string" || typeof pair[1] !== "number" || pair.length !== 2) {
      throw fault(`model.vocab[${i}]`, "is not [token, score]");
    }
    size.see(i, pair[0]);
  }
}
