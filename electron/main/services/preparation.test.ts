import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { temporaryStore } from "../../../test/support/temporary-store.ts";
import { parseDocument } from "../../parsers/parse-document.ts";
import { guessKind } from "../../parsers/preview/guess-kind.ts";
import { previewDocument } from "../../parsers/preview/preview-document.ts";
import { openTable } from "../../parsers/table.ts";
import { openTerms } from "../../parsers/terminology/terms.ts";
import { ColumnMappingSchema, type SourceKind } from "../../shared/domain/dataset.ts";
import { Normaliser } from "../../shared/domain/terms/normalise.ts";
import { watchFiles } from "../platform/watch-files.ts";
import { AugmentService } from "./augment-service.ts";
import { DatasetPreviewService } from "./dataset-preview-service.ts";
import { DatasetService } from "./dataset-service.ts";
import { SplitService } from "./split-service.ts";
import { SynthesisService } from "./synthesis-service.ts";
import { TerminologyService } from "./terminology-service.ts";
import { WatchFolderService } from "./watch-folder-service.ts";

const WORDS = [["fever", "pyrexia"]];
const MI = {
  short: "MI",
  senses: [{ long: "myocardial infarction", context: [], sections: [] }],
};

function services() {
  const temporary = temporaryStore();
  const { store } = temporary;
  const datasets = new DatasetService(store, parseDocument);
  const previews = new DatasetPreviewService(store, (file) => previewDocument(file), guessKind);
  const splits = new SplitService(store);
  return {
    ...temporary,
    datasets,
    previews,
    splits,
    augment: new AugmentService(store, splits, () => WORDS),
    synthesis: new SynthesisService(store, openTable),
    terminology: new TerminologyService(store, openTerms, () => new Normaliser([MI], WORDS)),
    watch: new WatchFolderService({ store, datasets, previews, files: watchFiles }),
  };
}

function fileOf(name: string, content: string, folder = temporaryFolder()): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const options = (name: string, kind: SourceKind, mapping = {}) => ({
  name,
  kind,
  mapping: ColumnMappingSchema.parse(mapping),
});

it("augments the training part alone, keeps the division and says what it was made from", async () => {
  const { datasets, splits, augment, store } = services();
  const lines = Array.from(
    { length: 40 },
    (_, i) => `fever of patient ${i},${i % 2 ? "A" : "B"},p${i >> 1}`,
  );
  const path = fileOf("a.csv", `text,label,patient\n${lines.join("\n")}\n`);
  const { version } = await datasets.import([path], options("a", "csv"));
  const split = splits.create(version.hash, { grouped: true });
  const preview = augment.preview(split.id);
  const outcome = await augment.augment(split.id, undefined);

  expect(outcome.report).toEqual(preview.report);
  expect(outcome.report.synonyms).toBe(split.report.rows.train);
  const { train, validation, test } = outcome.split.report.rows;
  expect([train, validation, test]).toEqual([
    split.report.rows.train * 2,
    split.report.rows.validation,
    split.report.rows.test,
  ]);
  expect(outcome.version).toMatchObject({
    name: "a augmented",
    derivation: { method: "augment", parentHash: version.hash },
  });
  const heldOut = (id: string) => [...store.splits.rows(id, "test")].map(({ text }) => text);
  expect(heldOut(outcome.split.id)).toEqual(heldOut(split.id));
  const rows = [...store.datasets.rows(outcome.version.hash)];
  for (const copy of rows.filter(({ parent }) => parent !== undefined)) {
    const parent = rows.find(({ id }) => id === copy.parent);
    expect(copy).toMatchObject({ group: parent?.group, part: "train", origin: "synonyms" });
  }
  expect(splits.preview(outcome.version.hash, { method: "column" }).crossingGroups).toBe(0);
  await expect(augment.augment(outcome.split.id, "again")).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(store.audit.newest(null, 3).map(({ action }) => action)).toContain("preparation.augment");
});

