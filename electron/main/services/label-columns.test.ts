import { expect, it } from "vitest";
import { csvLine, outputHeader, topText } from "./label-columns.ts";

it("adds its columns and never takes the name of one that is there", () => {
  expect(outputHeader(["id", "text"])).toEqual([
    "id",
    "text",
    "label",
    "probability",
    "top3",
    "problem",
  ]);
  expect(outputHeader(["text", "label"]).slice(2, 3)).toEqual(["predicted_label"]);
});

it("names the three most probable labels, the first of equal ones first", () => {
  const top = topText(["a", "b", "c", "d"], Float64Array.of(0.1, 0.4, 0.4, 0.1));
  expect(top).toEqual({ best: "b", probability: 0.4, text: "b (0.400) | c (0.400) | a (0.100)" });
});

it("writes a line of guarded cells, ended as spreadsheets expect", () => {
  expect(csvLine(["a,b", "=1", "plain"])).toBe(`"a,b",'=1,plain\r\n`);
});
