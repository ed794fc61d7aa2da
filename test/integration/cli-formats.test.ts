import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cli, startCli } from "../support/cli.ts";
import { parquetFile } from "../support/parquet-file.ts";
import { sharedData } from "../support/shared-data.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ORDER =
  "MSH|^~\\&|RIS|A|PACS|B|202403051200||ORM^O01|1|P|2.3\rPID|1||778899||DOE^JANE||19820310|F\r" +
  "OBR|1|P100||71260^CT chest^C4|||||||||||||||||||||||||||^Acute chest pain\r";

function workplace() {
  const folder = temporaryFolder();
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { folder, home: join(folder, "home"), file };
}

const REAL = [
  ["asclepius/ASCLEPIUS_real_rows_from_kosaim_notebooks.jsonl", "asclepius", 2],
  ["mts_dialog/MTS-Dialog-TrainingSet.csv", "mts-dialog", 1201],
  ["mts_dialog/MTS-Dialog-ValidationSet.csv", "mts-dialog", 100],
  ["medquad/medquad.jsonl.gz", "medquad", 16_407],
  ["pubmedqa/ori_pqal_train500.json", "pubmedqa", 500],
  ["guidelines/ucg_alpaca_130.jsonl", "alpaca", 130],
  ["guidelines/nigeria_nstg/nstg_pairs.jsonl", "jsonl", 270],
  ["symptom2disease/Symptom2Disease.csv", "csv", 1200],
  ["orders/ORM-O01-01.hl7", "hl7", 1],
  ["orders/ORM-O01-02.hl7", "hl7", 1],
  ["orders/ORM-O01-03.hl7", "hl7", 2],
] as const;

describe("a real file", () => {
  it.each(REAL)("%s is imported by one command, as %s", async (name, kind, rows) => {
    const path = sharedData(name);
    if (path === null) return;
    const imported = await cli(["import", path, "--json"], { home: workplace().home });
    expect(imported.last()).toMatchObject({ type: "result", version: { kind, rows, rejects: 0 } });
  });
});

describe("import", () => {
  it("tells the kind by the contents and reads what is packed", async () => {
    const { home, file } = workplace();
    const chat = JSON.stringify({
      messages: [
        { role: "user", content: "Fever?" },
        { role: "assistant", content: "How high?" },
      ],
    });
    const files = [
      [file("orders.dat", ORDER), "hl7"],
      [file("talk.jsonl.gz", gzipSync(chat)), "chat"],
      [file("rows", parquetFile({ note: ["acute chest pain"], label: ["CT"] })), "parquet"],
      [file("f.json", '{"resourceType":"ServiceRequest","code":{"text":"CT"}}'), "fhir"],
    ] as const;
    for (const [path, kind] of files) {
      const imported = await cli(["import", path, "--json"], { home });
      expect(imported.last()).toMatchObject({ version: { kind, rows: 1 } });
    }
  });

  it("asks where the contents do not say, and where files differ", async () => {
    const { home, file } = workplace();
    const letter = await cli(["import", file("a.txt", "Dear colleague\n"), "--json"], { home });
    expect([letter.code, letter.last().field]).toEqual([2, "--as"]);
    const mixed = [file("a.csv", "text\nx\n"), file("b.hl7", ORDER)];
    const both = await cli(["import", ...mixed], { home });
    expect(both.code).toBe(2);
    expect(both.stderr).toContain("several kinds (csv, hl7)");
  });

  it("reads the columns as it was told the last time", async () => {
    const { home, file } = workplace();
    const first = file("1.csv", "a,b\none,two\n");
    await cli(["import", first, "--text-column", "b", "--label-column", "a"], { home });
    const again = await cli(["import", file("2.csv", "b,a\nthree,four\n"), "--json"], { home });
    expect(again.last()).toMatchObject({
      remembered: true,
      version: { mapping: { text: "b", label: "a" } },
    });
  });
});

it("augments the training part of a split and keeps the division", async () => {
  const { home, file } = workplace();
  const rows = Array.from(
    { length: 60 },
    (_, i) => `fever and cough for ${i} days,${i % 2 ? "A" : "B"}`,
  );
  await cli(["import", file("n.csv", `text,label\n${rows.join("\n")}\n`)], { home });
  const split = (await cli(["split", "n", "--json"], { home })).last();
  const preview = await cli(["augment", "--split", String(split.id), "--preview", "--json"], {
    home,
  });
  const made = await cli(["augment", "--split", String(split.id), "--json"], { home });
  expect(made.code).toBe(0);
  expect(preview.last().report).toEqual(made.last().report);
  expect(made.last()).toMatchObject({
    version: { name: "n augmented", derivation: { method: "augment" } },
    split: { report: { rows: { validation: 6, test: 6 }, crossingDuplicates: 0 } },
  });
  const missing = await cli(["augment"], { home });
  expect([missing.code, missing.stderr.includes("--split is missing")]).toEqual([2, true]);
});

it("writes notes from cases, the same ones for a seed", async () => {
  const { home, file } = workplace();
  const cases = file("cases.csv", "id,complaint,age,sex\nc1,cough,40,F\nc2,,3,M\n");
  const write = (seed: string) =>
    cli(["synthesize", "--cases", cases, "--count", "9", "--seed", seed, "--json"], { home });
  const [one, same, other] = [await write("1"), await write("1"), await write("2")];
  expect(one.last()).toMatchObject({
    version: { kind: "synthetic" },
    report: { cases: 1, rejected: 1 },
  });
  const hash = (result: typeof one) => (result.last().version as { hash: string }).hash;
  expect(hash(same)).toBe(hash(one));
  expect(hash(other)).not.toBe(hash(one));
});

it("knows abbreviations and codes, and lists of one's own", async () => {
  const { home, file } = workplace();
  const expand = await cli(["terminology", "expand", "MI with raised troponin", "--json"], {
    home,
  });
  expect(expand.last()).toMatchObject({ text: "myocardial infarction with raised troponin" });
  const list = file("codes.tsv", "A39.0\tMeningococcal meningitis\n");
  await cli(["terminology", "import-codes", list], { home });
  const check = await cli(["terminology", "check-codes", "A390", "E99", "--json"], { home });
  expect(check.last()).toMatchObject({
    codes: [
      { code: "A39.0", listed: true },
      { code: "E99", possible: false },
    ],
  });
  const wrong = await cli(["terminology", "import-umls", list], { home });
  expect([wrong.code, wrong.stderr.includes("not MRCONSO.RRF")]).toEqual([1, true]);
});

it("watches a folder until it is interrupted", async () => {
  const { home, folder, file } = workplace();
  file("a.hl7", ORDER);
  file("bad.json", '{"a":');
  const running = startCli(["watch", folder, "--name", "orders", "--no-patient-data", "--json"], {
    home,
  });
  await running.printed("1 files imported, 1 failed");
  running.signal("SIGINT");
  const { code, last } = await running.ended;
  expect(code).toBe(0);
  expect(last()).toMatchObject({ imported: 1, failed: 1, watched: null });
  expect(existsSync(join(folder, "done/a.hl7"))).toBe(true);
  expect(existsSync(join(folder, "failed/bad.json.reason.txt"))).toBe(true);
  const listed = await cli(["inspect", "--json"], { home });
  expect(listed.last()).toMatchObject({ datasets: [{ name: "orders", kind: "hl7", rows: 1 }] });
});
