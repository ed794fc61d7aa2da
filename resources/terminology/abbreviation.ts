/** An abbreviation of clinical texts, with everything it can stand for. */
export interface Abbreviation {
  readonly short: string;
  /** The commonest sense first. */
  readonly senses: readonly Sense[];
}

export interface Sense {
  readonly long: string;
  /** Words near the abbreviation that speak for this sense, in lower case. */
  readonly context: readonly string[];
  /** Sections of a note where this sense is at home. */
  readonly sections: readonly Section[];
}

export const SECTIONS = ["history", "exam", "medication", "lab", "imaging", "plan"] as const;
export type Section = (typeof SECTIONS)[number];

/**
 * Reads one abbreviation a line: `MI: myocardial infarction [chest pain, troponin]; mitral
 * insufficiency [valve, murmur, @imaging]`. Senses stand between semicolons, the words of their
 * context in brackets; a word with @ is a section.
 */
export function abbreviations(text: string): Abbreviation[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const match = /^([^\s:][^:]{0,15}): (.+)$/.exec(line.trim());
      if (match === null) throw new SyntaxError(`not an abbreviation: ${line}`);
      const senses = (match[2] ?? "").split(/;\s*(?![^[]*\])/).map((sense) => senseOf(sense, line));
      return { short: match[1] ?? "", senses };
    });
}

function senseOf(text: string, line: string): Sense {
  const match = /^([^[\]]+?)(?:\s*\[([^[\]]+)\])?$/.exec(text.trim());
  if (match === null) throw new SyntaxError(`not a sense in: ${line}`);
  const words = (match[2] ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  const sections = words.filter((word) => word.startsWith("@")).map((word) => word.slice(1));
  for (const section of sections) {
    if (!SECTIONS.includes(section as Section)) throw new SyntaxError(`no section: ${section}`);
  }
  return {
    long: match[1] ?? "",
    context: words.filter((word) => !word.startsWith("@")).map((word) => word.toLowerCase()),
    sections: sections as Section[],
  };
}
