import { Chance } from "../chance.ts";
import { type DatasetRow, normalizeText } from "../dataset.ts";
import type { Case } from "./case.ts";
import { type NoteStyle, STYLE_TEMPLATES } from "./styles.ts";

/** Tries for a note that was not written yet. */
const TRIES = 12;

/** One note of a case; null when every wording tried is there already, or facts are missing. */
export function writeNote(
  one: Case,
  style: NoteStyle,
  seed: number,
  number: number,
  written: Set<string>,
): DatasetRow | null {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const chance = new Chance(seed, number, attempt);
    const text = chance.pick(STYLE_TEMPLATES[style])?.write(one.facts, chance) ?? null;
    if (text === null) continue;
    const key = normalizeText(text);
    if (written.has(key)) continue;
    written.add(key);
    return {
      id: `note-${number + 1}`,
      text,
      label: one.label,
      group: one.name,
      answer: one.answer,
      part: null,
      sourceRow: one.sourceRow,
      parent: one.name,
      origin: `${style} note, seed ${seed}`,
    };
  }
  return null;
}
