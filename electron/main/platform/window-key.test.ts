import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FakeKeyring } from "../../../test/support/fake-keyring.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import type { Protection } from "../../shared/contract/session.ts";
import { type HomePaths, prepareHome } from "./home.ts";
import { readKey, unlockKey } from "./key-store.ts";
import { WindowKey } from "./window-key.ts";

const WORDS = "correct horse battery";
const OTHER = "another nine words";

function setUp(backend: string | null = "gnome_libsecret") {
  const paths = prepareHome(temporaryFolder());
  const keyring = new FakeKeyring(backend);
  return { paths, keyring, keys: new WindowKey(paths, keyring) };
}

async function made(keys: WindowKey, paths: HomePaths, protection: Protection): Promise<Buffer> {
  const passphrase = protection === "system" || protection === "none" ? undefined : WORDS;
  const { key } = (await keys.create(protection, passphrase))(paths);
  return Buffer.from(key); // the opening of the store overwrites its own
}

const stored = (paths: HomePaths) => readFileSync(paths.keyFile, "utf8");

describe("a new home", () => {
  it.each([
    ["system", null],
    ["both", WORDS],
    ["none", null],
  ] as const)("guarded by %s opens without asking", async (protection, passphrase) => {
    const { paths, keys } = setUp();
    expect(keys.status()).toEqual({ protection: null, takesPassphrase: false });
    const key = await made(keys, paths, protection);
    expect(keys.status()).toEqual({ protection, takesPassphrase: passphrase !== null });
    expect((await keys.open())?.(paths).key).toEqual(key);
    expect(stored(paths).includes(key.toString("hex"))).toBe(protection === "none");
  });

  it("guarded by a passphrase alone opens with it, and only with it", async () => {
    const { paths, keys } = setUp(null);
    const key = await made(keys, paths, "passphrase");
    expect(await keys.open()).toBeNull();
    expect(keys.openWith(WORDS)(paths).key).toEqual(key);
    expect(() => keys.openWith("not the passphrase")).toThrow(/does not open the workbench/);
    expect(stored(paths)).not.toContain(key.toString("hex"));
  });

  it("asks for 8 characters, and for a secret store where one is chosen", async () => {
    const { keys } = setUp(null);
    await expect(keys.create("passphrase", "short")).rejects.toThrow(/8 characters/);
    await expect(keys.create("passphrase", undefined)).rejects.toThrow(/8 characters/);
    await expect(keys.create("system", undefined)).rejects.toThrow(/no secret store/);
    await expect(keys.create("both", WORDS)).rejects.toThrow(/no secret store/);
  });

  it("takes composed and decomposed letters as the same passphrase", async () => {
    const { paths, keys } = setUp(null);
    const { key } = (await keys.create("passphrase", "pâté de lièvre"))(paths);
    expect(keys.openWith("pâté de lièvre".normalize("NFD"))(paths).key).toEqual(key);
  });

  it("never replaces a key that another program made meanwhile", async () => {
    const { paths, keys } = setUp();
    const unlock = await keys.create("system", undefined);
    const { key } = unlockKey(paths, null);
    expect(() => unlock(paths)).toThrow(/in the meantime/);
    expect(readKey(paths, null)).toEqual(key);
  });

  it("is never made over a store whose key file is gone", () => {
    const { paths, keys } = setUp();
    writeFileSync(paths.storeFile, "x");
    expect(() => keys.status()).toThrow(/key file of this home is missing/);
  });
});

describe("the command line and the window", () => {
  it("open each other's homes by passphrase and by file", async () => {
    const { paths, keys } = setUp(null);
    const { key } = unlockKey(paths, WORDS);
    expect(keys.openWith(WORDS)(paths).key).toEqual(key);
    const second = setUp(null);
    const open = await made(second.keys, second.paths, "none");
    expect(readKey(second.paths, null)).toEqual(open);
  });

  it("say what to do about a key that only the desktop has", async () => {
    const { paths, keys } = setUp("kwallet6");
    const key = await made(keys, paths, "system");
    expect(() => unlockKey(paths, WORDS)).toThrow(/kept by KWallet 6/);
    try {
      readKey(paths, null);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: "STORE_KEY_WRONG",
        hint: expect.stringContaining("add a passphrase"),
      });
    }
    (await keys.protect({ protection: "both", passphrase: WORDS }))();
    expect(readKey(paths, WORDS)).toEqual(key);
    expect(() => readKey(paths, null)).toThrow(/protected by a passphrase/);
  });
});

describe("another protection", () => {
  const steps: [Protection, Protection][] = [
    ["none", "passphrase"],
    ["none", "system"],
    ["system", "both"],
    ["system", "none"],
    ["both", "system"],
    ["both", "passphrase"],
    ["passphrase", "none"],
    ["passphrase", "both"],
  ];
  it.each(steps)("from %s to %s keeps the key", async (from, to) => {
    const { paths, keys } = setUp();
    const key = await made(keys, paths, from);
    const passphrase = to === "system" || to === "none" ? undefined : OTHER;
    const current = from === "passphrase" ? WORDS : undefined;
    (await keys.protect({ protection: to, current, passphrase }))();
    expect(keys.status().protection).toBe(to);
    if (passphrase === undefined) expect((await keys.open())?.(paths).key).toEqual(key);
    else expect(keys.openWith(OTHER)(paths).key).toEqual(key);
  });

  it("needs the present passphrase where nothing else reaches the key", async () => {
    const { paths, keys } = setUp();
    await made(keys, paths, "passphrase");
    const before = stored(paths);
    await expect(keys.protect({ protection: "none" })).rejects.toThrow(/present passphrase/);
    await expect(keys.protect({ protection: "none", current: OTHER })).rejects.toThrow(
      /does not open/,
    );
    expect(stored(paths)).toBe(before);
  });
});

describe("a secret store that changed", () => {
  it("is named, with the way out, and nothing it said", async () => {
    const { paths, keys, keyring } = setUp("gnome_libsecret");
    await made(keys, paths, "both");
    keyring.name = "kwallet6";
    const changed = await keys.open().catch((error: unknown) => error);
    expect(changed).toMatchObject({
      code: "STORE_KEY_WRONG",
      message: expect.stringMatching(/GNOME Keyring.*offers KWallet 6/),
      hint: expect.stringContaining("or open it with your passphrase"),
    });
    expect(JSON.stringify(changed)).not.toContain("secret-of-the-keyring");
    expect(changed).not.toHaveProperty("cause");
    keyring.name = null;
    await expect(keys.open()).rejects.toThrow(/no secret store answers/);
    expect(keys.openWith(WORDS)(paths).key).toHaveLength(32);
  });

  it("that lost the secret says so", async () => {
    const { paths, keys } = setUp();
    await made(keys, paths, "system");
    const file = JSON.parse(stored(paths));
    file.wrapped = Buffer.from("gnome_libsecret:zz").toString("base64");
    writeFileSync(paths.keyFile, JSON.stringify(file));
    await expect(keys.open()).rejects.toThrow(/did not give the secret/);
  });

  it("that asks for it gets the key encrypted anew, at the opening", async () => {
    const { paths, keys, keyring } = setUp();
    const key = await made(keys, paths, "system");
    keyring.renew = true;
    const unlock = await keys.open();
    const before = stored(paths);
    expect(unlock?.(paths).key).toEqual(key);
    expect(JSON.parse(stored(paths))).toEqual(JSON.parse(before)); // the fake is deterministic
  });
});
