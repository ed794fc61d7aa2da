import { z } from "zod";

const TensorSchema = z.looseObject({
  type: z.literal("tensor"),
  name: z.string(),
  error: z.number().nullable(), // null: not a number, or nothing was computed
  tolerance: z.number(),
  ok: z.boolean(),
  why: z.string().optional(),
});
const ResultSchema = z.looseObject({
  type: z.literal("result"),
  compared: z.number(),
  failed: z.number(),
  worst: z.number(),
});
export const GoldenLineSchema = z.discriminatedUnion("type", [TensorSchema, ResultSchema]);
export type GoldenTensor = z.infer<typeof TensorSchema>;
export type GoldenResult = z.infer<typeof ResultSchema>;

interface Group {
  name: string;
  compared: number;
  failed: number;
  worst: GoldenTensor;
}

/** "llama/qdora/grad.x" counts to "llama/qdora"; a name without folders stands for itself. */
function groupOf(name: string): string {
  const parts = name.split("/");
  return parts.length > 1 ? parts.slice(0, Math.min(2, parts.length - 1)).join("/") : name;
}

/** One line a model and method: how many tensors, the worst error, then every failure by name. */
export function goldenTable(tensors: readonly GoldenTensor[], result: GoldenResult): string {
  const groups = new Map<string, Group>();
  for (const tensor of tensors) {
    const name = groupOf(tensor.name);
    const group = groups.get(name) ?? { name, compared: 0, failed: 0, worst: tensor };
    group.compared++;
    if (!tensor.ok) group.failed++;
    if ((tensor.error ?? Infinity) > (group.worst.error ?? Infinity)) group.worst = tensor;
    groups.set(name, group);
  }
  const width = Math.max(8, ...[...groups.keys()].map((name) => name.length));
  const lines = [`${"vectors".padEnd(width)}  tensors  failed  worst error`];
  for (const { name, compared, failed, worst } of groups.values()) {
    const error = worst.error === null ? "not a number" : worst.error.toExponential(1);
    lines.push(
      `${name.padEnd(width)}  ${String(compared).padStart(7)}  ${String(failed).padStart(6)}  ${error}`,
    );
  }
  const failures = tensors.filter((tensor) => !tensor.ok);
  if (failures.length > 0) lines.push("");
  for (const { name, error, tolerance, why } of failures) {
    lines.push(`FAILED ${name}: ${why ?? `error ${error}, tolerance ${tolerance}`}`);
  }
  lines.push("", `${result.compared} tensors compared, ${result.failed} failed`, "");
  return lines.join("\n");
}
