import type { DeidClass } from "./classes.ts";
import type { Tag, TaggerModel } from "./tagger/model.ts";
import { tagTokens } from "./tagger/tag-tokens.ts";
import { type Token, tokensOf } from "./tagger/tokens.ts";

const CLASS_OF: Readonly<Record<Tag, DeidClass | null>> = {
  O: null,
  NAME: "name",
  PLACE: "place",
  ADDRESS: "place",
  ORG: null,
};

/** Words that are no name and no place when they stand alone. */
const STOP = new Set(
  "a an the and or but nor so if then than at by for from in into of off on onto out over to up with as is am are was were be been not no he him his she her hers it its they them their we us our you your i me my this that these those there here when where who what which how all any some one le la les de du des et un une au aux na ya wa kwa ni katika".split(
    " ",
  ),
);

/** "BP 120", "GCS 15": a short word in capitals and a small number. */
const MEASURE = /^\p{Lu}[\p{Lu}\d]{0,4} \d{1,3}$/u;

export interface TaggedSpan {
  readonly start: number;
  readonly end: number;
  readonly class: DeidClass;
}

/** What the tagger says, tokens of one kind joined. Organisations are told apart and left alone. */
export function taggedSpans(text: string, model: TaggerModel, caution: number): TaggedSpan[] {
  const tokens = tokensOf(text);
  const tags = tagTokens(tokens, model, caution);
  const runs: { tag: Tag; tokens: Token[] }[] = [];
  for (const [i, token] of tokens.entries()) {
    const tag = tags[i] ?? "O";
    const last = runs.at(-1);
    const joined = last !== undefined && last.tag === tag && !separates(token, tokens[i - 1], tag);
    if (joined) last.tokens.push(token);
    else runs.push({ tag, tokens: [token] });
  }
  return runs.flatMap(({ tag, tokens: run }) => {
    const kind = CLASS_OF[tag];
    if (kind === null || !run.some(tells)) return [];
    // A full stop or a quote at its beginning belongs to what stands before.
    const first = run.find(({ text: mark }) => /[\p{L}\d]/u.test(mark)) ?? run[0];
    const [start, end] = [first?.start ?? 0, run.at(-1)?.end ?? 0];
    if (MEASURE.test(text.slice(start, end))) return [];
    return [{ start, end, class: kind }];
  });
}

/** A line break ends a name; a place or an address goes on over it. */
function separates(token: Token, before: Token | undefined, tag: Tag): boolean {
  return tag === "NAME" && (token.breaks > 0 || before?.text === ",");
}

const tells = ({ lower, text }: Token) =>
  (/^\p{L}/u.test(text) && !STOP.has(lower)) || /^\d{3,}$/.test(text);
