import { bytes, count, percent, significant } from "../../electron/cli/output/format.ts";

type Figure = readonly [title: string, show: (value: number) => string];

const milliseconds = (value: number) => `${significant(value)} ms`;
const gigaflops = (value: number) => `${value.toFixed(0)} GFLOP/s`;

/** Figures the benchmark is known to print, in the order of the table; others follow by their names. */
const FIGURES: Readonly<Record<string, Figure>> = {
  trainTokensPerS: ["Training", (v) => `${count(v)} tokens/s`],
  trainFlopShareOfSgemm: ["Training, share of the matrix product ceiling", percent],
  sgemmGflops: ["Matrix product ceiling, same run", gigaflops],
  trainFlopShareOfCeiling: ["Training, share of the matrix product ceiling", percent],
  matmulGflops: ["Matrix product ceiling, same run", gigaflops],
  decodeTokensPerS: ["Generation", (v) => `${significant(v)} tokens/s`],
  tokensPerS: ["Training", (v) => `${count(v)} tokens/s`],
  share: ["share of the ceiling", percent],
  stepMsMin: ["Step, fastest", milliseconds],
  stepMsMedian: ["Step, median", milliseconds],
  stepMsMax: ["Step, slowest", milliseconds],
  flopsPerToken: ["Work per token", (v) => `${(v / 1e6).toFixed(0)} MFLOP`],
  planBytes: ["Memory, planned", bytes],
  peakBytes: ["Memory, measured peak", bytes],
};
const ORDER = Object.keys(FIGURES);

function position(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

/** Name and value of every figure of a line. */
export function figuresOf(
  line: Readonly<Record<string, unknown>>,
): [name: string, value: string][] {
  return Object.entries(line)
    .filter(([name]) => name !== "type")
    .sort(([a], [b]) => position(a) - position(b))
    .map(([name, value]) => {
      if (typeof value !== "number") return [name, String(value)];
      const figure = FIGURES[name];
      return figure === undefined ? [name, significant(value)] : [figure[0], figure[1](value)];
    });
}
