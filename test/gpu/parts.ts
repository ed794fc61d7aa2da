// What the native programs of the GPU tests print, as counts of tests.
import { z } from "zod";
import { type Counts, noTests } from "../../tools/test-runner/counts.ts";
import { GoldenLineSchema } from "../golden/golden-lines.ts";

/** Counts, and a line for each thing that failed. */
export interface Outcome {
  counts: Counts;
  failures: string[];
}

const GridLineSchema = z.looseObject({
  type: z.enum(["device", "setting", "result"]),
  ratio: z.number().optional(),
  within: z.union([z.boolean(), z.number()]).optional(),
  tooLarge: z.union([z.string(), z.number()]).optional(),
});

const KernelsSchema = z.looseObject({
  checks: z.array(z.looseObject({ check: z.string(), output: z.string(), passed: z.boolean() })),
});

function jsonLines(output: string): unknown[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{") && line.endsWith("}"))
    .map((line): unknown => JSON.parse(line));
}

/** A program that died, or said nothing, has not passed. */
function ended(outcome: Outcome, code: number | null, what: string): Outcome {
  const { counts, failures } = outcome;
  const silent = counts.passed + counts.failed === 0;
  if (counts.failed > 0 || (code === 0 && !silent)) return outcome;
  const why = silent ? "reported nothing" : "ended early";
  return {
    counts: { ...counts, failed: counts.failed + 1 },
    failures: [...failures, `${what} ${why} (exit code ${code ?? "none: it was killed"})`],
  };
}

/** Planned against measured memory: a setting passes when it took at most its plan and 99 % of it. */
export function gridOutcome(output: string, code: number | null): Outcome {
  const counts = { ...noTests };
  const failures: string[] = [];
  for (const value of jsonLines(output)) {
    const line = GridLineSchema.parse(value);
    if (line.type !== "setting") continue;
    if (line.within === true) counts.passed++;
    else if (line.tooLarge !== undefined) counts.skipped++;
    else {
      counts.failed++;
      failures.push(`memory: ${JSON.stringify(value)}`);
    }
  }
  return ended({ counts, failures }, code, "memory_grid");
}

/** Reference vectors: one test a tensor. */
export function goldenOutcome(output: string, code: number | null): Outcome {
  const counts = { ...noTests };
  const failures: string[] = [];
  for (const value of jsonLines(output)) {
    const line = GoldenLineSchema.parse(value);
    if (line.type !== "tensor") continue;
    if (line.ok) counts.passed++;
    else {
      counts.failed++;
      failures.push(
        `${line.name}: ${line.why ?? `error ${line.error}, at most ${line.tolerance}`}`,
      );
    }
  }
  return ended({ counts, failures }, code, "golden_check");
}

/** The report file of cuda_kernels; null where it wrote none. */
export function kernelsOutcome(report: string | null, code: number | null): Outcome {
  const checks = report === null ? [] : KernelsSchema.parse(JSON.parse(report)).checks;
  const failed = checks.filter(({ passed }) => !passed);
  const counts = { ...noTests, passed: checks.length - failed.length, failed: failed.length };
  const failures = failed.map(({ check, output }) => `${check}, ${output}`);
  return ended({ counts, failures }, code, "cuda_kernels");
}
