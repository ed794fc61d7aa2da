/**
 * Encoded documents in a file, so that a machine can train without corpus and tokenizer.
 *
 * Little-endian: "DFTOKENS", uint32 version (1), uint32 vocabulary size, uint32 number of documents,
 * uint32 number of tokens, then the length of every document (uint16) and all tokens (uint16), each
 * document with its beginning- and end-of-text token.
 */
import { readFileSync, writeFileSync } from "node:fs";

const MAGIC = "DFTOKENS";
const VERSION = 1;
const HEADER_BYTES = 24;

export interface EncodedDocuments {
  readonly vocabularySize: number;
  readonly lengths: Uint16Array;
  readonly tokens: Uint16Array;
}

/** A token file that is not one, or belongs to another tokenizer. */
export class TokenFileError extends Error {
  override readonly name = "TokenFileError";
}

/** The bytes of the file; the vocabulary has at most 65,536 entries. */
export function encodeTokenFile({ vocabularySize, lengths, tokens }: EncodedDocuments): Buffer {
  if (vocabularySize > 65_536) throw new TokenFileError(`${vocabularySize} tokens need 32 bits.`);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, "latin1");
  for (const [index, value] of [VERSION, vocabularySize, lengths.length, tokens.length].entries()) {
    header.writeUInt32LE(value, MAGIC.length + 4 * index);
  }
  const bytes = (words: Uint16Array) =>
    Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  return Buffer.concat([header, bytes(lengths), bytes(tokens)]);
}

/** Reads the bytes of a token file; `name` stands in messages. */
export function decodeTokenFile(file: Buffer, name: string): EncodedDocuments {
  const fault = (what: string) =>
    new TokenFileError(`${name} ${what}. Write it again with make-base.ts --encode-only.`);
  if (file.length < HEADER_BYTES || file.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw fault("is no token file (decompress it first)");
  }
  const field = (index: number) => file.readUInt32LE(MAGIC.length + 4 * index);
  if (field(0) !== VERSION) throw fault(`has version ${field(0)}, not ${VERSION}`);
  const [vocabularySize, documents, tokenCount] = [field(1), field(2), field(3)];
  if (file.length !== HEADER_BYTES + 2 * (documents + tokenCount)) throw fault("is cut short");
  // A copy: the file's own bytes need not lie on an even address.
  const words = (at: number, count: number) =>
    new Uint16Array(new Uint8Array(file.subarray(at, at + 2 * count)).buffer);
  const lengths = words(HEADER_BYTES, documents);
  const tokens = words(HEADER_BYTES + 2 * documents, tokenCount);
  if (lengths.reduce((sum, length) => sum + length, 0) !== tokenCount) {
    throw fault("has documents that do not add up to its tokens");
  }
  if (tokens.some((token) => token >= vocabularySize)) {
    throw fault("holds tokens outside its vocabulary");
  }
  return { vocabularySize, lengths, tokens };
}

export function writeTokenFile(path: string, documents: EncodedDocuments): void {
  writeFileSync(path, encodeTokenFile(documents));
}

export function readTokenFile(path: string, vocabularySize: number): EncodedDocuments {
  const documents = decodeTokenFile(readFileSync(path), path);
  if (documents.vocabularySize !== vocabularySize) {
    throw new TokenFileError(
      `${path} was encoded with a vocabulary of ${documents.vocabularySize}; the model has ${vocabularySize}. Encode it again.`,
    );
  }
  return documents;
}
