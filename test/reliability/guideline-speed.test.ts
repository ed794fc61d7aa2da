import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { longGuideline } from "../support/guideline-pages.ts";
import { pdfFile } from "../support/read-guideline.ts";

interface Told {
  readonly outcome: string;
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Counted in seconds of the processor, for the tests share the machine with others. */
it("1,100 pages: at least 60 a second on one core, under 400 MB", {
  timeout: 300_000,
}, async () => {
  const path = pdfFile(longGuideline(1100));
  const worker = fork(join(import.meta.dirname, "../support/guideline-reader-worker.ts"), [], {
    execArgv: ["--max-old-space-size=512"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  try {
    worker.send({ path, within: null });
    const [{ outcome, cpuMs, rssMb }] = (await once(worker, "message")) as [Told];
    const pagesPerSecond = 1100 / (cpuMs / 1000);
    console.info(
      `1,100 pages: ${Math.round(pagesPerSecond)} pages/s of CPU, ${Math.round(rssMb)} MB`,
    );
    expect(outcome).toBe("read");
    expect(pagesPerSecond).toBeGreaterThan(60);
    expect(rssMb).toBeLessThan(400);
  } finally {
    worker.kill("SIGKILL");
  }
});
