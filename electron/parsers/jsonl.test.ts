import { expect, it } from "vitest";
import { parseText } from "../../test/support/parse-text.ts";
import { MAX_RECORD_CHARS } from "./limits.ts";

const jsonl = (content: string | Uint8Array, mapping = {}) => parseText("jsonl", content, mapping);

it("reads objects, blank lines, a byte order mark and a last line without an end", async () => {
  const { rows, rejects } = await jsonl(
    '\ufeff{"text":"a","label":"X"}\r\n\n{"text":"b","label":7}\n{"text":"c","label":true}',
  );
  expect(rejects).toEqual([]);
  expect(rows.map((row) => [row.text, row.label, row.sourceRow])).toEqual([
    ["a", "X", 1],
    ["b", "7", 3],
    ["c", "true", 4],
  ]);
});

it("rejects row by row, with lines and reasons", async () => {
  const long = `{"text":"${"x".repeat(MAX_RECORD_CHARS)}"}`;
  const { rows, rejects } = await jsonl(
    [
      '{"text":"a","label":"X"}',
      "{broken",
      "[1,2]",
      "null",
      '{"label":"X"}',
      '{"text":null,"label":"X"}',
      '{"text":["a"],"label":"X"}',
      '{"text":"nul \\u0000","label":"X"}',
      '{"text":"half \\ud83d","label":"X"}',
      'nul \0 raw {"text":"a"}',
      long,
      '{"__proto__":{"text":"p"},"label":"X"}',
      '{"text":"z","label":"X"}',
    ].join("\n"),
  );
  expect(rows.map((row) => row.text)).toEqual(["a", "z"]);
  expect(rejects).toEqual([
    "2 line: not a JSON object",
    "3 line: not a JSON object",
    "4 line: not a JSON object",
    "5 text: empty",
    "6 text: empty",
    "7 text: not a text",
    "8 text: contains a NUL character",
    "9 text: contains half a character (an unpaired surrogate)",
    "10 line: contains a NUL character",
    "11 line: too long",
    "12 text: empty",
  ]);
});

it("finds columns that the first objects do not have", async () => {
  const { rows } = await jsonl('{"text":"a"}\n{"text":"b","label":"X"}\n', { label: "label" });
  expect(rows.map((row) => row.text)).toEqual(["b"]);
});

it("refuses what holds no objects", async () => {
  await expect(jsonl("not json\n")).rejects.toThrow(/no JSON objects/);
  await expect(jsonl('{"a":1}\n')).rejects.toMatchObject({ field: "--text-column" });
});
