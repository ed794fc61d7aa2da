// A display in memory (Xvfb) that only its owner can read: a window may show patients' notes.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

export interface VirtualDisplay {
  /** Names for the environment of the programs that use it. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  readonly stop: () => void;
}

const FAMILY_WILD = 0xffff;
const PROTOCOL = "MIT-MAGIC-COOKIE-1";

/** One entry of an Xauthority file, for any host and display: numbers and texts, big-endian. */
export function authorityEntry(cookie: Buffer): Buffer {
  const counted = (bytes: Buffer) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const family = Buffer.alloc(2);
  family.writeUInt16BE(FAMILY_WILD);
  const none = Buffer.alloc(0);
  return Buffer.concat([family, ...[none, none, Buffer.from(PROTOCOL), cookie].map(counted)]);
}

export async function startVirtualDisplay(size = "1920x1080"): Promise<VirtualDisplay> {
  const folder = mkdtempSync(join(tmpdir(), "differential-display-"));
  const authority = join(folder, "authority");
  writeFileSync(authority, authorityEntry(randomBytes(16)), { mode: 0o600 });
  const options = ["-displayfd", "3", "-screen", "0", `${size}x24`, "-auth", authority];
  // Its life is tied to ours: killed with us, however we end.
  const server = spawn(
    "setpriv",
    ["--pdeathsig", "TERM", "Xvfb", ...options, "-nolisten", "tcp", "-noreset"],
    { detached: true, stdio: ["ignore", "ignore", "pipe", "pipe"] },
  );
  let lastWords = "";
  server.stderr?.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-2000);
  });
  const number = await new Promise<string>((resolve, reject) => {
    const line = server.stdio[3] as Readable;
    line.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    server.once("error", reject);
    server.once("exit", (code) => {
      reject(new Error(`Xvfb ended with code ${code}: ${lastWords.trim()}`));
    });
  });
  server.unref();
  for (const end of [server.stderr, server.stdio[3]]) (end as unknown as { unref(): void }).unref();
  return {
    env: { DISPLAY: `:${number}`, XAUTHORITY: authority },
    stop: () => {
      server.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
