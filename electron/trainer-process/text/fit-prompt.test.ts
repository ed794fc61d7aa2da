import { beforeAll, describe, expect, it } from "vitest";
import { encodePrompts, fitPrompts } from "./fit-prompt.ts";
import { TextTokenizer } from "./text-tokenizer.ts";
import { byteLevelJson, modelInfo, tokenizerFolder } from "./tokenizer-fixtures.ts";

const long = { before: "Order: ", text: `${"x".repeat(200)} end`, after: "\nProtocol:" };
let tokenizer: TextTokenizer;

beforeAll(async () => {
  tokenizer = await TextTokenizer.load(tokenizerFolder(byteLevelJson()), modelInfo(400));
});

describe("a prompt that is too long", () => {
  it("loses the head of its text and keeps the template", async () => {
    const { ids, truncated } = await fitPrompts(tokenizer, [{ ...long, cut: "head" }], 60);
    const text = await tokenizer.decode(ids[0] ?? []);
    expect(truncated).toBe(1);
    expect(text).toMatch(/^Order: x+ end\nProtocol:$/);
    expect(ids[0]?.length).toBeLessThanOrEqual(60);
    expect(ids[0]?.length).toBeGreaterThan(50); // no more is cut than must be
  });

  it("loses the tail where the task says so", async () => {
    const { ids } = await fitPrompts(tokenizer, [{ ...long, cut: "tail" }], 60);
    expect(await tokenizer.decode(ids[0] ?? [])).toMatch(/^Order: x+\nProtocol:$/);
  });

  it("never cuts through a character", async () => {
    const text = "😀".repeat(50);
    const { ids } = await fitPrompts(tokenizer, [{ ...long, text, cut: "head" }], 60);
    expect(await tokenizer.decode(ids[0] ?? [])).toMatch(/^Order: (😀)+\nProtocol:$/u);
  });

  it("is an error that names the template when the template alone is too long", async () => {
    const work = fitPrompts(tokenizer, [{ ...long, cut: "head" }], 5);
    await expect(work).rejects.toMatchObject({ code: "TOO_LARGE", field: "template" });
  });
});

it("leaves a prompt that fits as it is", async () => {
  const prompt = { ...long, text: "abc", cut: "head" as const };
  const [whole] = await encodePrompts(tokenizer, [prompt]);
  expect(await fitPrompts(tokenizer, [prompt], 60)).toEqual({ ids: [whole], truncated: 0 });
});
