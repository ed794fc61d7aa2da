import { expect, it } from "vitest";
import { parsePath } from "../../test/support/parse-text.ts";
import { sharedData } from "../../test/support/shared-data.ts";

const symptoms = sharedData("symptom2disease/Symptom2Disease.csv");
const pubmedqa = sharedData("pubmedqa/ori_pqal_train500.json");
const medquad = sharedData("medquad/medquad.jsonl.gz");
const dialogues = sharedData("mts_dialog/MTS-Dialog-ValidationSet.csv");
const orders = sharedData("orders/ORM-O01-03.hl7");
const guidelines = sharedData("guidelines/ucg_alpaca_130.jsonl");

it.runIf(symptoms)("reads all 1,200 rows of Symptom2Disease", async () => {
  const { rows, rejects, mapping } = await parsePath(symptoms ?? "", "csv");
  expect(rejects).toEqual([]);
  expect(rows).toHaveLength(1200);
  expect(new Set(rows.map((row) => row.label)).size).toBe(24);
  expect(mapping).toMatchObject({ text: "text", label: "label", id: null });
});

it.runIf(pubmedqa)("reads the 500 labelled questions of PubMedQA", async () => {
  const { rows, rejects } = await parsePath(pubmedqa ?? "", "pubmedqa");
  expect(rejects).toEqual([]);
  const count = (label: string) => rows.filter((row) => row.label === label).length;
  expect([count("yes"), count("no"), count("maybe")]).toEqual([276, 169, 55]);
  expect(rows.every((row) => row.answer !== null && row.id !== null)).toBe(true);
});

it.runIf(medquad)("reads the 16,407 questions of MedQuAD, packed as they are", async () => {
  const { rows, rejects } = await parsePath(medquad ?? "", "medquad");
  expect([rows.length, rejects.length]).toEqual([16_407, 0]);
  expect(rows.every(({ answer, origin }) => answer !== null && origin !== undefined)).toBe(true);
  // Five questions name no document.
  expect(rows.filter(({ group }) => group === null)).toHaveLength(5);
  expect(new Set(rows.map(({ origin }) => origin)).size).toBeGreaterThan(5);
});

it.runIf(dialogues)("reads the dialogues of MTS-Dialog with the part of their file", async () => {
  const { rows, rejects } = await parsePath(dialogues ?? "", "mts-dialog");
  expect([rows.length, rejects.length]).toEqual([100, 0]);
  expect(rows.every(({ part, text }) => part === "validation" && /Section: \S.*$/.test(text))).toBe(
    true,
  );
});

it.runIf(orders)("reads HL7 orders without a name of theirs", async () => {
  const { rows, rejects } = await parsePath(orders ?? "", "hl7");
  expect(rejects).toEqual([]);
  expect(rows.map(({ text }) => text)).toEqual([
    "33-year-old male. Reason: Traumatic brain injury (S06.9). Requested: CT Head.",
    "33-year-old male. Requested: MR Brain.",
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/EVERYMAN|ADAM|PATID|SMITH|1988/i);
});

it.runIf(guidelines)("reads instruction rows with their answers", async () => {
  const { rows, rejects, mapping } = await parsePath(guidelines ?? "", "jsonl");
  expect([rows.length, rejects.length]).toEqual([130, 0]);
  expect(mapping).toMatchObject({ text: "instruction", answer: "output" });
});
