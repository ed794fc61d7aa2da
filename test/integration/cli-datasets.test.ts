import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PROTOCOLS = ["CTA Chest PE", "MR Brain", "US Abdomen", "XR Chest"];

/** 80 good rows (one text twice, in other letter case) and three bad ones. */
function orders(): string {
  const rows = ["order,protocol,patient_id"];
  for (let i = 0; i < 79; i++) {
    rows.push(`"Patient ${i}, pain since ${i} days",${PROTOCOLS[i % 4]},p${i}`);
  }
  rows.push(`"PATIENT 3,  pain since 3 days",${PROTOCOLS[3]},p3`);
  rows.push(",XR Chest,p90", "too,many,fields,here", `" ",MR Brain,p91`);
  return `${rows.join("\n")}\n`;
}

function workplace(): {
  home: string;
  folder: string;
  file: (name: string, text: string) => string;
} {
  const folder = temporaryFolder();
  return {
    home: join(folder, "home"),
    folder,
    file: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
  };
}

describe("import, split, inspect", () => {
  it("reads what can be read, names what cannot, and keeps equal texts together", async () => {
    const { home, file } = workplace();
    const imported = await cli(["import", file("orders.csv", orders()), "--json"], { home });
    expect(imported.code).toBe(0);
    expect(imported.last()).toMatchObject({
      type: "result",
      existing: false,
      version: {
        name: "orders",
        version: 1,
        kind: "csv",
        rows: 80,
        rejects: 3,
        duplicates: 1,
        mapping: { text: "order", label: "protocol", group: "patient_id" },
      },
    });
    expect(imported.last().rejects).toEqual([
      expect.objectContaining({ sourceRow: 82, reason: expect.stringContaining("text") }),
      expect.objectContaining({ sourceRow: 83, reason: "4 fields, the header has 3" }),
      expect.objectContaining({ sourceRow: 84, reason: expect.stringContaining("text") }),
    ]);

    const again = await cli(["import", file("copy.csv", orders()), "--json"], { home });
    expect(again.last()).toMatchObject({ existing: true });

    const split = await cli(["split", "orders", "--json"], { home });
    expect(split.last()).toMatchObject({
      type: "result",
      report: { rows: { train: 64, validation: 8, test: 8 }, duplicateSets: 1 },
    });
    const same = await cli(["split", "--dataset", "orders", "--json"], { home });
    expect(same.last().id).toBe(split.last().id);

    const inspected = await cli(["inspect", "orders", "--json"], { home });
    expect(inspected.last()).toMatchObject({
      type: "result",
      rejectReasons: expect.arrayContaining([{ reason: "4 fields, the header has 3", rows: 1 }]),
      splits: [expect.objectContaining({ id: split.last().id })],
    });
    const list = await cli(["inspect", "--json"], { home });
    expect(list.last()).toMatchObject({ type: "result", datasets: [{ name: "orders" }] });
  });

  it("tells a person the same, on standard output", async () => {
    const { home, file } = workplace();
    const imported = await cli(["import", file("orders.csv", orders())], { home });
    expect(imported.code).toBe(0);
    expect(imported.stdout).toMatch(/^Rows +80$/m);
    expect(imported.stdout).toContain("3 rows rejected:");
    expect(imported.stdout).toContain("line 83: 4 fields, the header has 3");
    const split = await cli(["split", "orders"], { home });
    expect(split.stdout).toMatch(/^train +64 +80\.0 %$/m);
    const inspected = await cli(["inspect", "orders"], { home });
    expect(inspected.stdout).toMatch(/^XR Chest +20 +25\.0 %$/m);
  });

  it("reads jsonl with columns named by flags", async () => {
    const { home, file } = workplace();
    const rows = [
      { note: "chest pain", wanted: "CTA", who: "a" },
      { note: "headache", wanted: "MR", who: "b" },
    ];
    const text = [...rows.map((row) => JSON.stringify(row)), "{not json", "[1]"].join("\n");
    const path = file("notes.jsonl", text);
    const args = ["import", path, "--text-column", "note", "--label-column", "wanted", "--json"];
    const imported = await cli([...args, "--name", "notes of a"], { home });
    expect(imported.last()).toMatchObject({
      version: {
        name: "notes of a",
        rows: 2,
        rejects: 2,
        labels: [{ label: "CTA", count: 1 }, {}],
      },
    });
  });
});

const MALFORMED: readonly (readonly [what: string, name: string, text: string | Uint8Array])[] = [
  ["an empty csv", "a.csv", ""],
  ["a csv without a text column", "a.csv", "colour,size\nred,1\n"],
  ["a quote that never closes", "a.csv", 'text,label\n"never closed,CT\nnext,MR\n'],
  [
    "a csv that is not UTF-8",
    "a.csv",
    Buffer.from([0x74, 0x65, 0x78, 0x74, 0x0a, 0xff, 0xfe, 0x80]),
  ],
  ["a csv of zeros", "a.csv", Buffer.alloc(4096)],
  ["an empty jsonl", "a.jsonl", ""],
  ["a jsonl of broken lines", "a.jsonl", '{"text": \n{"text"\nnull\n'],
  ["a pubmedqa that is a list", "a.json", "[1, 2, 3]"],
  ["a pubmedqa cut in the middle", "a.json", '{"123": {"QUESTION": "Is it'],
];

describe("files that are not what they should be", () => {
  it.each(MALFORMED)(
    "%s gives an error with a field, and no dataset",
    async (_what, name, text) => {
      const { home, folder } = workplace();
      const path = join(folder, name);
      writeFileSync(path, text);
      const kind = name.endsWith(".json") ? ["--as", "pubmedqa"] : [];
      const result = await cli(["import", path, ...kind, "--json"], { home });
      expect(result.code).toBe(1);
      expect(result.last()).toMatchObject({ type: "error", field: expect.stringMatching(/\S/) });
      expect(["INVALID_INPUT", "CORRUPT", "UNSUPPORTED", "TOO_LARGE"]).toContain(
        result.last().code,
      );
      const list = await cli(["inspect", "--json"], { home });
      expect(list.last()).toMatchObject({ type: "result", datasets: [] });
    },
  );

  it("a file that is not there, and a folder, are named", async () => {
    const { home, folder } = workplace();
    const absent = await cli(["import", join(folder, "no.csv")], { home });
    expect(absent.code).toBe(1);
    expect(absent.stderr).toContain(join(folder, "no.csv"));
    const directory = await cli(["import", folder, "--as", "csv", "--json"], { home });
    expect(directory.last()).toMatchObject({ type: "error", code: "INVALID_INPUT" });
  });

  it("a dataset nobody imported is not found", async () => {
    const { home } = workplace();
    for (const verb of ["split", "inspect"]) {
      const result = await cli([verb, "orders", "--json"], { home });
      expect(result.code).toBe(1);
      expect(result.last()).toMatchObject({ type: "error", code: "NOT_FOUND" });
    }
  });
});
