/** Words of one meaning: the clinical term, lay words, abbreviations and spellings. */
export interface SynonymSet {
  readonly words: readonly string[];
  /** Any member may stand for any other inside the phrase of an order. */
  readonly interchangeable: boolean;
}

/**
 * Reads one set a line, members between semicolons. A line opens with "=" when its members are
 * interchangeable, with "~" when they only explain each other (other grammar, other shade, an
 * abbreviation with a second meaning).
 */
export function synonyms(text: string): SynonymSet[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const mark = line.trim().charAt(0);
      const words = line.trim().slice(1).split(";");
      const members = words.map((word) => word.trim()).filter(Boolean);
      if ((mark !== "=" && mark !== "~") || members.length < 2) {
        throw new SyntaxError(`not a synonym set: ${line}`);
      }
      return { words: members, interchangeable: mark === "=" };
    });
}
