import { describe, expect, it } from "vitest";
import { TEST_WORDINGS } from "../sample/train-banks.ts";
import { readCounts } from "./corpus-counts.ts";
import { namedProtocol, refuseProtocolNames } from "./protocol-names.ts";
import { readVocabulary } from "./sources/vocabulary.ts";

describe("the corpus", () => {
  it("refuses a document that names a protocol, in any case", () => {
    expect(() => refuseProtocolNames(["head film", "we did a ct head wo today"])).toThrow(
      /ct head wo/u,
    );
    expect(() => refuseProtocolNames(["CT of the head without contrast"])).not.toThrow();
  });

  it("explains the vocabulary without a protocol and without the wordings of the test", () => {
    const documents = readVocabulary(2000);
    expect(new Set(documents.map(({ text }) => text)).size).toBe(2000);
    for (const { text } of documents) {
      expect(namedProtocol(text), text).toBeUndefined();
      expect(TEST_WORDINGS.quotedIn(text), text).toBe(false);
    }
    expect(readVocabulary(50)).toEqual(documents.slice(0, 50));
  });

  it("takes amounts that are whole numbers alone", () => {
    expect(readCounts({ orders: "5", "other-words": "0", vocabulary: "7" })).toEqual({
      orders: 5,
      otherWords: 0,
      vocabulary: 7,
    });
    for (const orders of ["-1", "1.5", "many", "1e400"]) {
      expect(() => readCounts({ orders, "other-words": "0", vocabulary: "0" })).toThrow(
        /--orders/u,
      );
    }
  });
});
