// How many of the marked spans were found, and how many found spans were right.

export interface ScoredSpan {
  readonly start: number;
  readonly end: number;
  readonly class: string;
}

export interface ClassScore {
  readonly class: string;
  /** Marked, and found by a span of the right class that shares a character / has the same ends. */
  readonly marked: number;
  readonly found: number;
  readonly foundExactly: number;
  /** Spans of this class that were given, and how many of them share a character with a marked one. */
  readonly given: number;
  readonly right: number;
  readonly rightExactly: number;
}

export interface TextScores {
  readonly marked: readonly ScoredSpan[];
  readonly given: readonly ScoredSpan[];
  /** A given span over one of these is neither right nor wrong: its class is not counted. */
  readonly neutral: readonly { readonly start: number; readonly end: number }[];
}

/** Per class, over all texts. */
export function scoreSpans(texts: Iterable<TextScores>, classes: readonly string[]): ClassScore[] {
  const counts = new Map(
    classes.map((name) => [
      name,
      { marked: 0, found: 0, foundExactly: 0, given: 0, right: 0, rightExactly: 0 },
    ]),
  );
  for (const { marked, given, neutral } of texts) {
    for (const span of marked) {
      const count = counts.get(span.class);
      if (count === undefined) continue;
      const same = given.filter((other) => other.class === span.class);
      count.marked += 1;
      if (same.some((other) => overlap(other, span))) count.found += 1;
      if (same.some((other) => equal(other, span))) count.foundExactly += 1;
    }
    for (const span of given) {
      const count = counts.get(span.class);
      if (count === undefined) continue;
      const same = marked.filter((other) => other.class === span.class);
      const right = same.some((other) => overlap(other, span));
      if (!right && neutral.some((other) => overlap(other, span))) continue;
      count.given += 1;
      if (right) count.right += 1;
      if (same.some((other) => equal(other, span))) count.rightExactly += 1;
    }
  }
  return [...counts].map(([name, count]) => ({ class: name, ...count }));
}

type Ends = { readonly start: number; readonly end: number };
const overlap = (a: Ends, b: Ends) => a.start < b.end && b.start < a.end;
const equal = (a: Ends, b: Ends) => a.start === b.start && a.end === b.end;
