import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { Draw } from "../../../../resources/deid/draw.ts";
import { editedNote, madeNote } from "../../../../test/support/made-notes.ts";
import { sharedData } from "../../../../test/support/shared-data.ts";
import { PARTS, UNASSIGNED } from "../split.ts";
import { findingsOf } from "./findings.ts";
import { Gate, type GateRow } from "./gate.ts";

const [TRAIN, , TEST] = PARTS.map((_, index) => index) as [number, number, number];
const row = (text: string, part = UNASSIGNED, label: string | null = null): GateRow => ({
  text,
  part,
  label,
});

function gateOf(rows: readonly GateRow[]) {
  const gate = new Gate(rows.length);
  for (const one of rows) gate.add(one);
  return gate.compare(() => {});
}

const NOTE = "Cough and fever for five days with crackles at the right base and a raised count.";

describe("the gate", () => {
  it("tells equal, near and templated texts across the parts apart", () => {
    const facts = gateOf([
      row(NOTE, TRAIN),
      row(NOTE.toUpperCase(), TEST),
      row(NOTE.replace("raised", "very high"), TEST),
      row("Sprained the left ankle at football, swollen, able to bear weight.", TEST),
      row("Patient Mary Smith aged 45 was sent for a scan of the abdomen today", TRAIN),
      row("Patient John Baker aged 61 was sent for a scan of the abdomen today", TEST),
    ]);
    expect(facts.exact).toEqual({ rows: 1, sets: 1, leaked: 1 });
    expect(facts.near.leaked).toBe(1);
    expect(facts.template).toEqual({ rows: 2, sets: 1, leaked: 1 });
    expect(facts.examples.find(({ kind }) => kind === "exact-leak")).toMatchObject({ a: 1, b: 0 });
  });

  it("finds nothing to leak without a split, and in rows that are not alike", () => {
    const draw = new Draw(5);
    const rows = Array.from({ length: 400 }, (_, i) =>
      row(madeNote(draw), i % 5 === 0 ? TEST : TRAIN),
    );
    expect(gateOf(rows)).toMatchObject({ exact: { leaked: 0 }, near: { leaked: 0, rows: 0 } });
    expect(gateOf([row(NOTE), row(NOTE)])).toMatchObject({ exact: { rows: 1, leaked: 0 } });
  });

  it("names rows whose near neighbour has another label", () => {
    const near = NOTE.replace("five", "six");
    const facts = gateOf([
      row(NOTE, TRAIN, "XR Chest"),
      row(near, TRAIN, "CT Chest"),
      row(near, TRAIN, "CT Chest"),
    ]);
    expect(facts.labelNoise).toBeGreaterThanOrEqual(2);
    expect(facts.examples.some(({ kind }) => kind === "label-noise")).toBe(true);
  });

  it("counts languages, short rows and labels with few rows", () => {
    const facts = gateOf([
      row("The patient has a cough and is short of breath.", TRAIN, "A"),
      row("Le patient a de la fièvre et une toux depuis trois jours.", TRAIN, "A"),
      row("Mgonjwa ana homa na kikohozi kwa siku tatu.", TRAIN, "B"),
      row("CT Kopf nativ", TEST, "A"),
      row("ok", TEST, "A"),
    ]);
    expect(facts.languages).toEqual({ en: 1, fr: 1, sw: 1, other: 2 });
    expect(facts.short).toBe(1);
    expect(facts.deficits).toEqual([
      { label: "B", rows: 1, train: 1 },
      { label: "A", rows: 4, train: 2 },
    ]);
  });

  it("takes whatever text comes", () => {
    const draw = new Draw(11);
    const odd = [
      "",
      " ",
      "\u0000",
      "\ud800",
      "a".repeat(100_000),
      "𝕏 🫁 é",
      "1 2 3 4 5 6 7 8",
      "(((((",
    ];
    const mutated = Array.from({ length: 300 }, () => {
      const units = [...madeNote(draw)];
      for (let n = 0; n < 40; n += 1)
        units[draw.below(units.length)] = String.fromCharCode(draw.below(0x10000));
      return units.join("");
    });
    expect(gateOf([...odd, ...mutated].map((text) => row(text, draw.below(3)))).rows).toBe(308);
  });

  it("ends when progress says so", () => {
    const gate = new Gate(1);
    gate.add(row(NOTE));
    expect(() =>
      gate.compare(() => {
        throw new Error("stop");
      }),
    ).toThrow("stop");
  });

  it("calls a leak red", () => {
    const facts = gateOf([row(NOTE, TRAIN), row(NOTE, TEST)]);
    const rest = {
      datasetHash: "0".repeat(64),
      splitId: "split-k3x9a2bq",
      truncation: null,
      seconds: 0,
      createdAt: 0,
    };
    expect(findingsOf({ ...facts, ...rest })[0]).toEqual({
      id: "exact-leak",
      severity: "red",
      rows: 1,
    });
  });
});

it("finds a planted leak of 1 % near-duplicates in 10,000 notes in under 20 s", () => {
  const draw = new Draw(99);
  const rows = Array.from({ length: 10_000 }, (_, i) =>
    row(madeNote(draw), i % 10 === 0 ? TEST : TRAIN),
  );
  const planted: number[] = [];
  for (let i = 0; i < 10_000; i += 100) {
    planted.push(i);
    rows[i] = row(editedNote(rows[i + 1]?.text ?? "", 0.05 + draw.unit() * 0.1, draw), TEST);
  }
  // Time of the processor: what else the machine does is not the gate's.
  const before = process.cpuUsage();
  const facts = gateOf(rows);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const recall = facts.near.leaked / planted.length;
  console.log(
    `planted leak: recall ${recall}, ${facts.near.leaked} rows named, ${seconds.toFixed(1)} s`,
  );
  expect(recall).toBeGreaterThanOrEqual(0.95);
  // What is named is what was planted, nearly: the notes are not alike otherwise.
  expect(facts.near.leaked).toBeLessThanOrEqual(planted.length * 1.2);
  expect(seconds).toBeLessThan(20);
});

const symptoms = sharedData("symptom2disease/Symptom2Disease.csv");
it.runIf(symptoms)("finds the 47 repeated texts of Symptom2Disease", () => {
  const records: { text: string; label: string }[] = parse(readFileSync(symptoms ?? "", "utf8"), {
    columns: true,
    bom: true,
  });
  const facts = gateOf(records.map(({ text, label }) => row(text, UNASSIGNED, label)));
  expect(facts.rows).toBe(1200);
  expect(facts.exact.rows).toBe(47);
});
