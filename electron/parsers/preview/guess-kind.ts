import type { SourceKind } from "../../shared/domain/dataset.ts";
import { kindOfName } from "../../shared/domain/source-kind.ts";

/** By the file's name; where that does not say, by how the text begins. */
export function guessKind(fileName: string, beginning: string): SourceKind {
  const named = kindOfName(fileName);
  if (named !== null) return named;
  const text = beginning.trimStart();
  if (!text.startsWith("{")) return "csv";
  return isObject(text.split("\n", 1)[0] ?? "") ? "jsonl" : "pubmedqa";
}

/** A first line that is a whole object of plain members; one of entries is PubMedQA in one line. */
function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return false;
    const members = Object.values(value);
    return members.length > 0 && !members.every((m) => typeof m === "object" && m !== null);
  } catch {
    return false;
  }
}
