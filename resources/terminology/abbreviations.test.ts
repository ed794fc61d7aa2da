import { expect, it } from "vitest";
import { AbbreviationExpander } from "../../electron/shared/domain/terms/abbreviations.ts";
import { abbreviations } from "./abbreviation.ts";
import { ABBREVIATIONS } from "./all-abbreviations.ts";

const expander = new AbbreviationExpander(ABBREVIATIONS);

it("knows at least 600 abbreviations, each once, each sense told from the others", () => {
  expect(ABBREVIATIONS.length).toBeGreaterThanOrEqual(600);
  expect(new Set(ABBREVIATIONS.map(({ short }) => short)).size).toBe(ABBREVIATIONS.length);
  for (const { short, senses } of ABBREVIATIONS) {
    expect(new Set(senses.map(({ long }) => long)).size, short).toBe(senses.length);
    if (senses.length < 2) continue;
    for (const { long, context, sections } of senses) {
      expect(context.length + sections.length, `${short}: ${long}`).toBeGreaterThan(0);
    }
  }
});

it.each([
  ["Chest pain with raised troponin, known MI in 2019.", "myocardial infarction"],
  ["Echo: moderate MI with prolapse of the posterior leaflet, no AS.", "mitral insufficiency"],
  ["Relapsing MS, new white matter lesions on MRI brain.", "multiple sclerosis"],
  ["Diastolic murmur, severe MS with dilated left atrium, rheumatic valve.", "mitral stenosis"],
  ["Sudden dyspnea, D-dimer raised, R/O PE.", "pulmonary embolism"],
  ["INR 4.1, PT 38 seconds, aPTT 60.", "prothrombin time"],
  ["RTA driver, femur fracture, multiple injuries from the trauma.", "road traffic accident"],
  ["HIV, CD4 90, hypoxia and ground glass: PCP likely.", "Pneumocystis pneumonia"],
  ["Follow up with PCP in clinic next week.", "primary care physician"],
  ["RA with synovitis of the hands on methotrexate.", "rheumatoid arthritis"],
  ["Sats 94 % on RA, SpO2 stable.", "room air"],
])("reads %s", (text, sense) => {
  expect(expander.expand(text).text).toContain(sense);
});

it.each([
  "Known MI.",
  "PT today.",
  "MS noted, unclear.",
  "Myocardial infarction (MI) in 2019 with troponin.",
  "MIT and PEAK are not abbreviations; nor is AS-1 type.",
])("leaves %s as it is", (text) => {
  expect(expander.expand(text).text).toBe(text);
});

it("lets each sentence speak for its own abbreviation", () => {
  const text = "72M, h/o MI with raised troponin. Echo: MI with prolapse of the valve.";
  expect(expander.expand(text).text).toBe(
    "72M, history of myocardial infarction with raised troponin. " +
      "Echo: mitral insufficiency with prolapse of the valve.",
  );
});

it("says what it was not sure of, and how sure", () => {
  const { undecided, expansions } = expander.expand("Known MI. Hx of COPD.");
  expect(undecided).toMatchObject([{ short: "MI", best: "myocardial infarction" }]);
  expect(undecided[0]?.confidence).toBeLessThan(0.8);
  expect(expansions.map(({ short, long }) => [short, long])).toEqual([
    ["Hx", "history"],
    ["COPD", "chronic obstructive pulmonary disease"],
  ]);
});

it("takes no English word for an abbreviation where the text is all capitals", () => {
  const text = "PATIENT HIT HIS HEAD AND ALL OF US SAW IT";
  expect(expander.expand(text).text).toBe(text);
});

it("refuses a line that is none", () => {
  expect(() => abbreviations("no colon")).toThrow(SyntaxError);
  expect(() => abbreviations("MI: x [@nowhere]")).toThrow(SyntaxError);
});
