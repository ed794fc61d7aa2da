/** What one test program reported. A program that dies counts as one failure more. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

export function countsLine(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed`;
}

/**
 * Counts what googletest printed: from its closing summary, or, where a crash cut that off, from the
 * result lines (which carry a time; the summary repeats them without one).
 * @param output     standard output of the test program, complete or cut short by a crash
 * @param exitedWell the program ended with code 0
 */
export function countGoogleTest(output: string, exitedWell: boolean): Counts {
  const complete = /^\[=+\] .* ran\./m.test(output);
  const count = (result: string, summary: string): number => {
    const total = new RegExp(`^\\[ +${summary} +\\] (\\d+) tests?[.,]`, "m").exec(output)?.[1];
    if (complete) return Number(total ?? 0);
    return output.match(new RegExp(`^\\[ +${result} +\\] .*\\(\\d+ ms\\)$`, "gm"))?.length ?? 0;
  };
  const counts = {
    passed: count("OK", "PASSED"),
    failed: count("FAILED", "FAILED"),
    skipped: count("SKIPPED", "SKIPPED"),
  };
  // Cut short: the test that was running did not pass either.
  if (!complete || (!exitedWell && counts.failed === 0)) counts.failed += 1;
  return counts;
}

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts vitest's JSON report. A file that cannot be loaded holds no tests and is one failure.
 * @param report     undefined when vitest wrote none
 * @param exitedWell vitest ended with code 0
 */
export function countVitest(report: VitestReport | undefined, exitedWell: boolean): Counts {
  const counts = { ...noTests };
  for (const file of report?.testResults ?? []) {
    const before = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === "passed") counts.passed += 1;
      else if (status === "failed") counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === "failed" && counts.failed === before) counts.failed += 1;
  }
  if (!exitedWell && counts.failed === 0) counts.failed = 1;
  return counts;
}
