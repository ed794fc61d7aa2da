import { expect, it } from "vitest";
import { storeRows } from "../../../test/support/deid-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { loadDeidFigures, loadTagger } from "../deid-resources.ts";
import { childParsers } from "../parser-host/child-process.ts";
import { createRowComputer } from "../parser-host/row-computer.ts";
import { DeidService } from "./deid-service.ts";
import { SplitService } from "./split-service.ts";

const NOTES = [
  { text: "Mary Keller, seen 2021-03-14 in Kampala. MRN 88213-77.", group: "K-1" },
  { text: "Mrs. Keller came back on 2021-04-14, aged 91.", group: "K-1" },
  { text: "Chest pain for three days. No known drug allergies.", group: "K-2" },
];

function deidOf(store: Store): DeidService {
  const tagger = () => loadTagger();
  const computer = createRowComputer(childParsers(), tagger);
  return new DeidService({ store, computer, tagger, figures: () => loadDeidFigures() });
}

function quarantined() {
  const { store } = temporaryStore();
  const hash = storeRows(store, "clinic", NOTES, true);
  return { store, hash, deid: deidOf(store) };
}

it("shuts its rows in for everything but the review", () => {
  const { store, hash, deid } = quarantined();
  const shut = /is in quarantine/;
  expect(store.datasets.list()).toEqual([]);
  expect(() => store.datasets.resolve("clinic")).toThrow(shut);
  expect(() => [...store.datasets.rows(hash)]).toThrow(shut);
  expect(() => store.datasets.rowKeys(hash)).toThrow(shut);
  expect(() => new SplitService(store).create(hash)).toThrow(shut);
  expect(deid.list().map(({ version }) => version.name)).toEqual(["clinic"]);
});

it("refuses to confirm what was not searched, and what nobody looked at", async () => {
  const { store, hash, deid } = quarantined();
  await expect(deid.confirm(hash, true)).rejects.toMatchObject({ code: "CONFLICT" });
  await deid.search(hash, false);
  await expect(deid.confirm(hash, false)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { unreviewed: 3, rows: 3 },
  });
  expect(store.datasets.list()).toEqual([]);
});

it("searches, lets a person decide, and makes the version that may be used", async () => {
  const { store, hash, deid } = quarantined();
  const { counts } = await deid.search(hash, false);
  expect(counts).toMatchObject({ rows: 3, rowsWithSpans: 2, reviewed: 0 });
  const first = deid.document(hash, 0);
  const found = (kind: string) => first.spans.filter((span) => span.class === kind);
  expect(found("name")).toHaveLength(1);
  // The person lets the town stand and marks a word of their own.
  const spans = first.spans.map((span) => ({ ...span, accepted: span.class !== "place" }));
  const own = { field: "text", start: 13, end: 17, class: "other", source: "person" } as const;
  deid.review(hash, 0, [...spans, { ...own, accepted: true }]);
  for (const row of [1, 2]) deid.review(hash, row, deid.document(hash, row).spans);
  const { version, quarantine } = await deid.confirm(hash, false);
  const rows = [...store.datasets.rows(version.hash)];
  const [one, two, three] = rows.map((row) => row.text);
  expect(one).not.toMatch(/Mary|Keller|2021-03-14|88213-77|seen/);
  expect(one).toContain("Kampala");
  expect(two).toContain("90+");
  expect(three).toBe(NOTES[2]?.text);
  // The same family name in both notes of one patient; the same days between their visits.
  const family = / ?(\S+), /.exec(one ?? "")?.[1];
  expect(two).toContain(`Mrs. ${family}`);
  const [a = 0, b = 0] = [one, two].map((text) =>
    Date.parse(/\d{4}-\d\d-\d\d/.exec(text ?? "")?.[0] ?? ""),
  );
  expect((b - a) / 86_400_000).toBe(31);
  expect(rows.map((row) => row.group)).not.toContain("K-1");
  expect(rows[0]?.group).toBe(rows[1]?.group);
  expect(version.derivation).toMatchObject({ method: "deidentify", parentHash: hash });
  expect(quarantine).toMatchObject({ resultHash: version.hash, confirmedBy: "tester" });
  // Who, when and the counts; no word of the notes.
  const entry = store.audit.newest(null, 1)[0];
  expect(entry).toMatchObject({ action: "deid.confirm", actor: "tester" });
  expect(JSON.stringify(entry?.objects)).toMatch(/3 of 3 rows reviewed.*name: \d+ spans/);
  expect(JSON.stringify(store.audit.newest(null, 50))).not.toMatch(/Keller|88213/);
  // The original stays shut, and is confirmed once.
  expect(() => [...store.datasets.rows(hash)]).toThrow(/quarantine/);
  await expect(deid.confirm(hash, true)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(store.datasets.resolve("clinic").hash).toBe(version.hash);
  await expect(deid.search(hash, true)).rejects.toMatchObject({ code: "CONFLICT" });
});

it("does not throw a review away unasked, and refuses marks that do not fit", async () => {
  const { hash, deid } = quarantined();
  await deid.search(hash, false);
  const { spans, text } = deid.document(hash, 0);
  const beyond = {
    ...(spans[0] as (typeof spans)[number]),
    start: text.length,
    end: text.length + 3,
  };
  expect(() => deid.review(hash, 0, [beyond])).toThrow(/do not fit/);
  expect(() => deid.review(hash, 0, [...spans, ...spans])).toThrow(/do not fit/);
  deid.review(hash, 0, spans);
  await expect(deid.search(hash, false)).rejects.toMatchObject({ details: { reviewed: 1 } });
  expect((await deid.search(hash, true)).counts.reviewed).toBe(0);
});

it("ends at a cancel, and leaves everything shut", async () => {
  const { store, hash, deid } = quarantined();
  const cancel = new AbortController();
  const search = deid.search(hash, false, { signal: cancel.signal });
  cancel.abort();
  await expect(search).rejects.toMatchObject({ code: "CANCELLED" });
  expect(deid.get(hash).searchedAt).toBeNull();
  expect(store.datasets.list()).toEqual([]);
});

it("quarantines the same rows again when they are said to hold patient data later", () => {
  const { store } = temporaryStore();
  const open = storeRows(store, "clinic", NOTES, false);
  expect(store.datasets.list()).toHaveLength(1);
  expect(storeRows(store, "clinic", NOTES, true)).toBe(open);
  expect(store.datasets.list()).toEqual([]);
  // And does not let them out by a careless import.
  storeRows(store, "clinic", NOTES, false);
  expect(() => [...store.datasets.rows(open)]).toThrow(/quarantine/);
});
