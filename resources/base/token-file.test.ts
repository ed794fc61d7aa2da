import { describe, expect, it } from "vitest";
import { splitParts } from "./encode-corpus.ts";
import { decodeTokenFile, encodeTokenFile, TokenFileError } from "./token-file.ts";
import { parseTokenOption, toExamples } from "./training-tokens.ts";

const documents = {
  vocabularySize: 6144,
  lengths: Uint16Array.from([3, 2, 4]),
  tokens: Uint16Array.from([0, 700, 1, 0, 1, 0, 6143, 5, 1]),
};

describe("a token file", () => {
  it("reads back as it was written, at an odd address too", () => {
    const file = encodeTokenFile(documents);
    const moved = Buffer.concat([Buffer.alloc(1), file]).subarray(1);
    expect(decodeTokenFile(moved, "a.tok")).toEqual(documents);
  });

  it("is refused when it is cut, foreign, or holds tokens that cannot be", () => {
    const file = encodeTokenFile(documents);
    const fault = (bytes: Buffer) => () => decodeTokenFile(bytes, "a.tok");
    expect(fault(file.subarray(0, file.length - 2))).toThrow(TokenFileError);
    expect(fault(file.subarray(0, 10))).toThrow(/decompress/u);
    expect(fault(Buffer.from("x".repeat(60)))).toThrow(/no token file/u);
    const strange = encodeTokenFile({ ...documents, vocabularySize: 6143 });
    expect(fault(strange)).toThrow(/outside its vocabulary/u);
    const uneven = encodeTokenFile({ ...documents, lengths: Uint16Array.from([3, 2, 3]) });
    expect(fault(uneven)).toThrow(/add up/u);
  });
});

describe("the tokens of training", () => {
  it("hold the documents of each share as often as it says", () => {
    const other = { ...documents, lengths: Uint16Array.of(1), tokens: Uint16Array.of(9) };
    const examples = toExamples([
      { documents: other, copies: 2 },
      { documents, copies: 1 },
    ]);
    expect([...examples.offsets]).toEqual([0, 1, 2, 5, 7, 11]);
    expect([...examples.tokens]).toEqual([9, 9, ...documents.tokens]);
    expect([...examples.promptTokens]).toEqual([0, 0, 0, 0, 0]);
  });

  it("name a file and its copies", () => {
    expect(parseTokenOption("a/b.tok")).toEqual({ path: "a/b.tok", copies: 1 });
    expect(parseTokenOption("C:/b.tok:6")).toEqual({ path: "C:/b.tok", copies: 6 });
    expect(() => parseTokenOption("b.tok:0")).toThrow(RangeError);
  });

  it("split into parts of whole documents", () => {
    const parts = splitParts(documents, 5);
    expect(parts.map(({ lengths }) => [...lengths])).toEqual([[3, 2], [4]]);
    expect(parts.flatMap(({ tokens }) => [...tokens])).toEqual([...documents.tokens]);
    expect(splitParts(documents, 1)).toHaveLength(3);
  });
});
