/** Words, numbers and single marks of a text, with their places. White space only separates. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Line breaks before it, 0 to 2. */
  readonly breaks: number;
}

// A word may hold apostrophes and inner hyphens ("O'Brien", "Ji-woo"); marks stand alone.
const TOKEN = /[\p{L}\p{M}]+(?:['’‘-][\p{L}\p{M}]+)*|\d+|[^\s\p{L}\p{M}\d]/gu;
const POSSESSIVE = /['’]s$/i;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let before = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const breaks = Math.min(2, text.slice(before, start).split("\n").length - 1);
    const possessive = POSSESSIVE.exec(match[0]);
    const word = possessive === null ? match[0] : match[0].slice(0, -possessive[0].length);
    tokens.push(token(word, start, breaks));
    if (possessive !== null) tokens.push(token(possessive[0], start + word.length, 0));
    before = start + match[0].length;
  }
  return tokens;
}

function token(text: string, start: number, breaks: number): Token {
  return { text, lower: fold(text), start, end: start + text.length, breaks };
}

/** Lower case without accents: "Sørensen" and "SORENSEN" are one word to the lists. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
