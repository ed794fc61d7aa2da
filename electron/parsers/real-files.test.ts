import { expect, it } from "vitest";
import { parsePath } from "../../test/support/parse-text.ts";
import { sharedData } from "../../test/support/shared-data.ts";

const symptoms = sharedData("symptom2disease/Symptom2Disease.csv");
const pubmedqa = sharedData("pubmedqa/ori_pqal_train500.json");
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

it.runIf(guidelines)("reads instruction rows with their answers", async () => {
  const { rows, rejects, mapping } = await parsePath(guidelines ?? "", "jsonl");
  expect([rows.length, rejects.length]).toEqual([130, 0]);
  expect(mapping).toMatchObject({ text: "instruction", answer: "output" });
});
