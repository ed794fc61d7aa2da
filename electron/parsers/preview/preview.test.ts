import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePath } from "../../../test/support/parse-text.ts";
import { sharedData } from "../../../test/support/shared-data.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import {
  type ColumnMapping,
  ColumnMappingSchema,
  type SourceKind,
} from "../../shared/domain/dataset.ts";
import { DatasetPreviewSchema } from "../../shared/domain/dataset-preview.ts";
import { PREVIEW_LIMITS, previewDocument } from "./preview-document.ts";

interface Asked {
  name?: string;
  kind?: SourceKind;
  mapping?: Partial<ColumnMapping>;
  limits?: Partial<typeof PREVIEW_LIMITS>;
}

async function previewOf(content: string, asked: Asked = {}) {
  const path = join(temporaryFolder(), asked.name ?? "orders.csv");
  writeFileSync(path, content);
  return await previewPath(path, asked);
}

/** Every answer has to pass the schema that the window's side checks it with. */
async function previewPath(path: string, { kind, mapping = {}, limits = {} }: Asked) {
  const request = { path, kind: kind ?? null, mapping: ColumnMappingSchema.parse(mapping) };
  const preview = await previewDocument(request, { ...PREVIEW_LIMITS, ...limits });
  return DatasetPreviewSchema.parse(preview);
}

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

