import type { SafeStorage } from "electron";
import type { Keyring } from "./keyring.ts";

/** Stores that only hide: their key is known, so what they hold counts as unprotected. */
const NOT_SECRET: ReadonlySet<string> = new Set(["basic_text", "unknown"]);

/**
 * With no secret store to ask, the asynchronous calls on Linux quietly encrypt with a key that is in
 * Chromium's source, whatever backend is selected; what they made then begins with this mark.
 */
const KNOWN_KEY_MARK = Buffer.from("v10");

/** How long a secret store has to answer at the program's start. */
const ANSWER_MS = 3000;
const ASK_EVERY_MS = 50;

/** Electron's safeStorage. Call after the application is ready. */
export function safeStorageKeyring(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform = process.platform,
): Keyring {
  const linux = platform === "linux";
  let answer: Promise<boolean> | null = null;
  // Only a yes is kept: a store that was locked, or a prompt that was closed, may open at a retry.
  const ask = async (): Promise<boolean> => {
    try {
      const yes = await answers(safeStorage);
      if (yes && (!linux || isSecret(await safeStorage.encryptStringAsync("probe")))) return true;
    } catch {
      // No answer is a no.
    }
    answer = null;
    return false;
  };
  const available = () => {
    answer ??= ask();
    return answer;
  };
  return {
    async backend() {
      if (!linux) {
        if (!(await available())) return null;
        return platform === "win32" ? "dpapi" : "keychain";
      }
      const backend = safeStorage.getSelectedStorageBackend();
      if (NOT_SECRET.has(backend)) return null;
      return (await available()) ? backend : null;
    },
    // Both end the process when no secret store answered: backend() is asked before.
    async encrypt(text) {
      const bytes = await safeStorage.encryptStringAsync(text);
      if (linux && !isSecret(bytes)) throw new Error("the secret store went away");
      return bytes;
    },
    async decrypt(bytes) {
      if (linux && !isSecret(bytes)) throw new Error("this was encrypted without a secret store");
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, renew: shouldReEncrypt };
    },
  };
}

function isSecret(bytes: Uint8Array): boolean {
  return !KNOWN_KEY_MARK.equals(bytes.subarray(0, KNOWN_KEY_MARK.length));
}

/**
 * In newer releases of Electron a promise that waits for the secret store. In older ones (42) a plain value that is false
 * until the store, asked in the background by the first call, has answered.
 */
async function answers(safeStorage: SafeStorage): Promise<boolean> {
  const ask = (): unknown => safeStorage.isAsyncEncryptionAvailable();
  const began = Date.now();
  for (;;) {
    const said = ask();
    if (said !== false) return (await said) === true;
    if (Date.now() - began >= ANSWER_MS) return false;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
