import { expect, it } from "vitest";
import { addDataset, addRun, row } from "../../test/support/store-rows.ts";
import { temporaryStore } from "../../test/support/temporary-store.ts";
import type { GateReport } from "../shared/domain/quality/gate-report.ts";

const report = (datasetHash: string, leaked: number): GateReport => ({
  datasetHash,
  splitId: null,
  rows: 2,
  exact: { rows: 0, sets: 0, leaked },
  near: { threshold: 0.5, rows: 0, leaked: 0, crowded: 0 },
  template: { rows: 0, sets: 0, leaked: 0 },
  labelNoise: 0,
  words: { minimum: 1, mean: 1, median: 1, p95: 1, maximum: 1 },
  short: 0,
  truncation: null,
  languages: { en: 2, fr: 0, sw: 0, other: 0 },
  deficits: [],
  labels: 0,
  findings: [],
  examples: [],
  seconds: 0.1,
  createdAt: 1,
});

it("keeps the newest report of a version, through a reopening", () => {
  const temporary = temporaryStore();
  const { store } = temporary;
  const hash = addDataset(store, "notes", [row("1", "a"), row("2", "b")]);
  expect(store.gateReports.get(hash, null)).toBeNull();
  for (const leaked of [3, 1]) {
    store.command("quality.check", () => store.gateReports.put(report(hash, leaked)));
  }
  expect(temporary.reopen().gateReports.get(hash, null)).toEqual(report(hash, 1));
  expect(() => temporary.reopen().gateReports.put(report(hash, 0))).toThrow(/outside a command/);
});

it("remembers who started a run knowing of its leak, once", () => {
  const { store } = temporaryStore();
  const run = addRun(store);
  expect(store.gateReports.acknowledgement(run)).toBeNull();
  store.command("runs.start", () => store.gateReports.acknowledge(run, 7));
  expect(store.gateReports.acknowledgement(run)).toMatchObject({ leaked: 7, by: "tester" });
  expect(() => store.command("runs.start", () => store.gateReports.acknowledge(run, 8))).toThrow();
  expect(() => store.command("runs.start", () => store.gateReports.acknowledge(run, 0))).toThrow();
});
