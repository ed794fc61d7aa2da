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

it.each(["while it begins", "later"])("ends with what went wrong %s", async (when) => {
  let ends = 0;
  const stream = untilAborted(new AbortController().signal, (guard) => {
    const fail = () =>
      guard(() => {
        throw new Error("not of this shape");
      });
    if (when === "later") setImmediate(fail);
    else fail();
    return () => {
      ends += 1;
    };
  });
  await expect(stream).rejects.toThrow("not of this shape");
  expect(ends).toBe(1);
});

it("begins nothing for a receiver that has left", async () => {
  await untilAborted(AbortSignal.abort(), () => {
    throw new Error("began");
  });
});
