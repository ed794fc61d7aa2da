/** The secret store of the desktop session, as the window's key needs it. */
export interface Keyring {
  /** Its name for machines ("gnome_libsecret"); null when none keeps secrets in this session. */
  backend(): Promise<string | null>;
  encrypt(text: string): Promise<Uint8Array>;
  /** Rejects when the secret is not the one that encrypted. `renew`: encrypt again, to be current. */
  decrypt(bytes: Uint8Array): Promise<{ text: string; renew: boolean }>;
}

const NAMES: Readonly<Record<string, string>> = {
  gnome_libsecret: "GNOME Keyring",
  kwallet: "KWallet",
  kwallet5: "KWallet 5",
  kwallet6: "KWallet 6",
  dpapi: "Windows data protection",
  keychain: "the macOS Keychain",
};

export function keyringName(backend: string): string {
  return NAMES[backend] ?? `the system's secret store (${backend})`;
}
