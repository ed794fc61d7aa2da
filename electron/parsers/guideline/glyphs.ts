/**
 * Signs that a text layer gets wrong. An arrow in a guideline says whether a blood pressure rises
 * or falls, so a sign is either certain, or carries a doubt that a person has to settle.
 */
import type { Doubt } from "../../shared/domain/guideline.ts";
import type { TextItem } from "./page-items.ts";

export interface ReadText {
  readonly text: string;
  readonly doubts: readonly Doubt[];
}

/** Shown where a sign cannot be read. */
export const UNREADABLE = "[?]";

/** Codes of the Wingdings fonts, as Microsoft publishes them. */
const WINGDINGS: Readonly<Record<number, string>> = {
  ...{ 223: "←", 224: "→", 225: "↑", 226: "↓", 227: "↖", 228: "↗", 229: "↙", 230: "↘" },
  ...{ 231: "←", 232: "→", 233: "↑", 234: "↓", 235: "↖", 236: "↗", 237: "↙", 238: "↘" },
  ...{ 239: "⇦", 240: "⇨", 241: "⇧", 242: "⇩", 243: "⇔", 244: "⇕" },
  ...{ 251: "✘", 252: "✔", 253: "☒", 254: "☑" },
};
/** Codes of Adobe's Symbol font that carry meaning. */
const SYMBOL: Readonly<Record<number, string>> = {
  ...{ 163: "≤", 179: "≥", 177: "±", 176: "°", 180: "×", 185: "≠", 187: "≈", 165: "∞" },
  ...{ 172: "←", 173: "↑", 174: "→", 175: "↓", 171: "↔", 222: "⇒", 219: "⇔" },
  ...{ 97: "α", 98: "β", 103: "γ", 100: "δ", 109: "µ", 68: "Δ", 183: "•" },
};
/** Signs that say the same in every font: pdf.js translated them already. */
const KNOWN_SIGN = /[\u2190-\u21ff\u2200-\u22ff\u0391-\u03c9\u2713-\u2718\u2611\u2612±°×µ]/u;

/** Wingdings letters that stand for a sign when their font was lost on the way to the PDF. */
const LOST_ARROWS: Readonly<Record<string, string>> = { á: "↑", â: "↓" };

/** The text of an item in a symbol font, other than the mark before a list item. */
export function readSymbols(item: TextItem, page: number): ReadText {
  const doubts: Doubt[] = [];
  const table = /^symbol/i.test(item.font) ? SYMBOL : WINGDINGS;
  const text = Array.from(item.text, (sign) => {
    if (sign.trim() === "") return " ";
    if (KNOWN_SIGN.test(sign)) return sign;
    const readAs = table[codeOf(sign)] ?? null;
    if (readAs === null || !item.mapped) {
      doubts.push({ kind: "symbol", found: codePoints(sign), readAs, page });
    }
    return readAs ?? UNREADABLE;
  }).join("");
  return { text, doubts };
}

/** The text of an item in a font of letters. */
export function readLetters(item: TextItem, page: number): ReadText {
  const doubts: Doubt[] = [];
  let text = "";
  for (const sign of spacedOut(item.text)) {
    if (/[\p{Co}\ufffd]/u.test(sign)) {
      doubts.push({ kind: "symbol", found: codePoints(sign), readAs: null, page });
      text += UNREADABLE;
    } else text += /[\p{Cc}\u00ad\u200b-\u200f\u2028\u2029\ufeff]/u.test(sign) ? " " : sign;
  }
  return { text, doubts };
}

/** What can only be seen in the whole line: lost arrows, lost list marks, figures run together. */
export function readLine(line: string, page: number): ReadText {
  const doubts: Doubt[] = [];
  const arrows = line.replace(
    /(^|[\s/(])([áâ]{1,6})(?=$|[\s/),.;])/gu,
    (_, before: string, signs: string) => {
      const read = Array.from(signs, (sign) => LOST_ARROWS[sign] ?? UNREADABLE).join("");
      doubts.push({ kind: "symbol", found: codePoints(signs), readAs: read, page });
      return before + read;
    },
  );
  const text = arrows.replace(/(\S) f (?=\p{Lu})/gu, (_, before: string) => {
    doubts.push({ kind: "bullet", found: codePoints("f"), readAs: "•", page });
    return `${before} • `;
  });
  const joined = /\d%\d/.exec(text);
  if (joined !== null) {
    doubts.push({ kind: "figure", found: codePoints(joined[0]), readAs: joined[0], page });
  }
  return { text, doubts };
}

/** Letters set far apart ("A n u r i a") are one word. */
function spacedOut(text: string): string {
  const parts = text.trim().split(" ");
  const letters = parts.filter((part) => /^\p{L}$/u.test(part)).length;
  const short = parts.every((part) => /^\p{L}{0,2}\p{P}?$/u.test(part));
  return short && letters >= 3 && letters >= parts.length * 0.6 ? parts.join("") : text;
}

function codeOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  return code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
}

function codePoints(text: string): string {
  return Array.from(
    text,
    (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  )
    .slice(0, 12)
    .join(" ");
}

const ARROWS = /^[\u2190-\u21ff✔✘☑☒/\s]+$/u;

/** A list mark of which the file only has the number of its drawing: it might as well be an arrow. */
export function unknownBullet(item: TextItem, page: number): Doubt[] {
  if (!item.symbol || item.mapped) return [];
  return [{ kind: "symbol", found: codePoints(item.text.trim()), readAs: "•", page }];
}

/** An item that marks a list entry: a picture, a dot or a dash before the text. */
export function bulletDepth(item: TextItem, next: TextItem | undefined, page: number): 0 | 1 | 2 {
  const text = item.text.trim();
  if (text.length !== 1 || next === undefined) return 0;
  if (item.symbol) return ARROWS.test(readSymbols(item, page).text) ? 0 : 1;
  if (/^[•▪■●○◦❖➢►✓]$/u.test(text)) return 1;
  if (/^[-–—]$/u.test(text)) return 2;
  return 0;
}

/** A fraction in a font of its own before a capital was a picture of Wingdings once. */
export function isLostBullet(item: TextItem, next: TextItem | undefined): boolean {
  if (next === undefined || !/^[¾½¼þ]$/u.test(item.text.trim())) return false;
  return item.font !== next.font && /^\p{Lu}/u.test(next.text.trim());
}