it("writes the same notes for the same seed, as one version", async () => {
  const { synthesis, store } = services();
  const path = fileOf(
    "cases.csv",
    "id,complaint,age,sex,label\nc1,cough,40,F,CXR\nc2,fall,80,M,XR\nc3,,1,F,x\n",
  );
  const first = await synthesis.synthesize(path, "notes", { count: 12, seed: 3 });
  expect(first.report).toMatchObject({ cases: 2, rejected: 1, rejects: [{ sourceRow: 3 }] });
  expect(first.version).toMatchObject({ kind: "synthetic", derivation: { method: "synthesize" } });
  const rows = [...store.datasets.rows(first.version.hash)];
  expect(new Set(rows.map(({ parent }) => parent))).toEqual(new Set(["c1", "c2"]));
  const again = await synthesis.synthesize(path, "notes", { count: 12, seed: 3 });
  expect(again.version.hash).toBe(first.version.hash);
  const empty = fileOf("none.csv", "complaint,age\n,4\n");
  await expect(synthesis.synthesize(empty, "x", { count: 1 })).rejects.toMatchObject({
    field: "--cases",
  });
});

const CONSO = (cui: string, text: string, rest: { lat?: string; s?: string; pref?: string } = {}) =>
  `${cui}|${rest.lat ?? "ENG"}|P|L1|PF|S1|${rest.pref ?? "Y"}|A1||||SAB|PT|1|${text}|0|${rest.s ?? "N"}|256|`;

it("imports UMLS rows in English and looks concepts up by name", async () => {
  const { terminology } = services();
  const mrconso = fileOf(
    "MRCONSO.RRF",
    [
      CONSO("C0027051", "Myocardial Infarction"),
      CONSO("C0027051", "Heart  Attack", { pref: "N" }),
      CONSO("C0027051", "Infarto", { lat: "SPA" }),
      CONSO("C0000001", "Old name", { s: "O" }),
      CONSO("C0018787", "Heart"),
    ].join("\n"),
  );
  const mrsty = fileOf("MRSTY.RRF", "C0027051|T047|B2.2|Disease or Syndrome|AT1||\n");
  const found = await terminology.importUmls({ mrconso, mrsty }, "2024AB");
  expect(found).toMatchObject({ kind: "umls", name: "2024AB", entries: 3 });
  expect(terminology.lookup("heart attack")).toEqual([
    { concept: "C0027051", name: "Myocardial Infarction", types: ["Disease or Syndrome"] },
  ]);
  expect(terminology.lookup("Infarto")).toEqual([]);
  const wrong = fileOf("x.rrf", "a,b\n".repeat(3));
  await expect(terminology.importUmls({ mrconso: wrong }, "x")).rejects.toMatchObject({
    message: "The file is not MRCONSO.RRF.",
  });
  expect(terminology.list()).toEqual([found]);
  terminology.remove("umls");
  expect(terminology.lookup("heart")).toEqual([]);
});

it("checks codes by the rules, and by the list once there is one", async () => {
  const { terminology } = services();
  const before = terminology.checkCodes(["a390", "E99"]);
  expect(before).toMatchObject([
    { code: "A39.0", possible: true, listed: null },
    { code: "E99", possible: false, listed: null },
  ]);
  await terminology.importCodes(fileOf("c.tsv", "A390\tMeningococcal meningitis\nG00\t\n"), "2019");
  expect(terminology.checkCodes(["A39.0", "A39.1"])).toMatchObject([
    { listed: true, title: "Meningococcal meningitis" },
    { listed: false, possible: true },
  ]);
});

it("normalises a dataset into a new version whose rows keep their ids", async () => {
  const { datasets, terminology, store } = services();
  const path = fileOf("n.csv", "text,label\nold MI with pyrexia,A\nnothing,B\n");
  const { version } = await datasets.import([path], options("n", "csv"));
  const outcome = await terminology.normalise({ dataset: "n", synonyms: true });
  expect(outcome).toMatchObject({ changed: 1, expanded: 1, synonyms: 1, left: 0 });
  expect(outcome.version.derivation?.parentHash).toBe(version.hash);
  expect([...store.datasets.rows(outcome.version.hash)].map(({ id, text }) => [id, text])).toEqual([
    ["1", "old myocardial infarction with fever"],
    ["2", "nothing"],
  ]);
});

