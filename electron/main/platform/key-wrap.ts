/** A 32-byte key wrapped by a passphrase: scrypt (RFC 7914) and AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** The bounds keep a forged file from taking the machine's memory (128 * N * r bytes). */
export const WrappedKeySchema = z.strictObject({
  format: z.literal(1),
  protection: z.literal("passphrase"),
  N: z
    .number()
    .int()
    .min(1 << 15)
    .max(1 << 20)
    .refine((n) => Number.isInteger(Math.log2(n)), "N must be a power of two"),
  r: z.number().int().min(8).max(16),
  p: z.number().int().min(1).max(4),
  salt: hex(16),
  nonce: hex(12),
  wrapped: hex(32),
  tag: hex(16),
});
export type WrappedKey = z.infer<typeof WrappedKeySchema>;

type Parameters = Pick<WrappedKey, "N" | "r" | "p">;

export function wrapKey(
  key: Uint8Array,
  passphrase: string,
  parameters: Parameters = { N: 1 << 16, r: 8, p: 1 },
): WrappedKey {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const wrapping = derive(passphrase, salt, parameters);
  const cipher = createCipheriv("aes-256-gcm", wrapping, nonce);
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  wrapping.fill(0);
  return {
    format: 1,
    protection: "passphrase",
    ...parameters,
    salt: salt.toString("hex"),
    nonce: nonce.toString("hex"),
    wrapped: wrapped.toString("hex"),
    tag: cipher.getAuthTag().toString("hex"),
  };
}

/** STORE_KEY_WRONG when the passphrase is not the one, or the file was changed. */
export function unwrapKey(file: WrappedKey, passphrase: string): Buffer {
  const wrapping = derive(passphrase, Buffer.from(file.salt, "hex"), file);
  const decipher = createDecipheriv("aes-256-gcm", wrapping, Buffer.from(file.nonce, "hex"));
  decipher.setAuthTag(Buffer.from(file.tag, "hex"));
  try {
    return Buffer.concat([decipher.update(Buffer.from(file.wrapped, "hex")), decipher.final()]);
  } catch (error) {
    throw new AppError("STORE_KEY_WRONG", "The passphrase does not open this home.", {
      hint: "Check DIFFERENTIAL_PASSPHRASE or --passphrase-file, and the home folder.",
      cause: error,
    });
  } finally {
    wrapping.fill(0);
  }
}

function derive(passphrase: string, salt: Uint8Array, { N, r, p }: Parameters): Buffer {
  return scryptSync(passphrase, salt, 32, { N, r, p, maxmem: 256 * N * r });
}
