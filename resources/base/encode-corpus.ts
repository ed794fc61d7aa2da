import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Tokenizer } from "tokenizers";
import type { Corpus } from "./make-corpus.ts";
import { BOS_ID, EOS_ID, MODEL_CONFIG, VOCABULARY_SIZE } from "./model-shape.ts";
import { type EncodedDocuments, writeTokenFile } from "./token-file.ts";

const DOCUMENTS_PER_CALL = 256;

/** Encodes documents; each is one sequence, `<s>` … `</s>`, cut to the context of the model. */
export async function encodeDocuments(
  tokenizer: Tokenizer,
  texts: readonly string[],
): Promise<EncodedDocuments> {
  const lengths = new Uint16Array(texts.length);
  const chunks: Uint16Array[] = [];
  let total = 0;
  for (let at = 0; at < texts.length; at += DOCUMENTS_PER_CALL) {
    const encodings = await tokenizer.encodeBatch(texts.slice(at, at + DOCUMENTS_PER_CALL), {
      addSpecialTokens: false,
    });
    for (const [index, encoding] of encodings.entries()) {
      const ids = encoding.getIds().slice(0, MODEL_CONFIG.max_position_embeddings - 2);
      chunks.push(Uint16Array.from([BOS_ID, ...ids, EOS_ID]));
      lengths[at + index] = ids.length + 2;
      total += ids.length + 2;
    }
  }
  const tokens = new Uint16Array(total);
  let end = 0;
  for (const chunk of chunks) {
    tokens.set(chunk, end);
    end += chunk.length;
  }
  return { vocabularySize: VOCABULARY_SIZE, lengths, tokens };
}

export interface CorpusTokens {
  readonly documents: EncodedDocuments;
  readonly generated: EncodedDocuments;
  readonly validation: EncodedDocuments;
}

export async function encodeCorpus(
  corpus: Omit<Corpus, "sources">,
  tokenizerFile: string,
): Promise<CorpusTokens> {
  const tokenizer = Tokenizer.fromFile(tokenizerFile);
  return {
    documents: await encodeDocuments(tokenizer, corpus.documents),
    generated: await encodeDocuments(tokenizer, corpus.generated),
    validation: await encodeDocuments(tokenizer, corpus.validation),
  };
}

/** Parts of at most `partTokens` tokens, whole documents each. */
export function splitParts(all: EncodedDocuments, partTokens: number): EncodedDocuments[] {
  const parts: EncodedDocuments[] = [];
  let document = 0;
  let token = 0;
  while (document < all.lengths.length) {
    let last = document;
    let end = token;
    do end += all.lengths[last++] ?? 0;
    while (last < all.lengths.length && end + (all.lengths[last] ?? 0) - token <= partTokens);
    parts.push({
      vocabularySize: all.vocabularySize,
      lengths: all.lengths.slice(document, last),
      tokens: all.tokens.slice(token, end),
    });
    document = last;
    token = end;
  }
  return parts;
}

/** Writes documents.tok, validation.tok and generated-1.tok … into the folder. */
export function writeCorpusTokens(folder: string, encoded: CorpusTokens, partTokens: number): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, documents: EncodedDocuments) => {
    writeTokenFile(join(folder, name), documents);
    console.log(
      `${name}: ${documents.lengths.length} documents, ${documents.tokens.length} tokens`,
    );
  };
  write("documents.tok", encoded.documents);
  write("validation.tok", encoded.validation);
  const parts = splitParts(encoded.generated, partTokens);
  for (const [index, part] of parts.entries()) write(`generated-${index + 1}.tok`, part);
}
