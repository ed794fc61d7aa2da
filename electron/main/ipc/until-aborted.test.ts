import { expect, it } from "vitest";
import { untilAborted } from "./until-aborted.ts";

it("goes on until its receiver leaves, and ends what it began once", async () => {
  const left = new AbortController();
  let ends = 0;
  const stream = untilAborted(left.signal, () => () => {
    ends += 1;
  });
  left.abort();
  await stream;
  expect(ends).toBe(1);
});

it("ends at once when the receiver leaves over the first event", async () => {
  const left = new AbortController();
  let ends = 0;
  await untilAborted(left.signal, () => {
    left.abort();
    return () => {
      ends += 1;
    };
  });
  expect(ends).toBe(1);
});

it("begins nothing for a receiver that has left", async () => {
  await untilAborted(AbortSignal.abort(), () => {
    throw new Error("began");
  });
});
