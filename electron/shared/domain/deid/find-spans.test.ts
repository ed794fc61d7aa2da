import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Draw } from "../../../../resources/deid/draw.ts";
import {
  figuresOf,
  isDevelopment,
  type MarkedText,
} from "../../../../resources/deid/marked-set.ts";
import { madeNote } from "../../../../test/support/made-notes.ts";
import { sharedData } from "../../../../test/support/shared-data.ts";
import { loadDeidFigures, loadTagger } from "../../../main/deid-resources.ts";
import type { DeidClass } from "./classes.ts";
import { findSpans } from "./find-spans.ts";
import { decodeModel } from "./tagger/model.ts";

const model = decodeModel(loadTagger().bytes);
const found = (text: string) =>
  findSpans(text, model).map((span) => [span.class, text.slice(span.start, span.end)]);

describe("each class of Safe Harbor", () => {
  const cases: readonly [string, DeidClass, string][] = [
    ["Seen with her husband Tom Keller today.", "name", "Tom Keller"],
    ["Mgonjwa Juma Otieno ana homa.", "name", "Juma Otieno"],
    ["She lives at 22 Baker Street, Leeds.", "place", "22 Baker Street"],
    ["Home is zip code 02139 since May.", "place", "02139"],
    ["Admitted 14 April 2021 with fever.", "date", "14 April 2021"],
    ["Vu le 3 février 2020 pour une toux.", "date", "3 février 2020"],
    ["Alionekana tarehe 5 Machi 2019.", "date", "5 Machi 2019"],
    ["A 91-year-old woman.", "age", "91"],
    ["Call her at +256 772 123456 please.", "phone", "+256 772 123456"],
    ["Fax: (212) 555-0147", "fax", "(212) 555-0147"],
    ["Write to m.k_77@clinic.example.org soon.", "email", "m.k_77@clinic.example.org"],
    ["SSN 219-09-9999 on file.", "ssn", "219-09-9999"],
    ["MRN: 88213-77, stable.", "record", "88213-77"],
    ["NHIF member no. 4471882 is active.", "health-plan", "4471882"],
    ["Paid with 4111 1111 1111 1111 in advance.", "account", "4111 1111 1111 1111"],
    ["Driver's license number is D123-4567.", "licence", "D123-4567"],
    ["Licence plate UAX 123B was noted.", "vehicle", "UAX 123B"],
    ["Pacemaker serial number PJN-220133.", "device", "PJN-220133"],
    ["Images at https://pacs.example.org/x?id=7 now.", "url", "https://pacs.example.org/x?id=7"],
    ["Sent from 192.168.10.44 at noon.", "ip", "192.168.10.44"],
    ["Fingerprint ID 99817-A stored.", "biometric", "99817-A"],
    ["See IMG_20391.jpg of the wound.", "photo", "IMG_20391.jpg"],
    [
      "Sample 123e4567-e89b-12d3-a456-426614174000 sent.",
      "other",
      "123e4567-e89b-12d3-a456-426614174000",
    ],
  ];
  it.each(cases)("%s", (text, kind, span) => {
    expect(found(text)).toContainEqual([kind, span]);
  });
});

describe("clinical text", () => {
  it.each([
    "Chest pain for three days. No known drug allergies. Given Levaquin 500 mg.",
    "Alzheimer's disease and Hodgkin lymphoma were excluded; Murphy's sign negative.",
    "BP 120/80, pulse 72, temperature 37.4, SpO2 98 %, weight 70.5 kg, GCS 15.",
    "CT chest with contrast: 12 x 8 mm nodule in the right upper lobe, Fleischner criteria.",
  ])("leaves %s", (text) => {
    expect(found(text).filter(([kind]) => kind !== "date")).toEqual([]);
  });

  it("finds a name again that it found once", () => {
    const text = "Patient: Zofia Brzęczyk. Later brzęczyk said that Zofia was well.";
    expect(found(text).filter(([kind]) => kind === "name")).toHaveLength(3);
  });

  it("gives spans in order, inside the text and without overlaps, whatever text comes", () => {
    const draw = new Draw(3);
    const odd = [
      "",
      "\ud800",
      "a".repeat(20_000),
      "1-2-3-4-5".repeat(2000),
      "(((((",
      "@.@.@",
      "É".repeat(5000),
      "12/12/12/12/12",
      "Mr Mr Mr. ",
      "\u0000\n\n\n",
    ];
    const texts = Array.from({ length: 200 }, () => {
      const units = [...madeNote(draw)];
      for (let n = 0; n < 60; n += 1)
        units[draw.below(units.length)] = String.fromCharCode(draw.below(0x3000));
      return units.join("");
    });
    for (const text of [...odd, ...texts]) {
      let at = 0;
      for (const { start, end } of findSpans(text, model)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        at = end;
      }
    }
  });

  it("takes less than half a second for a long note", () => {
    const draw = new Draw(8);
    const note = Array.from(
      { length: 12 },
      () => `${madeNote(draw)} Seen by Dr. Ana Moreau on 3/4/2020.`,
    ).join("\n");
    findSpans(note, model); // the first call compiles
    const before = process.cpuUsage();
    findSpans(note, model);
    const { user, system } = process.cpuUsage(before);
    expect(note.length).toBeGreaterThan(5000);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});

const set = sharedData("deid/synth_dataset_v2.json");
it.runIf(set)("finds 97 % of the marked set, and is right in 80 %, as its figures say", () => {
  const texts: MarkedText[] = JSON.parse(readFileSync(set ?? "", "utf8"));
  const all = figuresOf("all", texts, model);
  const held = figuresOf(
    "held out by template",
    texts.filter((text) => !isDevelopment(text)),
    model,
  );
  expect(all.recall).toBeGreaterThanOrEqual(0.97);
  expect(all.precision).toBeGreaterThanOrEqual(0.8);
  expect(held.recall).toBeGreaterThanOrEqual(0.96);
  const figures = loadDeidFigures();
  expect(figures.taggerSha256).toBe(loadTagger().sha256);
  expect(figures.parts.at(-1)).toEqual(all);
});

it("is a tagger of at most 2 MB, and says when its file is not one", () => {
  const { bytes } = loadTagger();
  expect(bytes.length).toBeLessThanOrEqual(2_000_000);
  expect(() => decodeModel(bytes.subarray(0, 1000))).toThrow(RangeError);
  expect(() => decodeModel(new Uint8Array(3))).toThrow(RangeError);
  expect(
    readFileSync(join(import.meta.dirname, "../../../../resources/deid/train.ts"), "utf8"),
  ).toContain("Perceptron");
});
