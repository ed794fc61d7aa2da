import type { ExampleArrays } from "../../electron/trainer-process/addon-types.ts";
import type { EncodedDocuments } from "./token-file.ts";

/** Encoded documents and how often they stand in one epoch. */
export interface Share {
  readonly documents: EncodedDocuments;
  readonly copies: number;
}

/** One example a document; every token of it carries loss. The trainer mixes them in every epoch. */
export function toExamples(shares: readonly Share[]): ExampleArrays {
  const sum = (count: (documents: EncodedDocuments) => number) =>
    shares.reduce((total, { documents, copies }) => total + copies * count(documents), 0);
  const examples = sum(({ lengths }) => lengths.length);
  const tokens = new Int32Array(sum((documents) => documents.tokens.length));
  const offsets = new Int32Array(examples + 1);
  let example = 0;
  let end = 0;
  for (const { documents, copies } of shares) {
    for (let copy = 0; copy < copies; copy++) {
      tokens.set(documents.tokens, end);
      for (const length of documents.lengths) {
        end += length;
        offsets[++example] = end;
      }
    }
  }
  return { tokens, offsets, promptTokens: new Int32Array(examples) };
}

/** "FILE" or "FILE:COPIES", as --tokens takes it. */
export function parseTokenOption(option: string): { path: string; copies: number } {
  const match = /^(.*):(\d+)$/u.exec(option);
  const path = match?.[1] ?? option;
  const copies = Number(match?.[2] ?? 1);
  if (copies < 1) throw new RangeError(`--tokens ${option}: copies start at 1.`);
  return { path, copies };
}
