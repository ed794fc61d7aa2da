import { expect, it } from "vitest";
import { parseText } from "../../test/support/parse-text.ts";
import { MAX_RECORD_CHARS } from "./limits.ts";

const entry = (changes: object = {}) => ({
  QUESTION: "Does it help?",
  CONTEXTS: ["It was tried.", 'It {did}, "mostly" \\ [so].'],
  LABELS: ["METHODS", "RESULTS"],
  LONG_ANSWER: "It helps.",
  final_decision: "yes",
  ...changes,
});
const file = (entries: object) => parseText("pubmedqa", JSON.stringify(entries, null, 1));

it("joins question and contexts and keeps the long answer", async () => {
  const { rows, rejects } = await file({ "101": entry(), "102": entry({ final_decision: "no" }) });
  expect(rejects).toEqual([]);
  expect(rows).toMatchObject([
    {
      id: "101",
      text: 'Does it help?\n\nIt was tried.\nIt {did}, "mostly" \\ [so].',
      label: "yes",
      answer: "It helps.",
      sourceRow: 1,
    },
    { id: "102", label: "no", sourceRow: 2 },
  ]);
});

it("rejects entry by entry", async () => {
  const { rows, rejects } = await file({
    a: entry({ QUESTION: 7 }),
    b: entry({ CONTEXTS: "one" }),
    c: entry({ CONTEXTS: ["one", null] }),
    d: entry({ LONG_ANSWER: undefined }),
    e: entry({ final_decision: "perhaps" }),
    f: entry({ QUESTION: "  " }),
    g: "text",
    h: entry({ LONG_ANSWER: "x".repeat(MAX_RECORD_CHARS) }),
    i: entry(),
  });
  expect(rows.map((row) => row.id)).toEqual(["i"]);
  expect(rejects).toEqual([
    "1 QUESTION: not a text",
    "2 CONTEXTS: not a list of texts",
    "3 CONTEXTS: not a list of texts",
    "4 LONG_ANSWER: not a text",
    "5 final_decision: not yes, no or maybe",
    "6 text: empty",
    "7 entry: not a PMID with a JSON object",
    "8 entry: too long",
  ]);
});

it("takes the file apart whatever its white space, and refuses what is no object", async () => {
  const text = (content: string) => parseText("pubmedqa", content);
  expect((await text("{}")).rows).toEqual([]);
  expect((await text(` {"1":${JSON.stringify(entry())}} \n`)).rows).toHaveLength(1);
  expect((await text('{"1": 1,}')).rejects).toHaveLength(2);
  await expect(text("[]")).rejects.toThrow(/not one JSON object/);
  await expect(text("{} {}")).rejects.toThrow(/not one JSON object/);
  await expect(text(JSON.stringify({ 1: entry() }).slice(0, -1))).rejects.toMatchObject({
    message: "The JSON object ends in the middle.",
  });
  await expect(parseText("pubmedqa", "{}", { text: "QUESTION" })).rejects.toMatchObject({
    field: "--text-column",
  });
});
