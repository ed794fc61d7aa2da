import { describe, expect, it } from "vitest";
import type { DatasetVersion } from "../../shared/domain/dataset.ts";
import { taskFor } from "./default-task.ts";
import { exampleOf } from "./task-rows.ts";

const none = { text: null, label: null, group: null, id: null, answer: null, part: null };
const version: DatasetVersion = {
  hash: "0".repeat(64),
  datasetId: "ds-00000000",
  name: "notes",
  version: 1,
  kind: "csv",
  rows: 3,
  rejects: 0,
  duplicates: 0,
  labels: [
    { label: "a", count: 2 },
    { label: "b", count: 1 },
  ],
  unlabelled: 0,
  textChars: { minimum: 1, mean: 1, median: 1, p95: 1, maximum: 1 },
  mapping: none,
  createdAt: 0,
};
const facts = { version, hasAnswers: false, hasChatTemplate: false };

describe("what a dataset asks to be learned", () => {
  it("its labels, all of them, where it has two or more", () => {
    expect(taskFor(facts)).toMatchObject({ completion: "label", labels: ["a", "b"], cut: "head" });
  });
  it("its answers otherwise, as a chat where the model knows how", () => {
    const unlabelled = { ...version, labels: [] };
    const task = taskFor({ version: unlabelled, hasAnswers: true, hasChatTemplate: true });
    expect(task).toMatchObject({ completion: "answer", chat: true, labels: [] });
  });
  it("its texts otherwise", () => {
    const task = taskFor({ ...facts, version: { ...version, labels: [] } });
    expect(task).toMatchObject({ completion: "text", template: "{text}" });
  });
  it("PubMedQA keeps the question, which stands first", () => {
    expect(taskFor({ ...facts, version: { ...version, kind: "pubmedqa" } }).cut).toBe("tail");
  });
  it("a template without the text is refused by name", () => {
    expect(() => taskFor(facts, { template: "Label:" })).toThrowError(/task.template/);
  });
  it("one label is no closed set", () => {
    const one = { ...version, labels: [{ label: "a", count: 3 }] };
    expect(() => taskFor({ ...facts, version: one }, { completion: "label" })).toThrow(/1 label/);
  });
});

describe("a row", () => {
  const row = { text: "pain", label: "a", answer: "rest" };
  it("becomes prompt and label", () => {
    expect(exampleOf(row, taskFor(facts, { template: "Order: {text}\nProtocol:" }))).toEqual({
      kind: "prompt",
      prompt: { before: "Order: ", text: "pain", after: "\nProtocol:", cut: "head" },
      completion: " a",
    });
  });
  it("without what is completed is left out", () => {
    expect(exampleOf({ ...row, label: null }, taskFor(facts))).toBeNull();
    expect(
      exampleOf({ ...row, answer: null }, taskFor(facts, { completion: "answer" })),
    ).toBeNull();
  });
  it("becomes question and answer", () => {
    const task = taskFor(facts, { completion: "answer", chat: true });
    expect(exampleOf(row, task)).toMatchObject({
      kind: "chat",
      messages: [
        { role: "user", text: "pain" },
        { role: "assistant", text: "rest" },
      ],
    });
  });
  it("may hold braces and dollar signs of its own", () => {
    const example = exampleOf({ ...row, text: "{text} $& $1" }, taskFor(facts));
    expect(example).toMatchObject({ prompt: { text: "{text} $& $1" } });
  });
});
