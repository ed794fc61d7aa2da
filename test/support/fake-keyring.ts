import type { Keyring } from "../../electron/main/platform/keyring.ts";

/** A secret store in memory: what one name encrypted, another cannot read. */
export class FakeKeyring implements Keyring {
  name: string | null;
  renew = false;
  constructor(name: string | null) {
    this.name = name;
  }

  async backend(): Promise<string | null> {
    return this.name;
  }

  async encrypt(text: string): Promise<Uint8Array> {
    return Buffer.from(`${this.name}:${Buffer.from(text).reverse().toString("latin1")}`, "latin1");
  }

  async decrypt(bytes: Uint8Array): Promise<{ text: string; renew: boolean }> {
    const [name, ...rest] = Buffer.from(bytes).toString("latin1").split(":");
    if (name !== this.name) throw new Error("secret-of-the-keyring");
    const text = Buffer.from(rest.join(":"), "latin1").reverse().toString();
    return { text, renew: this.renew };
  }
}
