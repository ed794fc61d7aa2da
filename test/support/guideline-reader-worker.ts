// Reads PDFs one after the other, as the parser's process does, and tells how each ended.

import dgram from "node:dgram";
import { readdirSync, readlinkSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { openGuideline } from "../../electron/parsers/guideline/read-guideline.ts";
import { AppError } from "../../electron/shared/errors.ts";

let attempts = 0;
const refuse = () => {
  attempts += 1;
  throw new Error("no network");
};
net.Socket.prototype.connect = refuse as never;
dgram.createSocket = refuse as never;
globalThis.fetch = refuse as never;
syncBuiltinESMExports();

/** Open sockets of this process; the line to the parent is one. */
function sockets(): number {
  return readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith("socket:");
    } catch {
      return false;
    }
  }).length;
}

async function read(path: string, within: number | null): Promise<string> {
  try {
    const reading = await openGuideline({ path, title: null, have: [], within });
    for await (const _ of reading.batches);
    reading.finish();
    return "read";
  } catch (error) {
    return error instanceof AppError
      ? `${error.code}: ${error.message}`
      : `fault: ${String(error)}`;
  }
}

process.on("message", async ({ path, within }: { path: string; within: number | null }) => {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const outcome = await read(path, within);
  process.send?.({
    outcome,
    attempts,
    sockets: sockets(),
    milliseconds: performance.now() - started,
    cpuMs: (process.cpuUsage(cpu).user + process.cpuUsage(cpu).system) / 1000,
    rssMb: process.memoryUsage().rss / 2 ** 20,
  });
});
process.on("disconnect", () => process.exit(0));
