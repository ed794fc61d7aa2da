/** Longest text that is laid out; an answer of a model is far below. */
export const MAX_SHOWN_CHARS = 100_000;

// C0 and C1 controls but tab and line feed: terminal sequences among them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// What turns the reading order around, or is not seen at all: a text could show other words than it
// has. Joiners that scripts need (U+200C, U+200D) stay.
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** Text of a model or a file as it may be shown: nothing in it steers what shows it. */
export function cleanText(text: string): { text: string; cut: boolean } {
  const cut = text.length > MAX_SHOWN_CHARS;
  const shown = cut ? text.slice(0, MAX_SHOWN_CHARS).toWellFormed() : text;
  return {
    text: shown.replace(/\r\n?/g, "\n").replace(CONTROLS, "").replace(INVISIBLE, ""),
    cut,
  };
}
