/** The sections of a clinical note, by the headings that notes are written with. */
export interface NoteSection {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

const KINDS: readonly (readonly [string, RegExp])[] = [
  ["history", /^(history|hpi|pmh|past|presenting|chief|social|family|subjective|genhx|indication)/],
  ["exam", /^(physical|exam|examination|objective|vitals?|ros|review of systems|mental status)/],
  ["medication", /^(medications?|drugs?|treatment|home meds|allerg)/],
  ["lab", /^(labs?|laboratory|investigations?|results|blood)/],
  ["imaging", /^(imaging|radiology|findings|impression|technique|comparison|ct|mri?|x-?ray|us)\b/],
  ["plan", /^(plan|assessment|a\/p|recommendations?|disposition|follow|discharge)/],
];

/** Headings end with a colon, or stand in capitals on a line of their own. */
export function splitSections(text: string): NoteSection[] {
  const heads: { kind: string; start: number }[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)[ \t]*([A-Za-z][A-Za-z /&-]{1,40})(?::|[ \t]*(?=\n))/g,
  )) {
    const title = (match[1] ?? "").trim();
    const isHead = match[0].endsWith(":") || title === title.toUpperCase();
    const kind = isHead
      ? KINDS.find(([, pattern]) => pattern.test(title.toLowerCase()))?.[0]
      : null;
    if (kind !== undefined && kind !== null) heads.push({ kind, start: match.index });
  }
  return heads.map(({ kind, start }, at) => ({
    kind,
    start,
    end: heads[at + 1]?.start ?? text.length,
  }));
}
