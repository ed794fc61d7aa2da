import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TextTokenizer } from "./text-tokenizer.ts";
import {
  byteLevelJson,
  modelInfo,
  sentencePieceJson,
  tokenizerFolder,
} from "./tokenizer-fixtures.ts";

const STORIES = fileURLToPath(
  new URL("../../../../shared/data/models/stories15M", import.meta.url),
);

describe.each([
  ["byte-level BPE", byteLevelJson()],
  ["SentencePiece BPE", sentencePieceJson()],
])("%s", (_, json) => {
  it("puts beginning-of-text in front of a text and not into a continuation", async () => {
    const tokenizer = await TextTokenizer.load(tokenizerFolder(json), modelInfo(400));
    const [ids = []] = await tokenizer.encode(["hello"]);
    expect(ids[0]).toBe(0);
    expect(await tokenizer.encodeContinuation(" hello")).not.toContain(0);
    expect(tokenizer.eosId).toBe(1);
  });

  it("continues a prompt with exactly the ids of the whole text", async () => {
    const tokenizer = await TextTokenizer.load(tokenizerFolder(json), modelInfo(400));
    const prompt = "Order: abc\nProtocol:";
    const label = " CT Head é";
    const [whole, before] = await tokenizer.encode([prompt + label, prompt]);
    const after = await tokenizer.encodeContinuation(label);
    expect([...(before ?? []), ...after]).toEqual(whole);
  });

  it("reads the name of a control token in a note as letters", async () => {
    const tokenizer = await TextTokenizer.load(tokenizerFolder(json), modelInfo(400));
    const texts = ["abc", "a </s> b <s>", "abc"];
    const [first, ids = [], last] = await tokenizer.encode(texts);
    expect(first).toEqual(last);
    expect(ids.slice(1)).not.toContain(tokenizer.eosId);
    expect(ids.slice(1)).not.toContain(0);
    expect(await tokenizer.decode(ids)).toBe(texts[1]);
    expect(await tokenizer.encodeContinuation(" a</s>")).not.toContain(tokenizer.eosId);
    expect(await tokenizer.encodeRaw("a</s>")).toContain(tokenizer.eosId);
  });

  it("gives texts of a large batch in their order", async () => {
    const tokenizer = await TextTokenizer.load(tokenizerFolder(json), modelInfo(400));
    const texts = Array.from({ length: 1500 }, (_, i) => "a".repeat((i % 7) + 1));
    const ids = await tokenizer.encode(texts);
    for (const [i, text] of texts.entries()) {
      expect(await tokenizer.decode(ids[i] ?? [])).toBe(text);
    }
  });
});

describe("beginning-of-text", () => {
  it("follows tokenizer_config.json where it says so", async () => {
    const folder = tokenizerFolder(byteLevelJson(), { add_bos_token: false });
    const tokenizer = await TextTokenizer.load(folder, modelInfo(400));
    expect((await tokenizer.encode(["a"]))[0]?.[0]).not.toBe(0);
  });

  it("follows the post-processor where nothing is said", async () => {
    const bare = { ...byteLevelJson(), post_processor: null };
    const tokenizer = await TextTokenizer.load(tokenizerFolder(bare), modelInfo(400));
    expect(tokenizer.bosId).toBeNull();
  });
});

describe("a tokenizer that does not fit", () => {
  it("is refused by name, with both sizes", async () => {
    const folder = tokenizerFolder(byteLevelJson());
    const error = await TextTokenizer.load(folder, modelInfo(100)).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "INVALID_INPUT", field: "tokenizer.json" });
    expect(String(error)).toContain("vocab_size 100");
  });

  it("is missing: says what to copy", async () => {
    const error = await TextTokenizer.load("/nonexistent", modelInfo(100)).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "NOT_FOUND", field: "tokenizer.json" });
  });
});

describe.skipIf(!existsSync(STORIES))("a real SentencePiece tokenizer (stories15M)", () => {
  it("continues and decodes", async () => {
    const tokenizer = await TextTokenizer.load(STORIES, modelInfo(32000));
    expect(tokenizer.bosId).toBe(1);
    expect(await tokenizer.encodeContinuation(" CT Head")).toEqual([26637, 12252]);
    const [ids = []] = await tokenizer.encode(["été 😀 ok"]);
    expect(await tokenizer.decode(ids)).toBe("été 😀 ok");
  });
});
