import type { DeidClass } from "../classes.ts";

/** A pattern that tells a class by itself. Patterns are linear: no nested repetition over the same marks. */
export interface Rule {
  readonly class: DeidClass;
  readonly pattern: RegExp;
  /** The group that is the span; 0 = the whole match. */
  readonly group?: number;
  /** A last look at the span; false = not one after all. */
  readonly accept?: (found: string) => boolean;
}

export interface RuleMatch {
  readonly start: number;
  readonly end: number;
  readonly class: DeidClass;
}

/** Where a rule holds. `pattern` needs the flags g and d. */
export function* matchesOf(text: string, rule: Rule): Generator<RuleMatch> {
  for (const match of text.matchAll(rule.pattern)) {
    const [start, end] = match.indices?.[rule.group ?? 0] ?? [0, 0];
    if (end <= start) continue;
    if (rule.accept !== undefined && !rule.accept(text.slice(start, end))) continue;
    yield { start, end, class: rule.class };
  }
}
