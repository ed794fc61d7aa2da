import { describe, expect, it, vi } from "vitest";
import { AppError } from "../../shared/errors.ts";
import type { EngineContext } from "./engine-context.ts";
import { LongestRows } from "./plan-longest-row.ts";
import { ScriptedTrainer } from "./scripted-trainer.ts";

const rows = ["short", "a much longer text", "middling"].map((text, i) => ({
  id: String(i),
  text,
  label: i === 0 ? "A" : "B",
  group: null,
  answer: null,
  part: null,
  sourceRow: i,
}));
const version = {
  hash: "d".repeat(64),
  name: "orders",
  kind: "csv",
  rows: rows.length,
  labels: [{ label: "A" }, { label: "B" }],
};

function harness() {
  let counts = 0;
  const trainer = new ScriptedTrainer({
    describeModel: () =>
      ({
        info: { vocabularySize: 100 },
        tokenizer: { vocabularySize: 100, addsBos: true, hasChatTemplate: false },
      }) as never,
    countTokens: async ({ texts }, { signal }) => {
      counts += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (signal?.aborted) throw new AppError("CANCELLED", "cancelled");
      return Int32Array.from(texts, (text) => text.length);
    },
  });
  const datasets = { resolve: () => version, rows: () => rows };
  const context = { trainer, store: { datasets } } as unknown as EngineContext;
  const longest = new LongestRows(context);
  const of = (template: string, signal?: AbortSignal) =>
    longest.of("orders", { template }, "/models/base", { signal });
  return { of, counts: () => counts };
}

const LONGEST = "a much longer text: B".length + 1; // and end-of-text

describe("the longest row of a dataset", () => {
  it("is counted once, also for those who ask at the same time", async () => {
    const { of, counts } = harness();
    expect(await Promise.all([of("{text}:"), of("{text}:")])).toEqual([LONGEST, LONGEST]);
    expect(await of("{text}:")).toBe(LONGEST);
    expect(counts()).toBe(1);
  });

  it("is counted again for another prompt", async () => {
    const { of, counts } = harness();
    await of("{text}:");
    expect(await of("Order: {text}:")).toBe(LONGEST + "Order: ".length);
    expect(counts()).toBe(2);
  });

  it("is not lost to one who asked because another gave up", async () => {
    const { of, counts } = harness();
    const abort = new AbortController();
    const first = of("{text}:", abort.signal);
    const second = of("{text}:");
    await vi.waitFor(() => expect(counts()).toBe(1), { interval: 1 });
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await second).toBe(LONGEST);
    expect(counts()).toBe(2);
  });
});
