import { expect, it } from "vitest";
import { differences } from "./differences.ts";

const row = (key: string, value: string) => ({ key, label: key.toUpperCase(), value });

it("shows what differs and nothing else, in the order of the form", () => {
  const a = [row("rank", "16"), row("seed", "1"), row("alpha", "32")];
  const b = [row("rank", "8"), row("seed", "1"), row("alpha", "32")];
  const c = [row("rank", "16"), row("seed", "1"), row("alpha", "64")];
  expect(differences([a, b, c])).toEqual([
    { key: "rank", label: "RANK", values: ["16", "8", "16"] },
    { key: "alpha", label: "ALPHA", values: ["32", "32", "64"] },
  ]);
  expect(differences([a, a])).toEqual([]);
  expect(differences([a])).toEqual([]);
  expect(differences([])).toEqual([]);
});
