import { describe, expect, it } from "vitest";
import { addCounts, countGoogleTest, countsLine, countVitest } from "./counts.ts";
import { failedParts } from "./native.ts";

const mixed = `[==========] Running 3 tests from 1 test suite.
[ RUN      ] Nf4.RoundTrip
[       OK ] Nf4.RoundTrip (3 ms)
[ RUN      ] Nf4.Absmax
nf4_test.cpp:12: Failure
Expected 1, got 2
[  FAILED  ] Nf4.Absmax (0 ms)
[ RUN      ] Nf4.Cuda
[  SKIPPED ] Nf4.Cuda (0 ms)
[==========] 3 tests from 1 test suite ran. (4 ms total)
[  PASSED  ] 1 test.
[  SKIPPED ] 1 test, listed below:
[  SKIPPED ] Nf4.Cuda
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Nf4.Absmax

 1 FAILED TEST
`;

describe("googletest counts", () => {
  it("counts each test once, though the summary repeats it", () => {
    expect(countGoogleTest(mixed, false)).toEqual({ passed: 1, failed: 1, skipped: 1 });
  });
  it("counts a crash as a failure and keeps what passed before it", () => {
    const crashed = "[ RUN      ] A.B\n[       OK ] A.B (1 ms)\n[ RUN      ] A.C\nabout to crash\n";
    expect(countGoogleTest(crashed, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(failedParts(crashed)).toContain("about to crash");
    const second = `[ RUN      ] A.A\n[  FAILED  ] A.A (1 ms)\n${crashed}`;
    expect(countGoogleTest(second, false)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });
  it("does not believe a test program that ends well but was cut short", () => {
    expect(countGoogleTest("[ RUN      ] A.B\n", true).failed).toBe(1);
  });
  it("shows the failing test alone", () => {
    expect(failedParts(mixed)).toBe(
      "[ RUN      ] Nf4.Absmax\nnf4_test.cpp:12: Failure\nExpected 1, got 2\n[  FAILED  ] Nf4.Absmax (0 ms)",
    );
  });
});

describe("vitest counts", () => {
  it("counts passed, failed and skipped tests", () => {
    const assertionResults = ["passed", "passed", "failed", "pending"].map((status) => ({
      status,
    }));
    const report = { testResults: [{ status: "failed", assertionResults }] };
    expect(countVitest(report, false)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });
  it("counts a file that cannot be loaded as one failure", () => {
    const report = { testResults: [{ status: "failed", assertionResults: [] }] };
    expect(countVitest(report, false).failed).toBe(1);
  });
  it("counts a run without a report as one failure", () => {
    expect(countVitest(undefined, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

it("sums both programs in the closing line", () => {
  const sum = addCounts({ passed: 3, failed: 0, skipped: 1 }, { passed: 4, failed: 2, skipped: 0 });
  expect(countsLine(sum)).toBe("7 passed, 2 failed");
});
