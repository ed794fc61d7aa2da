import { describe, expect, it } from "vitest";
import { textWidth } from "../output/text-width.ts";
import { SideBySide } from "./side-by-side.ts";

const BASE = "The patient has a history of hypertension and was seen for a follow up of it.";
const TUNED = "CTA Chest PE";

/** Feeds both answers a few characters at a time and collects what is settled for good. */
function streamed(width: number, base: string, tuned: string): string[] {
  const panes = new SideBySide(width);
  const settled: string[] = [];
  for (let at = 0; at < Math.max(base.length, tuned.length); at += 3) {
    if (at < base.length) panes.add("base", base.slice(at, at + 3));
    if (at < tuned.length) panes.add("tuned", tuned.slice(at, at + 3));
    settled.push(...panes.take().settled);
  }
  panes.end();
  const last = panes.take();
  expect(last.growing).toEqual([]);
  return [...settled, ...last.settled];
}

describe("SideBySide", () => {
  it("streamed piece by piece gives the rows of both texts at once", () => {
    const whole = new SideBySide(60);
    whole.add("base", BASE);
    whole.add("tuned", TUNED);
    whole.end();
    expect(streamed(60, BASE, TUNED)).toEqual(whole.take().settled);
  });

  it("keeps both answers whole, in their columns", () => {
    const rows = streamed(60, BASE, TUNED);
    const left = rows.map((row) => row.split("│")[0]?.trim() ?? "").join(" ");
    expect(left).toBe(BASE);
    expect(rows[0]?.split("│")[1]?.trim()).toBe(TUNED);
    for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(60);
  });

  it("settles nothing while one answer may still change that row", () => {
    const panes = new SideBySide(60);
    panes.add("base", `${BASE} ${BASE}`);
    expect(panes.take().settled).toEqual([]);
  });

  it("shows nothing that could drive the terminal", () => {
    expect(streamed(60, "a\u001b[2Jb", "c\u0007d").join("")).toMatch(/^[^\p{Cc}]*$/u);
  });

  it("knows when a terminal is too narrow for two columns", () => {
    expect(SideBySide.fits(80)).toBe(true);
    expect(SideBySide.fits(50)).toBe(false);
  });
});
