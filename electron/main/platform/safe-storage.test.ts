import type { SafeStorage } from "electron";
import { describe, expect, it } from "vitest";
import { safeStorageKeyring } from "./safe-storage.ts";

interface Fake {
  backend: string;
  available: () => unknown;
  /** What encrypted texts begin with: the way they were encrypted. */
  mark?: string;
}

function keyring({ backend, available, mark = "v11" }: Fake, platform: NodeJS.Platform = "linux") {
  const asked: string[] = [];
  const storage = {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: () => {
      asked.push("available");
      return available();
    },
    encryptStringAsync: async (text: string) => Buffer.from(`${mark}${text}`),
    decryptStringAsync: async (bytes: Buffer) => ({
      result: bytes.toString(),
      shouldReEncrypt: true,
    }),
  };
  return { keyring: safeStorageKeyring(storage as unknown as SafeStorage, platform), asked };
}

describe("safeStorage as a keyring", () => {
  it.each(["basic_text", "unknown"])("counts %s as none, without asking it", async (backend) => {
    const { keyring: found, asked } = keyring({ backend, available: async () => true });
    expect(await found.backend()).toBeNull();
    expect(asked).toEqual([]);
  });

  it("believes a yes once and for all, and asks again after a no", async () => {
    let answer = false;
    const { keyring: found, asked } = keyring({
      backend: "kwallet6",
      available: async () => answer,
    });
    expect(await found.backend()).toBeNull();
    answer = true; // the person unlocked it
    expect(await found.backend()).toBe("kwallet6");
    expect(await found.backend()).toBe("kwallet6");
    expect(asked).toHaveLength(2);
  });

  it("takes a prompt that was closed for a no", async () => {
    const { keyring: found } = keyring({
      backend: "kwallet6",
      available: async () => {
        throw new Error("dismissed");
      },
    });
    expect(await found.backend()).toBeNull();
  });

  it("waits for a store that answers in the background", async () => {
    let calls = 0;
    const { keyring: found } = keyring({
      backend: "gnome_libsecret",
      available: () => ++calls > 3,
    });
    expect(await found.backend()).toBe("gnome_libsecret");
  });

  it("gives up on one that never does", async () => {
    const { keyring: found } = keyring({ backend: "gnome_libsecret", available: () => false });
    expect(await found.backend()).toBeNull();
  });

  it("names the stores of other systems", async () => {
    const there = { backend: "unknown", available: async () => true };
    expect(await keyring(there, "win32").keyring.backend()).toBe("dpapi");
    expect(await keyring(there, "darwin").keyring.backend()).toBe("keychain");
  });

  it("hands texts and bytes through", async () => {
    const { keyring: found } = keyring({ backend: "kwallet", available: async () => true });
    const bytes = await found.encrypt("abc");
    expect(await found.decrypt(bytes)).toEqual({ text: "v11abc", renew: true });
  });

  it("sees through a store that answers with a key everybody knows", async () => {
    const { keyring: found } = keyring({
      backend: "gnome_libsecret",
      available: async () => true,
      mark: "v10",
    });
    expect(await found.backend()).toBeNull();
    await expect(found.encrypt("abc")).rejects.toThrow(/went away/);
    await expect(found.decrypt(Buffer.from("v10abc"))).rejects.toThrow(/without a secret store/);
    const windows = { backend: "unknown", available: async () => true, mark: "v10" };
    expect(await keyring(windows, "win32").keyring.backend()).toBe("dpapi"); // v10 is its real mark
  });
});
