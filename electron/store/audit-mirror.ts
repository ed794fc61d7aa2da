/**
 * The head of the chain in a second file. A chain alone cannot show that its tail was cut
 * (Crosby and Wallach, 2009): someone else has to know the head.
 */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { writeFileAtomic } from "../main/platform/atomic-file.ts";
import { canonicalJson } from "../shared/canonical-json.ts";
import { Count, Sha256 } from "../shared/domain/bounds.ts";
import { errnoOf, systemError } from "../shared/system-error.ts";
import { equalHex } from "./audit-chain.ts";

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

const MirrorSchema = z.strictObject({ seq: Count, hash: Sha256, mac: Sha256 });

export class AuditMirror {
  readonly #file: string;
  readonly #key: Uint8Array;

  constructor(file: string, key: Uint8Array) {
    this.#file = file;
    this.#key = key;
  }

  /** The mirrored head, null when there is no file, "damaged" when it is not one of ours. */
  read(): AuditHead | null | "damaged" {
    let text: string;
    try {
      text = readFileSync(this.#file, "utf8");
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return null;
      throw systemError(error, "reading the audit head", { path: this.#file });
    }
    try {
      const { seq, hash, mac } = MirrorSchema.parse(JSON.parse(text));
      return equalHex(mac, this.#mac({ seq, hash })) ? { seq, hash } : "damaged";
    } catch {
      return "damaged";
    }
  }

  write(head: AuditHead): void {
    writeFileAtomic(this.#file, `${JSON.stringify({ ...head, mac: this.#mac(head) })}\n`);
  }

  #mac(head: AuditHead): string {
    const text = canonicalJson(["head", head.seq, head.hash]);
    return createHmac("sha256", this.#key).update(text).digest("hex");
  }
}
