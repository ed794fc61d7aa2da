// What the pages of datasets and models do, from the command line.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { makeTinyModel } from "../support/tiny-model.ts";

it("a file is looked at, imported, removed and restored", async () => {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  const file = join(folder, "orders.csv");
  const rows = Array.from({ length: 12 }, (_, i) => `note number ${i},${i % 2 ? "CT" : "MR"}`);
  writeFileSync(file, `befund,protocol\n${rows.join("\n")}\n,CT\n`);

  const preview = await cli(["import", file, "--preview", "--json"], { home });
  expect(preview.last()).toMatchObject({
    mapping: { text: "befund", label: "protocol" },
    sources: { text: "content", label: "name" },
    read: { rows: 12, rejects: 1, whole: true },
  });
  const words = await cli(["import", file, "--preview"], { home });
  expect(words.stdout).toMatch(/Column text\s+befund \(a guess\)/);
  expect(words.stdout).toMatch(/line 14: text: empty/);
  expect((await cli(["datasets", "list", "--json"], { home })).last().datasets).toEqual([]);

  const imported = await cli(["import", file, "--text-column", "befund", "--json"], { home });
  const { hash } = imported.last().version as { hash: string };
  const removed = await cli(["datasets", "remove", "orders"], { home });
  expect(removed.stdout).toContain(`workbench datasets restore ${hash}`);
  expect((await cli(["datasets", "remove", "orders", "--json"], { home })).last()).toMatchObject({
    type: "error",
    code: "NOT_FOUND",
  });
  const list = await cli(["datasets", "list", "--removed", "--json"], { home });
  expect(list.last().datasets).toHaveLength(1);
  expect((await cli(["datasets", "restore", hash], { home })).stdout).toContain("Restored orders");
  expect((await cli(["inspect", "orders", "--json"], { home })).code).toBe(0);
});

it("a model folder is checked, registered, removed and restored", async () => {
  const folder = temporaryFolder();
  const home = join(folder, "home");
  const model = await makeTinyModel(join(folder, "tiny"));
  const check = await cli(["models", "check", model, "--json"], { home });
  expect(check.last()).toMatchObject({ problems: [], info: { contextLength: 128 } });
  const added = await cli(["models", "add", model, "--json"], { home });
  const { id } = added.last().model as { id: string };
  rmSync(join(model, "tokenizer.json"));
  const broken = await cli(["models", "check", "tiny"], { home });
  expect(broken.stdout).toContain("The model folder has no tokenizer.json.");
  const removed = await cli(["models", "remove", "tiny"], { home });
  expect(removed.stdout).toContain(`workbench models restore ${id}`);
  expect((await cli(["models", "list", "--json"], { home })).last().models).toEqual([]);
  await cli(["models", "restore", id], { home });
  expect((await cli(["models", "list", "--json"], { home })).last().models).toHaveLength(1);
});
