// npm test: the native tests, then vitest, then one line with the sum of both.
//
//   npm test                             all
//   npm test -- native [googletest args] the native tests alone
//   npm test -- <vitest args>            vitest alone
import { addCounts, countsLine, noTests } from "./test-runner/counts.ts";
import { runNativeTests } from "./test-runner/native.ts";
import { runVitest } from "./test-runner/vitest.ts";

const args = process.argv.slice(2);
const nativeOnly = args[0] === "native";
const vitestOnly = args.length > 0 && !nativeOnly;

let total = noTests;
if (!vitestOnly) {
  const sanitize = args.includes("--sanitize");
  const forwarded = args.slice(1).filter((arg) => arg !== "--sanitize");
  total = addCounts(total, await runNativeTests(forwarded, sanitize));
}
if (!nativeOnly) total = addCounts(total, await runVitest(args));
process.stdout.write(`${countsLine(total)}\n`);
// A run of no tests has shown nothing, so it is no success.
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
