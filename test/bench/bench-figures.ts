import { bytes, count, percent, significant } from "../../electron/cli/output/format.ts";

type Figure = readonly [title: string, show: (value: number) => string];

/** Figures the benchmark is known to print; another one is shown under its own name. */
const FIGURES: Readonly<Record<string, Figure>> = {
  trainTokensPerS: ["Training", (v) => `${count(v)} tokens/s`],
  trainFlopPerS: ["Training", (v) => `${(v / 1e9).toFixed(0)} GFLOP/s`],
  sgemmFlopPerS: ["Best matrix product", (v) => `${(v / 1e9).toFixed(0)} GFLOP/s`],
  trainFlopShareOfSgemm: ["Training, share of the best matrix product", percent],
  decodeTokensPerS: ["Generation", (v) => `${significant(v)} tokens/s`],
  stepMs: ["Step", (v) => `${significant(v)} ms`],
  peakBytes: ["Peak memory", bytes],
  plannedBytes: ["Planned memory", bytes],
};

/** Name and value of every figure of a line, in its order. */
export function figuresOf(
  line: Readonly<Record<string, unknown>>,
): [name: string, value: string][] {
  return Object.entries(line)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => {
      if (typeof value !== "number") return [name, String(value)];
      const figure = FIGURES[name];
      return figure === undefined ? [name, significant(value)] : [figure[0], figure[1](value)];
    });
}
