import { describe, expect, it } from "vitest";
import { solveCandidates } from "../../shared/domain/solve.ts";
import { largestFitting } from "./plan-solve.ts";

describe("the largest candidate that fits", () => {
  it("is the one that trying all of them finds, whatever the limit", async () => {
    for (const count of [1, 2, 3, 4, 7, 8, 9, 64, 100]) {
      for (let limit = -1; limit <= count; limit++) {
        const fits = (index: number) => Promise.resolve(index <= limit);
        const best = await largestFitting({ count, at: (index) => index }, fits);
        expect(best).toBe(Math.min(limit, count - 1));
      }
    }
  });

  it("is found in few plans", async () => {
    let plans = 0;
    const candidates = solveCandidates("contextLength", 1_048_576);
    await largestFitting(candidates, async (index) => {
      plans++;
      return index <= 90_000;
    });
    expect(plans).toBeLessThan(40);
  });
});

describe("candidates", () => {
  it("end at the model's context, on the grid or not", () => {
    const { count, at } = solveCandidates("contextLength", 1020);
    expect([at(0), at(1), at(count - 1)]).toEqual([8, 16, 1020]);
    expect(solveCandidates("contextLength", 1024).at(127)).toBe(1024);
    expect(solveCandidates("contextLength", 1024).count).toBe(128);
  });
});
