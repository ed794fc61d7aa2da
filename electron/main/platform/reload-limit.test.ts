import { expect, it } from "vitest";
import { ReloadLimit } from "./reload-limit.ts";

it("lets a crashed page be loaded again once in ten seconds", () => {
  const limit = new ReloadLimit();
  expect([0, 1, 9999, 10_000, 19_999, 20_000].map((now) => limit.take(now))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
});
