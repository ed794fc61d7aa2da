import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { freeBytes, requireFreeBytes } from "./disk-space.ts";
import { readPassphrase } from "./passphrase.ts";

it("replaces a file as a whole and leaves nothing beside it", () => {
  const folder = temporaryFolder();
  const file = join(folder, "f");
  writeFileSync(file, "old");
  writeFileAtomic(file, "new", 0o600);
  writeFileAtomic(join(folder, "g"), Uint8Array.of(1, 2));
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(["f", "g"]);
});

it("keeps the old content and names the fault when writing fails", () => {
  const folder = temporaryFolder();
  const target = join(folder, "a-folder");
  mkdirSync(join(target, "inside"), { recursive: true });
  expect(() => writeFileAtomic(target, "x")).toThrow(expect.objectContaining({ name: "AppError" }));
  expect(readdirSync(folder)).toEqual(["a-folder"]);
  expect(() => writeFileAtomic(join(folder, "none/f"), "x")).toThrow(
    expect.objectContaining({ code: "NOT_FOUND" }),
  );
});

it("refuses before writing when the disk has too little room", () => {
  const folder = temporaryFolder();
  const free = freeBytes(folder);
  expect(free).toBeGreaterThan(0);
  requireFreeBytes(folder, 1000, "a checkpoint");
  expect(() => requireFreeBytes(folder, free, "a checkpoint")).toThrow(
    expect.objectContaining({
      code: "DISK_FULL",
      details: { neededBytes: Math.ceil(free * 1.2), freeBytes: expect.any(Number) },
    }),
  );
});

it("takes the passphrase from the file or the environment, and takes it out of the latter", () => {
  const file = join(temporaryFolder(), "passphrase");
  writeFileSync(file, "from the file\r\nsecond line\n");
  const env: Record<string, string | undefined> = { DIFFERENTIAL_PASSPHRASE: "from the env" };
  expect(readPassphrase(file, env)).toBe("from the file");
  expect(env).toEqual({});
  env.DIFFERENTIAL_PASSPHRASE = "from the env";
  expect(readPassphrase(undefined, env)).toBe("from the env");
  expect(readPassphrase(undefined, env)).toBeNull();
  const short = { DIFFERENTIAL_PASSPHRASE: "short" };
  expect(() => readPassphrase(undefined, short)).toThrow(/8 characters/);
  expect(() => readPassphrase(`${file}-none`, {})).toThrow(
    expect.objectContaining({ field: "--passphrase-file" }),
  );
  expect(existsSync(file)).toBe(true);
});
