import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createPendingFile } from "./pending-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pending-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("appears whole, and only with commit", () => {
  const path = join(folder, "out.csv");
  const file = createPendingFile(path, false);
  file.write("é".repeat(100_000));
  expect(existsSync(path)).toBe(false);
  file.write("end");
  const hash = file.commit();
  const bytes = readFileSync(path);
  expect(hash).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(bytes.toString()).toBe(`${"é".repeat(100_000)}end`);
  expect(readdirSync(folder)).toEqual(["out.csv"]);
});

it("leaves nothing when abandoned", () => {
  const file = createPendingFile(join(folder, "out.csv"), false);
  file.write("x".repeat(200_000));
  file.abandon();
  expect(readdirSync(folder)).toEqual([]);
});

it("refuses to take a name that is taken, also when it was taken meanwhile", () => {
  const path = join(folder, "out.csv");
  const file = createPendingFile(path, false);
  writeFileSync(path, "mine");
  expect(() => createPendingFile(path, false)).toThrow(/exists/);
  expect(() => file.commit()).toThrow(/exists/);
  file.abandon();
  expect(readFileSync(path, "utf8")).toBe("mine");
  const second = createPendingFile(path, true);
  second.write("new");
  second.commit();
  expect(readFileSync(path, "utf8")).toBe("new");
});

it("names the flag when the folder is missing", () => {
  const path = join(folder, "no", "out.csv");
  expect(() => createPendingFile(path, false)).toThrowError(
    expect.objectContaining({ code: "NOT_FOUND", field: "--output" }),
  );
});