it("remembers what the columns of a source meant", async () => {
  const { datasets, previews, store } = services();
  const content = (text: string) => `a,b,c\n${text},x,y\n`;
  const said = { text: "c", label: "a", group: "-", id: "-", answer: "-", part: "-" };
  const first = await datasets.import(
    [fileOf("1.csv", content("one"))],
    options("one", "csv", said),
  );
  expect(first.remembered).toBe(false);
  const second = fileOf("2.csv", "c,b,a\ny,x,two\n");
  expect(
    await previews.preview({ path: second, kind: null, mapping: ColumnMappingSchema.parse({}) }),
  ).toMatchObject({
    mapping: { text: "c", label: "a" },
    sources: { text: "remembered", label: "remembered", group: "none" },
    problem: null,
  });
  const again = await datasets.import([second], options("two", "csv"));
  expect(again.remembered).toBe(true);
  expect([...store.datasets.rows(again.version.hash)]).toMatchObject([{ text: "y", label: "two" }]);
  const other = await datasets.import([second], options("three", "csv", { text: "b" }));
  expect(other.remembered).toBe(false);
});

it("gives a patient one name in all files of a store", async () => {
  const { datasets, store } = services();
  const message = (order: string) =>
    `MSH|^~\\&|A|B|C|D|2024||ORM^O01|1|P|2.3\rPID|1||4711||DOE^JANE\rOBR|1|${order}||X^CT ${order}\r`;
  const one = await datasets.import([fileOf("1.hl7", message("1"))], options("one", "hl7"));
  const two = await datasets.import([fileOf("2.hl7", message("2"))], options("two", "hl7"));
  const group = (hash: string) => [...store.datasets.rows(hash)][0]?.group;
  expect(group(one.version.hash)).toBe(group(two.version.hash));
  expect(group(one.version.hash)).toMatch(/^patient-/);
});

it("takes files in from a folder once they stopped growing, and says what was wrong with others", async () => {
  const { watch, store } = services();
  const folder = temporaryFolder();
  watch.watch({ folder, dataset: "orders", patientData: false });
  watch.stop();
  await watch.look();
  const order = "MSH|^~\\&|A|B|C|D|2024||ORM^O01|1|P|2.3\rOBR|1|1||X^CT Head\r";
  fileOf("a.hl7", order, folder);
  fileOf("b.hl7", order.replace("CT Head", "CT Neck").replace("|1|1|", "|1|2|"), folder);
  fileOf("bad.csv", "a,b\n1,2\n", folder);
  fileOf("c.csv.part", "text\nx\n", folder);
  symlinkSync("/etc/hostname", join(folder, "link.csv"));
  mkdirSync(join(folder, "sub"));
  await watch.look();
  expect(store.datasets.list()).toEqual([]);
  fileOf("b.hl7", `${order.replace("CT Head", "MR Neck").replace("|1|1|", "|1|3|")}\r`, folder);
  await watch.look();
  await watch.look();
  expect(store.datasets.list().map(({ name, rows }) => [name, rows])).toEqual([
    ["orders", 1],
    ["orders", 1],
  ]);
  expect(readdirSync(join(folder, "done")).sort()).toEqual(["a.hl7", "b.hl7"]);
  expect(readFileSync(join(folder, "failed/bad.csv.reason.txt"), "utf8")).toContain(
    "no text column",
  );
  expect(existsSync(join(folder, "link.csv"))).toBe(true);
  expect(watch.state()).toMatchObject({
    imported: 2,
    failed: 1,
    problem: null,
    watched: { dataset: "orders" },
  });
  expect(store.audit.newest(null, 20).map(({ action }) => action)).toEqual(
    expect.arrayContaining(["preparation.watch", "datasets.import", "preparation.fileFailed"]),
  );
  expect(watch.unwatch().watched).toBeNull();
});
