import { describe, expect, it } from "vitest";
import { plainStyle } from "./style.ts";
import { pairs, table } from "./table.ts";
import { textWidth } from "./text-width.ts";

const columns = [
  { title: "Label", flexible: true },
  { title: "Rows", align: "right" as const },
];
const rows = [
  ["CTA Chest PE", "20"],
  ["MR Lumbar Spine without contrast", "7"],
];

describe("table", () => {
  it("aligns figures to the right and names to the left", () => {
    expect(table({ columns, rows, style: plainStyle, width: 80 }).split("\n")).toEqual([
      "Label                             Rows",
      "CTA Chest PE                        20",
      "MR Lumbar Spine without contrast     7",
    ]);
  });

  it("clips the flexible column to the width of the terminal", () => {
    const lines = table({ columns, rows, style: plainStyle, width: 24 }).split("\n");
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(24);
    expect(lines[2]).toBe("MR Lumbar Spine w…     7");
  });

  it("gives up no figure when it cannot fit", () => {
    expect(table({ columns, rows, style: plainStyle, width: 5 })).toContain("20");
  });

  it("leaves no control character of a cell on the screen", () => {
    const text = table({ columns, rows: [["\u001b[31mx\n", "1"]], style: plainStyle, width: 80 });
    expect(text.split("\n")).toHaveLength(2);
    expect(text).not.toContain("\u001b");
  });
});

describe("pairs", () => {
  it("puts values under each other", () => {
    const text = pairs(
      [
        ["Run", "run-1"],
        ["Training time", "3 s"],
      ],
      plainStyle,
    );
    expect(text).toBe("Run            run-1\nTraining time  3 s");
  });
});
