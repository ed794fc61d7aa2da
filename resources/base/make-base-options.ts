import { parseArgs } from "node:util";
import { COUNT_OPTIONS } from "./corpus-counts.ts";

/** Command line of make-base.ts; parseArgs knows texts alone. */
const OPTIONS = {
  data: { type: "string" },
  corpus: { type: "string" },
  base: { type: "string", default: import.meta.dirname },
  ...COUNT_OPTIONS,
  "document-copies": { type: "string", default: "6" },
  "encode-only": { type: "string" },
  "emit-run": { type: "string" },
  "part-tokens": { type: "string", default: "30000000" },
  tokens: { type: "string", multiple: true },
  "validation-tokens": { type: "string" },
  backend: { type: "string", default: "cpu" },
  device: { type: "string", default: "0" },
  threads: { type: "string", default: "0" },
  steps: { type: "string", default: "3000" },
  "micro-batch": { type: "string", default: "4" },
  accumulation: { type: "string", default: "2" },
  "learning-rate": { type: "string", default: "3e-3" },
  "evaluate-every": { type: "string", default: "250" },
  work: { type: "string", default: "build/base-model" },
} as const;

function readBackend(value: string): "cpu" | "cuda" {
  if (value === "cpu" || value === "cuda") return value;
  throw new RangeError(`--backend must be cpu or cuda, not "${value}".`);
}

export function readOptions() {
  const { values } = parseArgs({ options: OPTIONS });
  return { ...values, backend: readBackend(values.backend) };
}

export type Options = ReturnType<typeof readOptions>;

export function wholeOption(name: string, value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new RangeError(`--${name} must be a whole number, not "${value}".`);
}
