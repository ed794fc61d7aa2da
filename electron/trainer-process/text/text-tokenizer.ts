import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Tokenizer } from "tokenizers";
import type { ModelInfo } from "../../shared/domain/model-info.ts";
import { AppError } from "../../shared/errors.ts";
import { readJsonFile } from "../json-file.ts";
import { ChatTemplate } from "./chat-template.ts";
import { LiteralEncoder } from "./literal-encoder.ts";
import { readTokenizerConfig } from "./tokenizer-config.ts";
import { checkTokenizerFile, MAX_TOKENIZER_BYTES } from "./tokenizer-file.ts";

const NO_SPECIALS = { addSpecialTokens: false };
/** Bounds what the library holds at once, not what is encoded: a text is never cut. */
const BATCH_TEXTS = 512;
const BATCH_CHARS = 1 << 20;
/** A completion is encoded as it stands after this; prompts end with it ("Label:", "Answer:"). */
const ANCHOR = ":";

/** The tokenizer of a model folder: exact ids of the `tokenizers` library, checked to fit the model. */
export class TextTokenizer {
  readonly vocabularySize: number;
  readonly bosId: number | null;
  readonly eosId: number;
  readonly chat: ChatTemplate | null;
  readonly #library: Tokenizer;
  readonly #literal: LiteralEncoder;
  #anchorIds: number[] = [];

  private constructor(
    library: Tokenizer,
    literal: LiteralEncoder,
    facts: { vocabularySize: number; bosId: number | null; eosId: number },
    chat: ChatTemplate | null,
  ) {
    this.#library = library;
    this.#literal = literal;
    this.vocabularySize = facts.vocabularySize;
    this.bosId = facts.bosId;
    this.eosId = facts.eosId;
    this.chat = chat;
  }

  static async load(modelDir: string, info: ModelInfo): Promise<TextTokenizer> {
    const path = join(modelDir, "tokenizer.json");
    if (!existsSync(path)) throw missing(modelDir, path);
    const file = checkTokenizerFile(readJsonFile(path, "tokenizer.json", MAX_TOKENIZER_BYTES));
    if (file.vocabularySize > info.vocabularySize) throw doesNotFit(file, info.vocabularySize);
    const library = parse(path);
    const config = readTokenizerConfig(modelDir);
    const idOf = (token: string | null, fallback: number | null) =>
      (token === null ? null : library.tokenToId(token)) ?? fallback;
    const bos = idOf(config.bosToken, info.bosTokenId);
    // The model's own end token first: the engine scores labels with it.
    const eosId = info.eosTokenIds[0] ?? idOf(config.eosToken, null);
    if (eosId === null) {
      throw new AppError("INVALID_INPUT", "The model names no end-of-text token.", {
        field: "tokenizer_config.json: eos_token",
        hint: "Name it in tokenizer_config.json or as eos_token_id in config.json.",
      });
    }
    const addBos = config.addBos ?? (await postProcessorAdds(library, bos));
    const chat =
      config.chatTemplate === null
        ? null
        : new ChatTemplate(config.chatTemplate, config.bosToken, config.eosToken);
    const bosId = addBos ? bos : null;
    const again = () => readJsonFile(path, "tokenizer.json", MAX_TOKENIZER_BYTES) as object;
    const self = new TextTokenizer(
      library,
      new LiteralEncoder(library, file.specials, again),
      { vocabularySize: file.vocabularySize, bosId, eosId },
      chat,
    );
    self.#anchorIds = await self.#ids(ANCHOR);
    return self;
  }

  /** Ids of text as text: the name of a control token in it is letters. */
  async #ids(text: string): Promise<number[]> {
    return (await this.#literal.encode(text)).getIds();
  }

  /** Ids of what a chat template rendered: its control tokens count, nothing is added. */
  async encodeRaw(text: string): Promise<number[]> {
    return (await this.#library.encode(text, null, NO_SPECIALS)).getIds();
  }

  /**
   * Ids of texts that begin a sequence: with beginning-of-text where the model wants it. Names of
   * control tokens in a text are letters.
   */
  async encode(texts: readonly string[]): Promise<number[][]> {
    const out: number[][] = [];
    for (let from = 0; from < texts.length; ) {
      let chars = 0;
      let to = from;
      while (to < texts.length && to - from < BATCH_TEXTS && (to === from || chars < BATCH_CHARS)) {
        chars += texts[to]?.length ?? 0;
        to++;
      }
      for (const encoding of await this.#literal.encodeBatch(texts.slice(from, to))) {
        const ids = encoding.getIds();
        out.push(this.bosId === null ? ids : [this.bosId, ...ids]);
      }
      from = to;
    }
    return out;
  }

  /**
   * Ids of a text that goes on after a prompt. SentencePiece puts a space in front of every text it
   * is given, so the text is encoded behind an anchor, whose ids are dropped again.
   */
  async encodeContinuation(text: string): Promise<number[]> {
    const joined = await this.#ids(ANCHOR + text);
    const anchor = this.#anchorIds;
    if (anchor.every((id, i) => joined[i] === id)) return joined.slice(anchor.length);
    return this.#ids(text);
  }

  decode(ids: readonly number[]): Promise<string> {
    return this.#library.decode([...ids], true);
  }
}

function parse(path: string): Tokenizer {
  try {
    return Tokenizer.fromString(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 160) : "unknown";
    throw new AppError("CORRUPT", `tokenizer.json cannot be read: ${reason}`, {
      field: "tokenizer.json",
      hint: "The file is damaged or newer than this program: copy it again from its source.",
      path,
      cause,
    });
  }
}

async function postProcessorAdds(library: Tokenizer, bos: number | null): Promise<boolean> {
  if (bos === null) return false;
  return (await library.encode("a", null, { addSpecialTokens: true })).getIds()[0] === bos;
}

function missing(modelDir: string, path: string): AppError {
  const older = existsSync(join(modelDir, "tokenizer.model"));
  return new AppError("NOT_FOUND", "The model folder has no tokenizer.json.", {
    field: "tokenizer.json",
    hint: older
      ? "It has tokenizer.model only: save the tokenizer again in the fast format."
      : "Copy tokenizer.json and tokenizer_config.json of the model into the folder.",
    path,
  });
}

function doesNotFit(file: { vocabularySize: number; lastToken: string }, size: number): AppError {
  const last = file.vocabularySize - 1;
  return new AppError(
    "INVALID_INPUT",
    `The tokenizer does not fit the model: tokenizer.json has token id ${last} ` +
      `(${JSON.stringify(file.lastToken.slice(0, 40))}), config.json says vocab_size ${size}.`,
    {
      field: "tokenizer.json",
      hint: "Use the tokenizer.json that came with these weights.",
      details: { largestId: last, vocabularySize: size },
    },
  );
}
