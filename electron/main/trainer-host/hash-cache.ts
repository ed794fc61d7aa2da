import { readFileSync } from "node:fs";
import { z } from "zod";
import { Sha256 } from "../../shared/domain/bounds.ts";
import { writeFileAtomic } from "../platform/atomic-file.ts";
import type { HashCache } from "../services/engine-context.ts";

const Entries = z.array(z.tuple([Sha256, Sha256])).max(1000);
const MAX_ENTRIES = 200;

/**
 * Content hashes of model folders by fingerprint, in a file of the home: reading 16 GB of weights
 * again for every run would take a minute. A lost or damaged file only costs that time.
 */
export function fileHashCache(path: string): HashCache {
  const entries = new Map<string, string>(load(path));
  return {
    get: (fingerprint) => entries.get(fingerprint) ?? null,
    set(fingerprint, hash) {
      entries.set(fingerprint, hash);
      writeFileAtomic(path, `${JSON.stringify([...entries].slice(-MAX_ENTRIES))}\n`);
    },
  };
}

function load(path: string): [string, string][] {
  try {
    return Entries.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return [];
  }
}
