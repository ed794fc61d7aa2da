import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseText } from "../../../test/support/parse-text.ts";
import type { SourceKind } from "../../shared/domain/dataset.ts";

const lines = (...objects: object[]) => objects.map((one) => JSON.stringify(one)).join("\n");
const pairs = async (kind: SourceKind, content: string | Uint8Array) =>
  (await parseText(kind, content)).rows.map(({ text, answer }) => [text, answer]);

describe("instruction rows", () => {
  const rows = [
    { instruction: "Name the sign.", input: "Pain on release", output: "Rebound tenderness" },
    { instruction: "Why?", input: "", output: "Because." },
    { instruction: "No input key", output: "Fine" },
  ];
  const read = [
    ["Name the sign.\n\nPain on release", "Rebound tenderness"],
    ["Why?", "Because."],
    ["No input key", "Fine"],
  ];

  it.each([
    ["JSON lines", lines(...rows)],
    ["a JSON list", JSON.stringify(rows, null, 2)],
    ["gzip", gzipSync(lines(...rows))],
    [
      "CSV",
      "instruction,input,output\nName the sign.,Pain on release,Rebound tenderness\nWhy?,,Because.\nNo input key,,Fine\n",
    ],
  ])("are read from %s", async (_, content) => {
    expect(await pairs("alpaca", content)).toEqual(read);
  });

  it("are rejected by line and reason, and a file of something else is named", async () => {
    const { rejects } = await parseText(
      "alpaca",
      lines({ instruction: "a", output: "" }, { instruction: ["a"], output: "b" }, { output: "c" }),
    );
    expect(rejects).toEqual([
      "1 output: empty",
      "2 instruction: not a text",
      "3 instruction: empty",
    ]);
    await expect(parseText("alpaca", lines({ text: "a" }))).rejects.toMatchObject({
      hint: expect.stringContaining("instruction, output"),
    });
    await expect(parseText("alpaca", lines(...rows), { text: "input" })).rejects.toMatchObject({
      field: "--text-column",
    });
  });
});

it("Asclepius rows keep their patient and one of the eight tasks", async () => {
  const row = { patient_id: 7, note: "N", question: "Q?", answer: "A", task: "summarization" };
  const { rows, rejects } = await parseText("asclepius", lines(row, { ...row, task: "Poetry" }));
  expect(rows).toMatchObject([
    { text: "N\n\nQ?", answer: "A", group: "7", origin: "Summarization", label: null },
  ]);
  expect(rejects).toEqual(["2 task: not one of the eight of Asclepius"]);
});

it("MTS-Dialog rows name the section they ask for", async () => {
  const { rows } = await parseText(
    "mts-dialog",
    'ID,section_header,section_text,dialogue\n0,GENHX,"Has a cough.","Doctor: Hm?\nPatient: Cough."\n',
  );
  expect(rows).toMatchObject([
    {
      text: "Doctor: Hm?\nPatient: Cough.\n\nSection: GENHX",
      answer: "Has a cough.",
      origin: "section GENHX",
      part: null,
    },
  ]);
});

it("MedQuAD rows of one document are one group", async () => {
  const row = { id: "1", doc: "d1", source: "NIH", focus: "Flu", question: "Q?", answer: "A" };
  const { rows, rejects } = await parseText("medquad", lines(row, { ...row, id: "2", answer: "" }));
  expect(rows).toMatchObject([
    { id: null, group: "NIH d1", text: "Q?", answer: "A", origin: "NIH" },
  ]);
  expect(rejects).toEqual(["2 answer: empty"]);
});

describe("conversations", () => {
  const chatml = {
    id: "c-9",
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Fever?" },
      { role: "assistant", content: "How high?" },
      { role: "user", content: [{ type: "text", text: "39.2" }] },
      { role: "assistant", content: "Go in." },
    ],
  };
  const read = [
    ["Be brief.\n\nFever?", "How high?"],
    ["Be brief.\n\nUser: Fever?\n\nAssistant: How high?\n\nUser: 39.2", "Go in."],
  ];

  it("give a row for every turn of the assistant, all of one group", async () => {
    const { rows } = await parseText("chat", lines(chatml));
    expect(rows.map(({ text, answer }) => [text, answer])).toEqual(read);
    expect(new Set(rows.map(({ group }) => group))).toEqual(new Set(["c-9"]));
  });

  it("are read as ShareGPT and with ChatML's marks", async () => {
    const sharegpt = {
      conversations: [
        { from: "human", value: "Hi" },
        { from: "gpt", value: "Hello" },
      ],
    };
    expect(await pairs("chat", JSON.stringify([sharegpt]))).toEqual([["Hi", "Hello"]]);
    const marked = {
      text: "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n",
    };
    expect(await pairs("chat", lines(marked))).toEqual([["Hi", "Hello"]]);
  });

  it("are rejected with the message at fault", async () => {
    const bad = (...messages: unknown[]) => ({ messages });
    const user = { role: "user", content: "x" };
    const { rows, rejects } = await parseText(
      "chat",
      lines(
        bad(user),
        bad({ role: "assistant", content: "I speak first." }),
        bad(user, { role: "nurse", content: "y" }),
        bad(user, { role: "assistant", content: [{ type: "image_url" }] }),
        bad(user, 7),
        bad(user, { role: "assistant", content: " " }),
        { other: 1 },
      ),
    );
    expect(rows).toEqual([]);
    expect(rejects).toEqual([
      "1 conversation: no answer of the assistant",
      "2 conversation: no answer of the assistant",
      "3 message 2: speaker not known",
      "4 message 2: not a text",
      "5 message 2: not an object",
      "6 message 2: empty",
      "7 conversation: no list of messages",
    ]);
  });
});
