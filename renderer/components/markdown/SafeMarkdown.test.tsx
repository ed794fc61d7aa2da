// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parseBlocks } from "./blocks.ts";
import { hostilePayloads } from "./hostile-payloads.ts";
import { SafeMarkdown } from "./SafeMarkdown.tsx";

afterEach(cleanup);

const show = (text: string) => render(<SafeMarkdown text={text} />).container;
/** The elements of the subset without classes and addresses of styles. */
const html = (text: string) =>
  show(text).firstElementChild?.innerHTML.replace(/ (class|tabindex)="[^"]*"/g, "");

describe("the subset", () => {
  it.each([
    ["one\ntwo\n\nthree", "<p>one\ntwo</p><p>three</p>"],
    ["# Findings\ntext", "<h4>Findings</h4><p>text</p>"],
    ["###### deep ##", "<h6>deep</h6>"],
    ["#hashtag", "<p>#hashtag</p>"],
    [
      "**bold** and *it* and __b__ and _i_",
      "<p><strong>bold</strong> and <em>it</em> and <strong>b</strong> and <em>i</em></p>",
    ],
    ["**bold with *nested* words**", "<p><strong>bold with <em>nested</em> words</strong></p>"],
    ["5 * 3 * 2 and snake_case_name", "<p>5 * 3 * 2 and snake_case_name</p>"],
    ["a `code *not em*` b", "<p>a <code>code *not em*</code> b</p>"],
    ["\\*plain\\* and `unclosed", "<p>*plain* and `unclosed</p>"],
    ["- a\n- b\n  goes on\n  - c", "<ul><li>a</li><li>b goes on</li><li>c</li></ul>"],
    ["3. x\n4. y", '<ol start="3"><li>x</li><li>y</li></ol>'],
    ["- a\n1. b", '<ul><li>a</li></ul><ol start="1"><li>b</li></ol>'],
    [
      "```js\nlet x = '<b>';\n```\nafter",
      "<pre><code>let x = '&lt;b&gt;';</code></pre><p>after</p>",
    ],
    ["```\nstill open", "<pre><code>still open</code></pre>"],
    ["", ""],
  ])("%j", (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it("shows a link's address and opens nothing", () => {
    const page = show("See [the guide](https://example.org/a?b=1) now");
    expect(page.textContent).toContain("See the guide (https://example.org/a?b=1) now");
    expect(page.querySelector("a")).toBeNull();
    expect(page.querySelector("button")?.getAttribute("aria-label")).toMatch(/not opened/);
  });

  it("shows an image as a text and its address", () => {
    const page = show("![scan](https://example.org/leak.png?note=secret)");
    expect(page.querySelector("img")).toBeNull();
    expect(page.textContent).toContain("!scan (https://example.org/leak.png?note=secret)");
  });

  it("drops what turns text around or steers a terminal", () => {
    expect(show("a\u202egnp.exe\u2066x\u001b[31mred\u0000\u200bz").textContent).toBe(
      "agnp.exex[31mredz",
    );
  });

  it("cuts what is too long and says so", () => {
    const page = show("x ".repeat(150_000));
    expect(page.textContent?.length).toBeLessThan(101_000);
    expect(page.textContent).toContain("too long");
  });
});

const ELEMENTS = new Set(
  "div p h4 h5 h6 strong em code pre ul ol li span button svg path".split(" "),
);
/** class: ours and the styles'; the others stand at elements of our own. */
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  "*": new Set(["class"]),
  pre: new Set(["tabindex"]),
  ol: new Set(["start"]),
  button: new Set(["aria-label", "tabindex", "type", "data-mui-internal-clone-element"]),
  svg: new Set(["aria-hidden", "focusable", "viewBox", "viewbox", "data-testid"]),
  path: new Set(["d"]),
};

describe("hostile text", () => {
  const payloads = hostilePayloads();

  it("comes in at least 300 forms", () => {
    expect(new Set(payloads).size).toBeGreaterThanOrEqual(300);
  });

  it("makes allowed elements with allowed attributes alone, and runs nothing", () => {
    const ran = vi.fn();
    Object.assign(window, { alert: ran, open: ran, fetch: ran });
    for (const payload of payloads) {
      const page = show(payload);
      for (const element of page.querySelectorAll("*")) {
        const name = element.tagName.toLowerCase();
        expect(ELEMENTS, `${name} in ${payload}`).toContain(name);
        for (const { name: attribute } of element.attributes) {
          const known =
            ATTRIBUTES["*"]?.has(attribute) || ATTRIBUTES[name]?.has(attribute) || false;
          expect(known, `${name} ${attribute} in ${payload}`).toBe(true);
        }
        if (name !== "ol") continue;
        expect(element.getAttribute("start")).toMatch(/^\d{1,9}$/);
      }
      cleanup();
    }
    expect(ran).not.toHaveBeenCalled();
  });

  it.each([
    "*a ",
    "**",
    "_a_",
    "*a*b",
    "[a](",
    "`",
    "[",
    "- ",
    "1. a ",
    "#",
    "\\",
    "![",
    "```\n",
    "* a\n",
  ])("is parsed in linear time: %j", (piece) => {
    const time = (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const began = performance.now();
      parseBlocks(text);
      return performance.now() - began;
    };
    time(2000);
    expect(time(100_000)).toBeLessThan(1500);
  });
});
