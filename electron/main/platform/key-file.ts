/** The file that holds the store's key in one of its wrappings (ADR 0002, ADR 0006). */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { errnoOf, systemError } from "../../shared/system-error.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { type HomePaths, homeHasStore } from "./home.ts";
import { WrappedKeySchema } from "./key-wrap.ts";

const KeyFileSchema = z.discriminatedUnion("protection", [
  WrappedKeySchema,
  z.strictObject({
    format: z.literal(1),
    protection: z.literal("file"),
    key: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({
    format: z.literal(1),
    protection: z.literal("system"),
    /** Which secret store holds the secret: "gnome_libsecret". A session may offer another one. */
    backend: z.string().regex(/^[a-z0-9_-]{1,40}$/),
    wrapped: z.base64().min(1).max(8192),
    /** The same key under a passphrase: a second way in, and the only one of the command line. */
    passphrase: WrappedKeySchema.nullable(),
  }),
]);
export type KeyFile = z.infer<typeof KeyFileSchema>;
export type SystemKeyFile = Extract<KeyFile, { protection: "system" }>;

/** Null where there is no file; CORRUPT when it is none of ours. */
export function readKeyFile(paths: HomePaths): KeyFile | null {
  let text: string;
  try {
    text = readFileSync(paths.keyFile, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw systemError(error, "reading the key file", { path: paths.keyFile });
  }
  const parsed = KeyFileSchema.safeParse(tryJson(text));
  if (parsed.success) return parsed.data;
  // No cause: a parser's message could quote the key.
  throw new AppError("CORRUPT", "The key file of this home is damaged.", {
    field: parsed.error.issues[0]?.path.join(".") || "store-key.json",
    hint: "Restore keys/store-key.json from a backup.",
    path: paths.keyFile,
  });
}

/** Call while holding the home's lock. */
export function writeKeyFile(paths: HomePaths, file: KeyFile): void {
  writeFileAtomic(paths.keyFile, `${JSON.stringify(file)}\n`, 0o600);
}

/** Call while holding the home's lock: a key that exists is never replaced by a new one. */
export function createKeyFile(paths: HomePaths, file: KeyFile): void {
  if (homeHasStore(paths)) throw missingKey(paths);
  if (readKeyFile(paths) !== null) {
    throw new AppError("CONFLICT", "This home has got a key in the meantime.", {
      hint: "Start again: it opens with the protection that was chosen there.",
      path: paths.keyFile,
    });
  }
  writeKeyFile(paths, file);
}

export function missingKey(paths: HomePaths): AppError {
  return new AppError("STORE_KEY_WRONG", "The key file of this home is missing.", {
    hint: "Restore keys/store-key.json from a backup; the store cannot be opened without it.",
    path: paths.keyFile,
  });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
