import { expect, it } from "vitest";
import { keysOf } from "./keys-of-event.ts";

const press = (key: string, held = "") =>
  keysOf({
    key,
    ctrlKey: held.includes("c"),
    shiftKey: held.includes("s"),
    altKey: held.includes("a"),
    metaKey: held.includes("m"),
  });

it.each([
  ["k", "c", { type: "keys", keys: "Ctrl+K" }],
  ["K", "cs", { type: "keys", keys: "Ctrl+Shift+K" }],
  ["é", "a", { type: "keys", keys: "Alt+É" }],
  ["k", "m", { type: "keys", keys: "Ctrl+K" }],
  ["F5", "", { type: "keys", keys: "F5" }],
  ["1", "a", { type: "keys", keys: "Alt+1" }],
  ["k", "", { type: "plain" }],
  ["K", "s", { type: "plain" }],
  ["Enter", "c", { type: "plain" }],
  ["F99", "", { type: "plain" }],
  ["Control", "c", { type: "more" }],
  ["Escape", "", { type: "leave" }],
  ["Backspace", "", { type: "clear" }],
])("%s with %j held", (key, held, expected) => {
  expect(press(key, held)).toEqual(expected);
});
