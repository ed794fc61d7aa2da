import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { prepareHome } from "./home.ts";
import { readKey, unlockKey } from "./key-store.ts";
import { unwrapKey, wrapKey } from "./key-wrap.ts";

const home = () => prepareHome(temporaryFolder());
const WORDS = "correct horse battery";

it("makes a random key beside the data when there is no passphrase, and says so once", () => {
  const paths = home();
  const first = unlockKey(paths, null);
  expect(first.notice).toBe("created-beside-data");
  expect(first.key).toHaveLength(32);
  expect(unlockKey(paths, null)).toEqual({ key: first.key, notice: null });
  expect(statSync(paths.keyFile).mode & 0o777).toBe(0o600);
  expect(statSync(paths.keys).mode & 0o777).toBe(0o700);
  expect(unlockKey(home(), null).key).not.toEqual(first.key);
});

it("wraps the key by a passphrase: no key byte in the file, no opening without it", () => {
  const paths = home();
  const { key, notice } = unlockKey(paths, WORDS);
  expect(notice).toBe("created-with-passphrase");
  const file = readFileSync(paths.keyFile, "utf8");
  expect(file).not.toContain(key.toString("hex"));
  expect(file).not.toContain(WORDS);
  expect(unlockKey(paths, WORDS).key).toEqual(key);
  expect(readKey(paths, WORDS)).toEqual(key);
  for (const wrong of [null, "correct horse batterx"]) {
    expect(() => unlockKey(paths, wrong)).toThrow(
      expect.objectContaining({ code: "STORE_KEY_WRONG" }),
    );
  }
});

it("takes an unprotected home under a passphrase given later", () => {
  const paths = home();
  const { key } = unlockKey(paths, null);
  // Reading changes nothing; only the holder of the lock may.
  expect(readKey(paths, WORDS)).toEqual(key);
  expect(unlockKey(paths, WORDS)).toEqual({ key, notice: "passphrase-set" });
  expect(readFileSync(paths.keyFile, "utf8")).not.toContain(key.toString("hex"));
  expect(() => unlockKey(paths, null)).toThrow(/protected by a passphrase/);
});

it("never makes a new key for a store that has one", () => {
  const paths = home();
  unlockKey(paths, null);
  writeFileSync(paths.storeFile, "x");
  rmSync(paths.keyFile);
  expect(() => unlockKey(paths, null)).toThrow(/key file of this home is missing/);
  expect(() => readKey(home(), null)).toThrow(/nothing in this home/);
});

it("refuses a damaged or greedy key file without quoting it", () => {
  const paths = home();
  const { key } = unlockKey(paths, null);
  const good = JSON.stringify(wrapKey(key, WORDS));
  const damaged = [
    "",
    "{",
    "[]",
    good.slice(0, -9),
    good.replace('"format":1', '"format":2'),
    good.replace(/"N":\d+/, '"N":1073741824'),
    good.replace(/"N":\d+/, '"N":65537'),
    good.replace(/"salt":"/, '"salt":"zz'),
    `{"format":1,"protection":"file","key":"${key.toString("hex")}0"}`,
  ];
  for (const text of damaged) {
    writeFileSync(paths.keyFile, text);
    try {
      unlockKey(paths, WORDS);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "CORRUPT" });
      expect(error).not.toHaveProperty("cause");
      expect(JSON.stringify(error)).not.toContain(key.toString("hex").slice(0, 16));
    }
  }
});

it("finds every changed field of a wrapped key", () => {
  const wrapped = wrapKey(Buffer.alloc(32, 9), WORDS);
  for (const field of ["salt", "nonce", "wrapped", "tag"] as const) {
    const first = wrapped[field][0] === "0" ? "1" : "0";
    const changed = { ...wrapped, [field]: first + wrapped[field].slice(1) };
    expect(() => unwrapKey(changed, WORDS)).toThrow(/does not open/);
  }
  expect(unwrapKey(wrapped, WORDS)).toEqual(Buffer.alloc(32, 9));
});
