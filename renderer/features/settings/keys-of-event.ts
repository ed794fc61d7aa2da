/** A key press as a shortcut is written: "Ctrl+Shift+K". */
const MODIFIERS = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock"]);

export type Pressed =
  | { readonly type: "keys"; readonly keys: string }
  /** Only modifiers so far. */
  | { readonly type: "more" }
  /** Would be pressed while writing text. */
  | { readonly type: "plain" }
  | { readonly type: "leave" }
  | { readonly type: "clear" };

type Event = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export function keysOf(event: Event): Pressed {
  const { key, shiftKey, altKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (MODIFIERS.has(key)) return { type: "more" };
  const bare = !ctrl && !altKey && !shiftKey;
  if (bare && key === "Escape") return { type: "leave" };
  if (bare && (key === "Backspace" || key === "Delete")) return { type: "clear" };
  const isFunction = /^F([1-9]|1\d|2[0-4])$/.test(key);
  const isPlain = /^[\p{L}\p{N}]$/u.test(key);
  if (!isFunction && !(isPlain && (ctrl || altKey))) return { type: "plain" };
  const parts = [ctrl && "Ctrl", shiftKey && "Shift", altKey && "Alt", key.toUpperCase()];
  return { type: "keys", keys: parts.filter(Boolean).join("+") };
}
