import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { smallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NEEDS_ROOT = "needs the right to mount a disk (root)";

function csv(name: string, rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `Order ${i}: ${"pain ".repeat(40)},CT ${i % 5}`,
  );
  const path = join(temporaryFolder(), name);
  writeFileSync(path, `text,label\n${lines.join("\n")}\n`);
  return path;
}

async function datasetNames(home: string): Promise<unknown> {
  const { code, last } = await cli(["inspect", "--json"], { home });
  expect(code).toBe(0);
  return (last().datasets as { name: string }[]).map((dataset) => dataset.name);
}

describe("the home", () => {
  it("is made where --home says, for this user alone, and found again by DIFFERENTIAL_HOME", async () => {
    const home = join(temporaryFolder(), "deep", "home");
    const imported = await cli(["import", csv("orders.csv", 20), "--home", home, "--json"]);
    expect(imported.code).toBe(0);
    expect(statSync(home).mode & 0o077).toBe(0);
    expect(await datasetNames(home)).toEqual(["orders"]);
  });

  it("with a passphrase opens with it alone", async () => {
    const folder = temporaryFolder();
    const home = join(folder, "home");
    const right = join(folder, "right");
    const wrong = join(folder, "wrong");
    writeFileSync(right, "correct horse battery\n");
    writeFileSync(wrong, "another horse entirely\n");
    const args = ["import", csv("orders.csv", 20), "--json", "--passphrase-file"];
    expect((await cli([...args, right], { home })).code).toBe(0);
    for (const more of [[], ["--passphrase-file", wrong]]) {
      const refused = await cli(["inspect", "--json", ...more], { home });
      expect(refused.code).toBe(1);
      expect(refused.last()).toMatchObject({ type: "error", code: "STORE_KEY_WRONG" });
    }
    const opened = await cli(["inspect", "--json", "--passphrase-file", right], { home });
    expect(opened.last()).toMatchObject({ datasets: [{ name: "orders" }] });
  });

  it("that is a file is refused by name", async () => {
    const home = join(temporaryFolder(), "home");
    writeFileSync(home, "");
    const { code, stderr } = await cli(["inspect"], { home });
    expect(code).toBe(1);
    expect(stderr).toContain("The home is not a folder.");
    expect(stderr).toContain(home);
  });
});

describe("a read-only home", () => {
  it("gives a clear error and keeps what is there", async ({ skip }) => {
    const disk = smallDisk(8 << 20);
    if (disk === null) return skip(NEEDS_ROOT);
    const home = join(disk.path, "home");
    expect((await cli(["import", csv("orders.csv", 20), "--json"], { home })).code).toBe(0);
    disk.makeReadOnly();
    const refused = await cli(["import", csv("more.csv", 20), "--json"], { home });
    expect(refused.code).toBe(1);
    expect(refused.last()).toMatchObject({ type: "error", code: "READ_ONLY" });
    expect(String(refused.last().hint)).not.toBe("");
  });

  it("whose folder this user may not write says so", async ({ skip }) => {
    if (process.getuid?.() === 0) return skip("root may write everywhere");
    const home = temporaryFolder();
    chmodSync(home, 0o500);
    const refused = await cli(["inspect", "--json"], { home });
    expect(refused.code).toBe(1);
    expect(refused.last()).toMatchObject({ type: "error", code: "PERMISSION_DENIED" });
  });
});

describe("a full disk", () => {
  it("ends an import with a clear error; what was there before is whole", async ({ skip }) => {
    const disk = smallDisk(2 << 20);
    if (disk === null) return skip(NEEDS_ROOT);
    const home = join(disk.path, "home");
    expect((await cli(["import", csv("orders.csv", 20), "--json"], { home })).code).toBe(0);
    const refused = await cli(["import", csv("large.csv", 20_000), "--json"], { home });
    expect(refused.code).toBe(1);
    expect(refused.last()).toMatchObject({ type: "error", code: "DISK_FULL" });
    expect(await datasetNames(home)).toEqual(["orders"]);
    disk.resize(16 << 20); // the person frees some space
    const split = await cli(["split", "orders", "--json"], { home });
    expect(split.last()).toMatchObject({ type: "result", report: { rows: { train: 16 } } });
  });

  it("that has no room for a home says so", async ({ skip }) => {
    const disk = smallDisk(16 << 10);
    if (disk === null) return skip(NEEDS_ROOT);
    const refused = await cli(["inspect"], { home: join(disk.path, "home") });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^Error: .*(disk|space)/im);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
  });
});
