import { expect, it } from "vitest";
import { parseText } from "../../../test/support/parse-text.ts";

const patient = {
  resourceType: "Patient",
  id: "p1",
  name: [{ family: "Doe", given: ["Jane"] }],
  identifier: [{ value: "MRN-778899" }],
  gender: "female",
  birthDate: "1982-03-10",
};
const condition = {
  resourceType: "Condition",
  id: "c1",
  code: { text: "Known breast cancer" },
};
const order = (changes: object = {}) => ({
  resourceType: "ServiceRequest",
  id: "o1",
  status: "active",
  intent: "order",
  identifier: [{ value: "ACC-55" }],
  code: { coding: [{ code: "24627-2", display: "CT Chest" }] },
  bodySite: [{ text: "chest" }],
  subject: { reference: "Patient/p1", display: "Jane Doe" },
  authoredOn: "2024-03-09T10:00:00Z",
  reasonCode: [{ text: "Haemoptysis" }],
  reasonReference: [{ reference: "Condition/c1" }],
  note: [{ text: "On apixaban." }],
  ...changes,
});
const TEXT =
  "41-year-old female. Reason: Haemoptysis; Known breast cancer. History: On apixaban. " +
  "Requested: CT Chest, chest.";
const fhir = (content: string) => parseText("fhir", content);

it("reads a bundle in any order, pretty or not, without names and numbers", async () => {
  const bundle = {
    resourceType: "Bundle",
    type: "collection",
    entry: [
      { fullUrl: "urn:uuid:1", resource: order() },
      { resource: patient },
      { resource: condition },
    ],
  };
  for (const content of [JSON.stringify(bundle), JSON.stringify(bundle, null, 2)]) {
    const { rows, rejects } = await fhir(content);
    expect(rejects).toEqual([]);
    expect(rows).toMatchObject([{ text: TEXT, origin: "ServiceRequest", sourceRow: 1 }]);
    expect(JSON.stringify(rows)).not.toMatch(/Doe|Jane|MRN|ACC|1982|"p1"/);
  }
});

it("reads NDJSON, a list and one resource alone", async () => {
  const all = [patient, condition, order()];
  const lines = all.map((one) => JSON.stringify(one)).join("\n");
  expect((await fhir(lines)).rows).toMatchObject([{ text: TEXT, sourceRow: 3 }]);
  expect((await fhir(JSON.stringify(all))).rows).toMatchObject([{ text: TEXT, sourceRow: 3 }]);
  expect((await fhir(JSON.stringify(order()))).rows).toMatchObject([
    { text: "Reason: Haemoptysis. History: On apixaban. Requested: CT Chest, chest." },
  ]);
});

it("follows references of every kind", async () => {
  const contained = { ...patient, id: "in", gender: "male", birthDate: "2023-12-01" };
  const { rows } = await fhir(
    JSON.stringify({
      resourceType: "Bundle",
      entry: [
        { fullUrl: "urn:uuid:77", resource: { ...patient, id: "" } },
        { resource: order({ id: "a", identifier: [], subject: { reference: "urn:uuid:77" } }) },
        {
          resource: order({
            id: "b",
            identifier: [],
            subject: { reference: "#in" },
            contained: [contained],
            reasonReference: [{ reference: "Condition/none", display: "Cough" }],
          }),
        },
      ],
    }),
  );
  expect(rows.map(({ text }) => text.split(". ").slice(0, 2).join(". "))).toEqual([
    "41-year-old female. Reason: Haemoptysis",
    "3-month-old male. Reason: Haemoptysis; Cough",
  ]);
});

it("rejects what is no order any more, by its entry", async () => {
  const lines = [
    order({ status: "revoked" }),
    order({ status: "entered-in-error" }),
    order({ doNotPerform: true }),
    { resourceType: "ServiceRequest" },
    { name: "no resource" },
    patient,
  ];
  const { rows, rejects } = await fhir(`${lines.map((l) => JSON.stringify(l)).join("\n")}\n{bad\n`);
  expect(rows).toEqual([]);
  expect(rejects).toEqual([
    "1 order: revoked or entered in error",
    "2 order: revoked or entered in error",
    "3 order: says what not to do",
    "4 order: no reason, no history and nothing requested",
    "5 entry: not a FHIR resource",
    "7 line: not a JSON object",
  ]);
});

it("refuses what is no JSON, in words", async () => {
  await expect(fhir("MSH|^~\\&|")).rejects.toMatchObject({ code: "INVALID_INPUT", field: "FILE" });
});