describe("the guess of the columns", () => {
  it("goes by the headers' names first", async () => {
    const preview = await previewOf("Indication,Protocol,patient_id\nchest pain,CT Chest,p1\n");
    expect(preview.mapping).toEqual({
      text: "Indication",
      label: "Protocol",
      group: "patient_id",
      id: null,
      answer: null,
      part: null,
    });
    expect(preview.sources).toMatchObject({ text: "name", label: "name", id: "none" });
    expect(preview.problem).toBeNull();
  });

  it("looks at the contents where the headers say nothing", async () => {
    const rows = lines(
      30,
      (i) => `${i},"42F smoker, acute chest pain ${i}",${i % 3 ? "CT" : "MR"}`,
    );
    const preview = await previewOf(`nr,befund,art\n${rows}\n`);
    expect(preview.mapping).toMatchObject({ text: "befund", label: "art" });
    expect(preview.sources).toMatchObject({ text: "content", label: "content" });
  });

  it("proposes no label where two columns could be one", async () => {
    const rows = lines(
      30,
      (i) => `a long enough note ${i},${i % 2 ? "F" : "M"}x,${i % 3 ? "CT" : "MR"}`,
    );
    const preview = await previewOf(`note,sex,kind\n${rows}\n`);
    expect(preview.mapping).toMatchObject({ text: "note", label: null });
  });

  it("says in words that no column is the text, and shows the rows all the same", async () => {
    const preview = await previewOf("a,b\n1,2\n3,4\n");
    expect(preview.mapping.text).toBeNull();
    expect(preview.problem?.message).toBe("No column is chosen as the text.");
    expect(preview.rows.map((row) => row.cells)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(preview.read).toMatchObject({ rows: 0, rejects: 0, whole: true });
  });

  it("keeps what the person chose, and says when the file lacks it", async () => {
    const content = "text,label,other\nchest pain,CT,a note of some length\n";
    const chosen = await previewOf(content, { mapping: { text: "other", label: "-" } });
    expect(chosen.mapping).toMatchObject({ text: "other", label: null });
    expect(chosen.sources).toMatchObject({ text: "chosen", label: "none" });
    const lacking = await previewOf(content, { mapping: { text: "gone" } });
    expect(lacking.problem?.message).toBe("The text column is not in the file.");
  });

  it("marks columns that cannot be chosen", async () => {
    const preview = await previewOf("text,,x,x\none,2,3,4\n");
    expect(preview.columns.map((column) => column.unusable)).toEqual([
      null,
      "no-name",
      "repeated-name",
      "repeated-name",
    ]);
  });
});

describe("the figures", () => {
  it("are those of the import when the file was read to its end", async () => {
    const content =
      "text,label\nChest pain,CT\n chest  PAIN,CT\nfall,XR\n,XR\nhip,XR,extra\nfever,MR\n";
    const preview = await previewOf(content);
    expect(preview.read).toMatchObject({ rows: 4, rejects: 2, duplicates: 1, whole: true });
    expect(preview.rejects).toEqual([
      { file: 0, sourceRow: 5, reason: "text: empty" },
      { file: 0, sourceRow: 6, reason: "3 fields, the header has 2" },
    ]);
    expect(preview.labels).toEqual([
      { label: "CT", count: 2 },
      { label: "MR", count: 1 },
      { label: "XR", count: 1 },
    ]);
    expect(preview.rows[3]).toEqual({ sourceRow: 5, cells: ["", "XR"], reject: "text: empty" });
  });

  it("say that only a part was read", async () => {
    const content = `text\n${lines(2000, (i) => `note ${i}`)}\n`;
    const preview = await previewOf(content, { limits: { rows: 500 } });
    expect(preview.read).toMatchObject({ rows: 500, whole: false });
    expect(preview.rows).toHaveLength(20);
  });

  it("end in time, whatever the file", async () => {
    const content = `text\n${lines(300_000, (i) => `note ${i}`)}\n`;
    const preview = await previewOf(content, { limits: { rows: 1e9, milliseconds: 1 } });
    expect(preview.read.whole).toBe(false);
    expect(preview.read.rows).toBeLessThan(300_000);
  });

  it("hold long cells cut between characters", async () => {
    const preview = await previewOf(`text\n${"x".repeat(399)}🫁🫁\n`);
    const cell = preview.rows[0]?.cells[0] ?? "";
    expect(cell).toBe(`${"x".repeat(399)}…`);
  });
});

describe("the kind", () => {
  it.each([
    ["notes.jsonl", '{"note":"chest pain","label":"CT"}\n', "jsonl"],
    ["notes.json", '{"note":"chest pain","label":"CT"}\n{"note":"fall","label":"XR"}\n', "jsonl"],
    [
      "pm.json",
      '{"1":{"QUESTION":"q","CONTEXTS":[],"LONG_ANSWER":"a","final_decision":"yes"}}',
      "pubmedqa",
    ],
    [
      "pm.json",
      '{\n "1": {"QUESTION":"q","CONTEXTS":[],"LONG_ANSWER":"a","final_decision":"no"}\n}',
      "pubmedqa",
    ],
    ["export.txt", "text;label\na note;CT\n", "csv"],
  ] as const)("of %s is told by name and beginning", async (name, content, kind) => {
    const preview = await previewOf(content, { name });
    expect(preview.kind).toBe(kind);
    expect(preview.read.rows).toBeGreaterThan(0);
    expect(preview.fixed).toBe(kind === "pubmedqa");
  });

  it("can be chosen, and a wrong choice is an error in words", async () => {
    await expect(previewOf("text\nx\n", { kind: "jsonl" })).rejects.toMatchObject({
      message: "The file holds no JSON objects, one a line.",
    });
  });
});

it("of nested JSON rejects the row, not the file", async () => {
  const preview = await previewOf('{"text":{"a":1}}\n{"text":"fall"}\n', { name: "n.jsonl" });
  expect(preview.read).toMatchObject({ rows: 1, rejects: 1 });
  expect(preview.rows[0]).toEqual({ sourceRow: 1, cells: [""], reject: "text: not a text" });
});

it.each([
  ["symptom2disease/Symptom2Disease.csv", "csv"],
  ["pubmedqa/ori_pqal_train500.json", "pubmedqa"],
  ["mts_dialog/MTS-Dialog-TrainingSet.csv", "mts-dialog"],
  ["guidelines/ucg_alpaca_130.jsonl", "alpaca"],
  ["medquad/medquad.jsonl.gz", "medquad"],
  ["asclepius/ASCLEPIUS_real_rows_from_kosaim_notebooks.jsonl", "asclepius"],
  ["orders/ORM-O01-03.hl7", "hl7"],
] as const)("agrees with the import of %s", async (name, kind) => {
  const path = sharedData(name);
  if (path === null) return;
  const preview = await previewPath(path, {});
  expect(preview.kind).toBe(kind);
  expect(preview.problem).toBeNull();
  if (!preview.read.whole) return;
  const imported = await parsePath(path, kind, preview.fixed ? {} : preview.mapping);
  const rejected = imported.rejects.length;
  expect(preview.read.rows + preview.read.rejects).toBe(imported.rows.length + rejected);
});
