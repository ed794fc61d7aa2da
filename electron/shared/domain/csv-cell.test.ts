import { expect, it } from "vitest";
import { csvCell } from "./csv-cell.ts";

it.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["-5", "-5"],
  ["+4,2", '"+4,2"'],
  ['say "x", y', '"say ""x"", y"'],
  ["two\nlines", '"two\nlines"'],
  ["plain", "plain"],
])("writes %j so that no spreadsheet runs it", (cell, want) => {
  expect(csvCell(cell)).toBe(want);
});
