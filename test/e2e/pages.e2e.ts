/** Every page: both themes, two sizes, no console error, nothing serious for axe, no side scroll. */
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, type RunningWindow, type Theme } from "./support/launch.ts";
import { goTo, type PageCase, prepareUsedHome } from "./support/pages.ts";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES: readonly Theme[] = ["light", "dark"];
const NAMES = ["home", "datasets", "dataset", "models", "budget", "runs", "new-run", "run"].concat([
  "compare",
  "chat",
  "settings",
]);

let window: RunningWindow;
let pages: readonly PageCase[] = [];
beforeAll(async () => {
  window = await launch();
  pages = await prepareUsedHome(window);
}, 300_000);
afterAll(async () => {
  const trace = await window.close();
  expect(trace.internet).toEqual([]);
});

function pathOf(name: string): string {
  const page = pages.find((one) => one.name === name);
  if (page === undefined) throw new Error(`no page is called ${name}`);
  return page.path;
}

/** What axe holds against the page, one line each: rule, help, and the first elements at fault. */
async function accessibilityFaults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: window.page }).setLegacyMode(true).analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => {
      const places = one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200));
      return `${one.id}: ${one.help} (${one.nodes.length}): ${places.join(" | ")}`;
    });
}

describe.each(NAMES)("the page %s", (name) => {
  it.each(THEMES)("is whole and accessible in the %s theme", async (theme) => {
    const { errors, policy } = window.problems;
    const before = { errors: errors.length, policy: policy.length };
    await goTo(window, pathOf(name));
    for (const size of SIZES) {
      await window.page.setViewportSize(size);
      await window.screenshot(`${name}-${size.width}`, theme);
      const overflow = "document.documentElement.scrollWidth - window.innerWidth";
      expect(await window.page.evaluate(overflow), `${size.width} wide`).toBeLessThanOrEqual(0);
    }
    expect(await accessibilityFaults()).toEqual([]);
    expect(errors.slice(before.errors)).toEqual([]);
    expect(policy.slice(before.policy)).toEqual([]);
  });
});
