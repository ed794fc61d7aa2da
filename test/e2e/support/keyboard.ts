/** A person without a mouse: Tab until the thing has the focus, seen to have it, then a key. */
import type { Page } from "playwright-core";

const FOCUSED = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return { name: "", seen: true };
  const labels = Array.from(at.labels ?? []).map((label) => label.innerText);
  const byId = (at.getAttribute("aria-labelledby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.innerText ?? "");
  const name = [at.getAttribute("aria-label"), ...labels, ...byId, at.innerText, at.placeholder]
    .filter(Boolean).join(" ");
  const box = at.getBoundingClientRect();
  return { name: name.replace(/\\s+/g, " ").trim(), seen: at.matches(":focus-visible"),
    inView: box.bottom > 0 && box.top < innerHeight };
})()`;

interface Focused {
  readonly name: string;
  readonly seen: boolean;
}

export async function focused(page: Page): Promise<Focused> {
  return (await page.evaluate(FOCUSED)) as Focused;
}

/** Presses Tab until what has the focus bears the name; fails where a person would give up. */
export async function tabTo(page: Page, name: RegExp, presses = 80): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < presses; i += 1) {
    const here = await focused(page);
    if (name.test(here.name)) {
      if (!here.seen) throw new Error(`${here.name} has the focus, and nothing shows it`);
      return;
    }
    passed.push(here.name.slice(0, 40));
    await page.keyboard.press("Tab");
  }
  throw new Error(`${presses} presses of Tab did not reach ${name}: ${passed.join(" → ")}`);
}

export async function tabAndPress(page: Page, name: RegExp, key: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}
