/** The inline part of the subset: strong, emphasis, code and links that lead nowhere. */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "strong" | "emphasis"; readonly parts: readonly Inline[] }
  /** Never followed: the address is shown, and can be copied. */
  | { readonly type: "link"; readonly parts: readonly Inline[]; readonly address: string };

const MAX_DEPTH = 4;
/** How far a closing mark may be, and how many are looked at: hostile text is parsed in linear time. */
const MAX_SPAN = 2000;
const MAX_TRIES = 8;
const ESCAPABLE = /^[\\`*_{}[\]()#+\-.!>|~]$/;

export function parseInline(source: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") parts.push({ type: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < source.length; ) {
    const found = depth < MAX_DEPTH ? markAt(source, at, depth) : null;
    if (found !== null) {
      flush();
      parts.push(found.inline);
      at = found.end;
    } else if (source[at] === "\\" && ESCAPABLE.test(source[at + 1] ?? "")) {
      plain += source[at + 1];
      at += 2;
    } else {
      plain += source[at];
      at += 1;
    }
  }
  flush();
  return parts;
}

interface Found {
  readonly inline: Inline;
  readonly end: number;
}

function markAt(source: string, at: number, depth: number): Found | null {
  const sign = source[at];
  if (sign === "`") return codeAt(source, at);
  if (sign === "[") return linkAt(source, at, depth);
  if (sign !== "*" && sign !== "_") return null;
  const double = source.startsWith(sign + sign, at);
  return spanAt(source, at, double ? sign + sign : sign, depth);
}

function codeAt(source: string, at: number): Found | null {
  const end = within(source, "`", at + 1);
  if (end <= at + 1) return null;
  return { inline: { type: "code", text: source.slice(at + 1, end) }, end: end + 1 };
}

/** A mark opens before a letter and closes after one: "5 * 3 * 2" and "snake_case" stay as they are. */
function spanAt(source: string, at: number, mark: string, depth: number): Found | null {
  const start = at + mark.length;
  if (!isInk(source[start]) || source[start] === mark[0]) return null;
  if (mark[0] === "_" && isWord(source[at - 1])) return null;
  let end = start;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    end = within(source, mark, end + 1);
    if (end < 0 || end - start > MAX_SPAN) return null;
    const after = end + mark.length;
    const closes = isInk(source[end - 1]) && !(mark[0] === "_" && isWord(source[after]));
    const alone = mark.length === 2 || (source[after] !== mark && source[end - 1] !== mark);
    if (!closes || !alone) continue;
    const parts = parseInline(source.slice(start, end), depth + 1);
    return { inline: { type: mark.length === 2 ? "strong" : "emphasis", parts }, end: after };
  }
  return null;
}

/** [words](address); an image's "!" before it stays a plain sign, and no picture is fetched. */
function linkAt(source: string, at: number, depth: number): Found | null {
  const close = within(source, "](", at + 1);
  if (close <= at + 1) return null;
  const end = within(source, ")", close + 2);
  if (end < 0) return null;
  const words = source.slice(at + 1, close);
  const address = source.slice(close + 2, end).trim();
  if (words.includes("\n\n") || /\s/.test(address) || address === "") return null;
  const parts = parseInline(words, depth + 1);
  return { inline: { type: "link", parts, address }, end: end + 1 };
}

/** Position of `what` from `from` on, not farther than a span may be; -1 without. */
function within(source: string, what: string, from: number): number {
  const at = source.slice(from, from + MAX_SPAN).indexOf(what);
  return at < 0 ? -1 : from + at;
}

const isInk = (sign: string | undefined) => sign !== undefined && !/\s/.test(sign);
const isWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
