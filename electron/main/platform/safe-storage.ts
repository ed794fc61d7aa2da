import type { SafeStorage } from "electron";
import type { Keyring } from "./keyring.ts";

/** Stores that only hide: their key is known, so what they hold counts as unprotected. */
const NOT_SECRET: ReadonlySet<string> = new Set(["basic_text", "unknown"]);

/** Electron's safeStorage. Call after the application is ready. */
export function safeStorageKeyring(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform = process.platform,
): Keyring {
  return {
    async backend() {
      if (platform === "linux") {
        const backend = safeStorage.getSelectedStorageBackend();
        if (NOT_SECRET.has(backend)) return null;
        return (await safeStorage.isAsyncEncryptionAvailable()) ? backend : null;
      }
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
      return platform === "win32" ? "dpapi" : "keychain";
    },
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    async decrypt(bytes) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, renew: shouldReEncrypt };
    },
  };
}
