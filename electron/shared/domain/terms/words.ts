export interface Word {
  /** In lower case. */
  readonly text: string;
  /** Place in the text, in UTF-16 units. */
  readonly at: number;
}

/** Words of letters and digits, hyphens and points inside them: "d-dimer", "3.5", "x-ray". */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)*|%/gu)) {
    words.push({ text: match[0].toLowerCase(), at: match.index });
    const parts = match[0].split(/[-./]/);
    // "iron/folate" is two words that a person would look for.
    if (parts.length > 1) {
      for (const part of parts) words.push({ text: part.toLowerCase(), at: match.index });
    }
  }
  return words;
}
