import { z } from "zod";
import { APP_ERROR_CODES } from "../errors.ts";
import { Nothing } from "./common.ts";
import { command, defineDomain, query } from "./define.ts";

export const MIN_PASSPHRASE = 8;

const Passphrase = z.string().min(1).max(1000);

/** What guards the key of the store: see ADR 0006. */
export const ProtectionSchema = z.enum(["system", "passphrase", "both", "none"]);
export type Protection = z.infer<typeof ProtectionSchema>;

export const SessionStateSchema = z.strictObject({
  /** new: nothing in this home yet; locked: the key is not at hand, or `problem` says why. */
  state: z.enum(["new", "locked", "open"]),
  /** Null while the home is new, or when its key file cannot be read. */
  protection: ProtectionSchema.nullable(),
  /** The system's secret store, as this desktop session offers it. */
  keyring: z.strictObject({
    available: z.boolean(),
    /** "GNOME Keyring", "KWallet", "Windows data protection"…; empty when there is none. */
    name: z.string().max(80),
  }),
  /** Whether a passphrase opens this home. */
  takesPassphrase: z.boolean(),
  /** Why it did not open by itself; null when nothing went wrong. */
  problem: z
    .strictObject({
      code: z.enum(APP_ERROR_CODES),
      message: z.string().max(2000),
      hint: z.string().max(2000),
    })
    .nullable(),
});
export type SessionState = z.infer<typeof SessionStateSchema>;

export const session = defineDomain("session", {
  state: query(Nothing, SessionStateSchema),
  unlock: command(z.strictObject({ passphrase: Passphrase }), SessionStateSchema),
  /** Tries again without a passphrase: another program let go of the home, the keyring is open. */
  retry: command(Nothing, SessionStateSchema),
  /** Makes the key of a new home. A passphrase is needed for "passphrase" and "both". */
  create: command(
    z.strictObject({ protection: ProtectionSchema, passphrase: Passphrase.optional() }),
    SessionStateSchema,
  ),
  /**
   * Guards the same key in another way. `current` is the passphrase so far, where one is needed to
   * reach the key; `passphrase` the new one, for "passphrase" and "both".
   */
  protect: command(
    z.strictObject({
      protection: ProtectionSchema,
      current: Passphrase.optional(),
      passphrase: Passphrase.optional(),
    }),
    SessionStateSchema,
  ),
});
