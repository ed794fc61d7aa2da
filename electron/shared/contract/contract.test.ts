import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ChatRequest } from "../../main/services/api/chat.ts";
import type { CompareRequest } from "../../main/services/api/compare.ts";
import type { EvaluateRequest } from "../../main/services/api/evaluation.ts";
import type { LabelOutcome, LabelRequest } from "../../main/services/api/label.ts";
import type { PlanOutcome, PlanRequest } from "../../main/services/api/plan.ts";
import type { RunDetail, TrainRequest } from "../../main/services/api/run.ts";
import type { Leaderboard } from "../domain/leaderboard.ts";
import { contract } from "./index.ts";

const domains = Object.entries(contract);
const entries = domains.flatMap(([name, domain]) =>
  Object.entries(domain.entries).map(([key, entry]) => [`${name}.${key}`, entry] as const),
);

describe("the contract", () => {
  it("names every domain as its table does", () => {
    expect(domains.map(([key, domain]) => key === domain.name)).not.toContain(false);
    expect(entries.length).toBeGreaterThan(15);
  });

  it.each(entries)("%s refuses unknown keys", (_, entry) => {
    const parsed = (entry.input as z.ZodType).safeParse({ nonesuch: 1 });
    const codes = parsed.error?.issues.map((issue) => issue.code);
    expect(codes).toContain("unrecognized_keys");
  });

  it.each(entries)("%s bounds every string and array it takes", (_, entry) => {
    const unbounded: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      const s = schema as Record<string, unknown>;
      const bounded = "maxLength" in s || "enum" in s || "const" in s || "pattern" in s;
      if (s.type === "string" && !bounded) unbounded.push(path);
      if (s.type === "array" && !("maxItems" in s)) unbounded.push(path);
      for (const [key, value] of Object.entries(s)) visit(value, `${path}/${key}`);
    };
    visit(z.toJSONSchema(entry.input as z.ZodType, { io: "input" }), "");
    expect(unbounded).toEqual([]);
  });
});

type In<E extends { readonly input: z.ZodType }> = z.output<E["input"]>;
type Out<E extends { readonly output: z.ZodType }> = z.input<E["output"]>;
const { chat, evaluation, labels, planner, runs } = contract;
type Runs = typeof runs.entries;
type Evaluation = typeof evaluation.entries;

/** Checked by the compiler: inputs reach the services, and answers come back, as they are. */
const HANDED_OVER = {
  start: (input: In<Runs["start"]>): TrainRequest => input,
  detail: (answer: RunDetail): Out<Runs["get"]> => answer,
  label: (input: In<typeof labels.entries.label>): LabelRequest => input,
  labelled: (answer: LabelOutcome): Out<typeof labels.entries.label> => answer,
  plan: (input: In<typeof planner.entries.plan>): PlanRequest => input,
  planned: (answer: PlanOutcome): Out<typeof planner.entries.plan> => answer,
  evaluate: (input: In<Evaluation["evaluate"]>): EvaluateRequest => input,
  compare: (input: In<Evaluation["compare"]>): CompareRequest => input,
  compared: (answer: Leaderboard): Out<Evaluation["compare"]> => answer,
  ask: (input: In<typeof chat.entries.reply>): ChatRequest => input,
};

it.each(Object.entries(HANDED_OVER))("%s crosses unchanged", (_, pass) => {
  const value = {};
  expect((pass as (value: unknown) => unknown)(value)).toBe(value);
});
