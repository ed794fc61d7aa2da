/** The phrases of one bank entry, written with "|" between them so that a situation fits on a page. */
export function phrases(text: string): string[] {
  return text
    .split("|")
    .map((phrase) => phrase.replace(/\s+/gu, " ").trim())
    .filter(Boolean);
}
