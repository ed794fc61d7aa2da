/** Lines that give the level of care of what follows them: "[HC2]". */

export const NO_LEVEL = "level not stated";
const LINE = /^\[([^[\]]{1,60})\]$/;
const CONTINUED = " (continued)";

export function levelLine(level: string | null, continued = false): string {
  return `[${level ?? NO_LEVEL}${continued ? CONTINUED : ""}]`;
}

export interface LevelPart {
  /** Null: the guideline does not say. */
  readonly level: string | null;
  readonly text: string;
}

/** A field's text under its levels; text before the first such line has none. */
export function levelParts(text: string): LevelPart[] {
  const parts: { level: string | null; lines: string[] }[] = [{ level: null, lines: [] }];
  for (const line of text.split("\n")) {
    const level = LINE.exec(line.trim())?.[1];
    if (level === undefined) parts.at(-1)?.lines.push(line);
    else {
      const plain = level.replace(CONTINUED, "");
      parts.push({ level: plain === NO_LEVEL ? null : plain, lines: [] });
    }
  }
  return parts
    .map(({ level, lines }) => ({ level, text: lines.join("\n").trim() }))
    .filter((part) => part.text !== "");
}

/** The text as a person reads it, with the levels spelt out. */
export function withoutEmptyLevels(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== levelLine(null))
    .join("\n")
    .trim();
}
