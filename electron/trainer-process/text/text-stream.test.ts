import { describe, expect, it } from "vitest";
import { Detokenizer } from "./detokenizer.ts";
import { longestBeginning, TextStream } from "./text-stream.ts";
import { TextTokenizer } from "./text-tokenizer.ts";
import {
  byteLevelJson,
  modelInfo,
  sentencePieceJson,
  tokenizerFolder,
} from "./tokenizer-fixtures.ts";

const TEXTS = ["hello CT", "été 😀 CT hCT", " CT", "日本語 text", "a😀b", "end 😀"];

describe.each([
  ["byte-level BPE", byteLevelJson()],
  ["SentencePiece BPE", sentencePieceJson()],
])("%s, id by id", (_, json) => {
  it.each(TEXTS)("gives %j back, never half a character", async (text) => {
    const tokenizer = await TextTokenizer.load(tokenizerFolder(json), modelInfo(400));
    const ids = await tokenizer.encodeContinuation(text);
    const detokenizer = new Detokenizer(tokenizer);
    let out = "";
    for (const id of ids) {
      const piece = await detokenizer.push(id);
      expect(piece).not.toContain("\ufffd");
      expect(piece.isWellFormed()).toBe(true);
      out += piece;
    }
    out += await detokenizer.end();
    expect(out).toBe(await tokenizer.decode(ids));
    expect(out.trim()).toBe(text.trim());
  });
});

describe("stop strings", () => {
  async function run(text: string, stops: string[]) {
    const tokenizer = await TextTokenizer.load(tokenizerFolder(byteLevelJson()), modelInfo(400));
    let shown = "";
    let stopped = 0;
    const stream = new TextStream(tokenizer, [tokenizer.eosId], stops, {
      onText: (piece) => {
        shown += piece;
      },
      onStop: () => {
        stopped++;
      },
    });
    for (const id of await tokenizer.encodeContinuation(text)) stream.push(id);
    stream.push(tokenizer.eosId);
    const end = await stream.end();
    expect(end.text).toBe(shown);
    return { shown, stopped };
  }

  it("end the text before them, across tokens", async () => {
    expect(await run("one\nQuestion: two", ["\nQuestion:"])).toEqual({ shown: "one", stopped: 1 });
  });
  it("give back what only looked like one", async () => {
    expect(await run("one\nQuest", ["\nQuestion:"])).toEqual({ shown: "one\nQuest", stopped: 0 });
  });
  it("are not needed", async () => {
    expect(await run("one", [])).toEqual({ shown: "one", stopped: 0 });
  });
  it("hold back the longest beginning", () => {
    expect(longestBeginning("ab##", ["###", "b##x"])).toBe(3);
  });
});
