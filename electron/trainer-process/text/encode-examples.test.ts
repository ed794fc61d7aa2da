import { describe, expect, it } from "vitest";
import type { Example } from "../../main/trainer-host/protocol/methods.ts";
import { encodeExamples } from "./encode-examples.ts";
import { hashExamples } from "./example-arrays.ts";
import { TextTokenizer } from "./text-tokenizer.ts";
import { byteLevelJson, modelInfo, tokenizerFolder } from "./tokenizer-fixtures.ts";

const TEMPLATE =
  "{%- for m in messages -%}[{{ m['role'] }}]{{ m['content'] }}" +
  "{%- if m['role'] == 'assistant' -%}{{ eos_token }}{%- endif -%}{%- endfor -%}" +
  "{%- if add_generation_prompt -%}[assistant]{%- endif -%}";

const options = { contextLength: 64, truncate: false, onProgress: () => {} };

function load(config: object = {}) {
  return TextTokenizer.load(tokenizerFolder(byteLevelJson(), config), modelInfo(400));
}

async function parts(tokenizer: TextTokenizer, example: Example) {
  const { arrays } = await encodeExamples(tokenizer, [example], options);
  const ids = [...arrays.tokens];
  const split = arrays.promptTokens[0] ?? 0;
  return {
    ids,
    prompt: await tokenizer.decode(ids.slice(0, split)),
    completion: await tokenizer.decode(ids.slice(split)),
  };
}

describe("a prompt and its completion", () => {
  const prompt = {
    before: "Order: ",
    text: "chest pain",
    after: "\nProtocol:",
    cut: "head",
  } as const;

  it("has the loss on the completion and on end-of-text alone", async () => {
    const tokenizer = await load();
    const out = await parts(tokenizer, { kind: "prompt", prompt, completion: " CTA" });
    expect(out.prompt).toBe("Order: chest pain\nProtocol:");
    expect(out.completion).toBe(" CTA");
    expect(out.ids[0]).toBe(0);
    expect(out.ids.at(-1)).toBe(tokenizer.eosId);
  });

  it("is left whole for the engine to drop, or cut when asked", async () => {
    const tokenizer = await load();
    const long = { ...prompt, text: "x".repeat(100) };
    const example: Example = { kind: "prompt", prompt: long, completion: " CTA" };
    const whole = await encodeExamples(tokenizer, [example], options);
    expect(whole.arrays.tokens.length).toBeGreaterThan(64);
    expect(whole.truncated).toBe(0);
    const cut = await encodeExamples(tokenizer, [example], { ...options, truncate: true });
    expect(cut.arrays.tokens.length).toBeLessThanOrEqual(64);
    expect(cut.truncated).toBe(1);
  });
});

describe("a chat", () => {
  const messages = [
    { role: "user", text: "abc" },
    { role: "assistant", text: "def" },
  ] as const;
  const example: Example = { kind: "chat", messages: [...messages] };

  it("is written by the chat template, whose own tokens are the only special ones", async () => {
    const tokenizer = await load({ chat_template: TEMPLATE });
    const out = await parts(tokenizer, example);
    expect(out.prompt).toBe("[user]abc[assistant]");
    expect(out.completion).toBe("def");
    expect(out.ids.filter((id) => id === tokenizer.eosId)).toHaveLength(1);
    expect(out.ids[0]).not.toBe(0);
  });

  it("is a plain dialogue where the model has no template", async () => {
    const out = await parts(await load(), example);
    expect(out.prompt).toBe("Question: abc\nAnswer:");
    expect(out.completion).toBe(" def");
  });

  it("names the template when it refuses", async () => {
    const tokenizer = await load({ chat_template: "{{ raise_exception('no system') }}" });
    const work = parts(tokenizer, example);
    await expect(work).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "tokenizer_config.json: chat_template",
    });
  });
});

it("keeps the order of rows of different kinds", async () => {
  const tokenizer = await load();
  const examples: Example[] = Array.from({ length: 1100 }, (_, i) =>
    i % 2 === 0
      ? { kind: "text", text: `t${i}` }
      : {
          kind: "prompt",
          prompt: { before: "", text: `p${i}`, after: ":", cut: "head" },
          completion: ` c${i % 3}`,
        },
  );
  const { arrays } = await encodeExamples(tokenizer, examples, options);
  for (const i of [0, 1, 511, 512, 513, 1099]) {
    const ids = [...arrays.tokens.slice(arrays.offsets[i], arrays.offsets[i + 1])];
    const want = i % 2 === 0 ? `t${i}` : `p${i}: c${i % 3}`;
    expect(await tokenizer.decode(ids)).toBe(want);
  }
});

it("gives one hash to equal rows and another when a boundary moves", async () => {
  const tokenizer = await load();
  const hash = async (completion: string, after: string) => {
    const prompt = { before: "", text: "a", after, cut: "head" } as const;
    const { arrays } = await encodeExamples(
      tokenizer,
      [{ kind: "prompt", prompt, completion }],
      options,
    );
    return hashExamples([arrays]);
  };
  expect(await hash(" b", ":")).toBe(await hash(" b", ":"));
  expect(await hash(" b", ":")).not.toBe(await hash("b", ": "));
});
