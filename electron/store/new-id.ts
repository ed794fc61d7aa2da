import { randomInt } from "node:crypto";

// Without the letters and digits that are mistaken for each other when an id is typed.
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

/** "run-k3x9a2bq": short enough to type, 31^8 possibilities, unique by the table's constraint. */
export function newId(
  kind: "data" | "split" | "run" | "model" | "eval" | "answers" | "chat",
): string {
  let id = `${kind}-`;
  for (let i = 0; i < 8; i += 1) id += ALPHABET[randomInt(ALPHABET.length)];
  return id;
}
