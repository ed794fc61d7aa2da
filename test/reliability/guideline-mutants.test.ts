import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { seededRandom } from "../security/random.ts";
import { contentsPage, madeGuideline } from "../support/guideline-pages.ts";
import { pdfOf } from "../support/pdf-writer.ts";
import { sharedData } from "../support/shared-data.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Told {
  readonly outcome: string;
  readonly attempts: number;
  readonly sockets: number;
  readonly milliseconds: number;
  readonly rssMb: number;
}

const MUTANTS = 200;
const OF_SAMPLE = 30;
const sample = sharedData("guidelines/ug_23_sample.pdf");

/** Bits turned, a piece cut off, a piece said twice, zeros: what disks and downloads do. */
function damaged(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = () => Math.floor(random() * bytes.length);
  const kind = Math.floor(random() * 4);
  const copy = Uint8Array.from(bytes);
  if (kind === 0) {
    const turned = 1 + Math.floor(random() * 200);
    for (let i = 0; i < turned; i += 1) {
      const place = at();
      copy[place] = (copy[place] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return copy;
  }
  if (kind === 1) return copy.slice(0, at());
  const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
  if (kind === 2) return copy.fill(0, from, Math.min(to, from + 4096));
  return Buffer.concat([copy.subarray(0, to), copy.subarray(from)]).subarray(0, bytes.length * 2);
}

it(`${MUTANTS} damaged PDFs end in words: no crash, no socket, in bounds`, {
  timeout: 600_000,
}, async () => {
  const folder = temporaryFolder();
  const random = seededRandom(20_311).next;
  const small = [pdfOf(madeGuideline()), pdfOf([contentsPage(), {}])];
  const large = sample === null ? [] : [readFileSync(sample)];
  const worker = fork(join(import.meta.dirname, "../support/guideline-reader-worker.ts"), [], {
    execArgv: ["--max-old-space-size=512"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const outcomes = new Map<string, number>();
  let before: number | null = null;
  try {
    for (let i = 0; i < MUTANTS; i += 1) {
      const big = large.length > 0 && i < OF_SAMPLE;
      const source = big ? large[0] : small[i % small.length];
      const path = join(folder, `${i}.pdf`);
      writeFileSync(path, damaged(source ?? new Uint8Array(), random));
      worker.send({ path, within: big ? 2000 : null });
      const signal = AbortSignal.timeout(60_000);
      const [told] = (await once(worker, "message", { signal })) as [Told];
      before ??= told.sockets;
      expect(told.outcome).toMatch(/^(read|INVALID_INPUT|TOO_LARGE)/);
      expect(told.attempts).toBe(0);
      expect(told.sockets).toBeLessThanOrEqual(before);
      expect(told.milliseconds).toBeLessThan(30_000);
      expect(told.rssMb).toBeLessThan(700);
      const name = told.outcome.split(":")[0] ?? "";
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    }
    expect(worker.connected).toBe(true);
  } finally {
    worker.kill("SIGKILL");
  }
  console.info("Damaged PDFs:", Object.fromEntries(outcomes));
  expect(outcomes.get("read")).toBeGreaterThan(0);
  expect(outcomes.get("INVALID_INPUT")).toBeGreaterThan(0);
});
