import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { TextTokenizer } from "./text-tokenizer.ts";
import { checkTokenizerFile } from "./tokenizer-file.ts";
import {
  byteLevelJson,
  modelInfo,
  sentencePieceJson,
  tokenizerFolder,
} from "./tokenizer-fixtures.ts";

type Mutation = readonly [name: string, json: string];

const WRONG = [null, -1, 1.5, 2 ** 31, 1e300, "x", [], {}, true, [[[]]], "\ud800"];

/** Every field of the file set to every wrong value, and the text cut at many places. */
function mutations(original: object): Mutation[] {
  const text = JSON.stringify(original);
  const found: Mutation[] = [];
  const paths = fieldPaths(original, []);
  for (const path of paths) {
    for (const value of WRONG) {
      const copy: unknown = JSON.parse(text);
      set(copy, path, value);
      found.push([`${path.join(".")} = ${JSON.stringify(value)}`, JSON.stringify(copy)]);
    }
    const copy: unknown = JSON.parse(text);
    set(copy, path, undefined);
    found.push([`${path.join(".")} missing`, JSON.stringify(copy)]);
  }
  for (let i = 0; i < 60; i++) {
    const at = Math.floor((i * text.length) / 60);
    found.push([`cut at ${at}`, text.slice(0, at)]);
  }
  return found;
}

function fieldPaths(value: unknown, path: string[]): string[][] {
  if (typeof value !== "object" || value === null || path.length >= 3) return [];
  const keys = Object.keys(value).slice(0, 6); // of the vocabulary and the merges a few are enough
  return keys.flatMap((key) => [
    [...path, key],
    ...fieldPaths((value as Record<string, unknown>)[key], [...path, key]),
  ]);
}

function set(root: unknown, path: readonly string[], value: unknown): void {
  let at = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1) ?? ""] = value;
}

describe("a damaged tokenizer.json", () => {
  const all = [...mutations(byteLevelJson()), ...mutations(sentencePieceJson())];

  it(`is refused with the name of the file and a code, or still works (${all.length} files)`, async () => {
    expect(all.length).toBeGreaterThan(400);
    let refused = 0;
    for (const [name, json] of all) {
      const started = performance.now();
      try {
        const tokenizer = await TextTokenizer.load(tokenizerFolder(json), modelInfo(400));
        await tokenizer.encode(["Order: abc é"]);
      } catch (error) {
        refused++;
        expect(error, name).toBeInstanceOf(AppError);
        const { code, field } = error as AppError;
        expect(["CORRUPT", "UNSUPPORTED", "INVALID_INPUT"], `${name}: ${code}`).toContain(code);
        expect(field, name).toMatch(/tokenizer/);
      }
      expect(performance.now() - started, name).toBeLessThan(2000);
    }
    expect(refused).toBeGreaterThan(200);
  }, 120_000);
});

describe("what is checked by name", () => {
  const broken = (change: (json: ReturnType<typeof byteLevelJson> & { model: Model }) => void) => {
    const json = structuredClone(byteLevelJson()) as ReturnType<typeof byteLevelJson> & {
      model: Model;
    };
    change(json);
    return () => checkTokenizerFile(json);
  };
  interface Model {
    type: string;
    vocab: Record<string, number>;
    merges: unknown[];
  }

  it("two tokens with one id", () => {
    expect(
      broken((j) => {
        j.model.vocab.new = 5;
      }),
    ).toThrow(/repeats the id 5/);
  });
  it("an id that is no id", () => {
    expect(
      broken((j) => {
        j.model.vocab.new = -3;
      }),
    ).toThrow(/model.vocab\["new"\]/);
  });
  it("a merge of unknown tokens", () => {
    expect(
      broken((j) => {
        j.model.merges.push("zzz yyy");
      }),
    ).toThrow(/model.merges\[1\]/);
  });
  it("a kind that is not read", () => {
    expect(
      broken((j) => {
        j.model.type = "WordPiece";
      }),
    ).toThrow(/WordPiece/);
  });
  it("counts added tokens into the size", () => {
    expect(checkTokenizerFile(byteLevelJson()).vocabularySize).toBe(260);
  });
});
