import { expect, it } from "vitest";
import { storeRows } from "../../../test/support/deid-rows.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { leakedRows } from "../../shared/domain/quality/gate-report.ts";
import type { Store } from "../../store/interfaces/index.ts";
import { loadTagger } from "../deid-resources.ts";
import { childParsers } from "../parser-host/child-process.ts";
import { createRowComputer } from "../parser-host/row-computer.ts";
import { QualityService } from "./quality-service.ts";
import { SplitService } from "./split-service.ts";
import type { TokenLengthService } from "./token-length-service.ts";

const NOTE =
  "Cough and fever for five days with crackles at the right base and a raised white count";

function qualityOf(store: Store): QualityService {
  const computer = createRowComputer(childParsers(), loadTagger);
  const tokenLengths = {
    of: async () => ({ rows: 40, over: 3 }),
  } as unknown as TokenLengthService;
  return new QualityService({ store, computer, tokenLengths });
}

/** Forty notes that differ in one word: wherever they are cut, the parts are alike. */
function leaking() {
  const { store } = temporaryStore();
  const words = Array.from({ length: 40 }, (_, i) =>
    String.fromCharCode(97 + (i % 26)).repeat(4 + i),
  );
  const hash = storeRows(
    store,
    "notes",
    words.map((word) => ({ text: `${NOTE} ${word}`, label: "XR" })),
    false,
  );
  return { store, hash, split: new SplitService(store).create(hash) };
}

it("finds the leak of a split in another process, and keeps the report", async () => {
  const { store, hash, split } = leaking();
  const quality = qualityOf(store);
  expect(quality.get(hash, split.id)).toBeNull();
  const phases = new Set<string>();
  const report = await quality.check(
    { dataset: "notes", split: split.id },
    { onProgress: ({ phase }) => phases.add(phase) },
  );
  const held = split.report.rows.validation + split.report.rows.test;
  expect(leakedRows(report)).toBe(held);
  expect(report.findings[0]).toEqual({ id: "near-leak", severity: "red", rows: held });
  expect([...phases]).toEqual(["reading", "comparing"]);
  expect(quality.get(hash, split.id)).toEqual(report);
  const [worst] = quality.examples(report);
  expect(worst).toMatchObject({
    kind: "near-leak",
    parts: [expect.stringMatching(/test|validation/), "train"],
  });
  expect(worst?.texts[0]).toContain(NOTE);
  expect(store.audit.newest(null, 1)[0]?.action).toBe("quality.check");
});

it("looks at a version alone, and counts rows too long where a model is named", async () => {
  const { store, hash } = leaking();
  const quality = qualityOf(store);
  const report = await quality.check({ dataset: hash, model: "base", contextLength: 64 });
  expect(report).toMatchObject({ splitId: null, near: { leaked: 0 }, truncation: { over: 3 } });
  expect(report.near.rows).toBe(40);
});

it("ends at a cancel without a report", async () => {
  const { store, hash, split } = leaking();
  const quality = qualityOf(store);
  const cancel = new AbortController();
  const check = quality.check({ dataset: hash, split: split.id }, { signal: cancel.signal });
  cancel.abort();
  await expect(check).rejects.toMatchObject({ code: "CANCELLED" });
  expect(quality.get(hash, split.id)).toBeNull();
});

it("refuses a split of another version, and rows in quarantine", async () => {
  const { store, split } = leaking();
  const quality = qualityOf(store);
  const other = storeRows(store, "other", [{ text: NOTE }], false);
  await expect(quality.check({ dataset: other, split: split.id })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const shut = storeRows(store, "shut", [{ text: "another note" }], true);
  await expect(quality.check({ dataset: shut })).rejects.toMatchObject({ code: "CONFLICT" });
});
