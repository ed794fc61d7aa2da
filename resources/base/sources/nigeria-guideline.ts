import { readFileSync } from "node:fs";
import { cleanText, joinWrappedLines } from "../text-clean.ts";
import { type CorpusDocument, CorpusSourceError } from "./document.ts";

/** The raw guideline text of each condition of the Nigeria Standard Treatment Guidelines. */
export function readNigeriaGuideline(path: string): CorpusDocument[] {
  const seen = new Set<string>();
  const documents: CorpusDocument[] = [];
  for (const [index, line] of readFileSync(path, "utf8").split("\n").entries()) {
    if (!line.trim()) continue;
    const row = JSON.parse(line) as { condition?: unknown; text?: unknown };
    if (typeof row.condition !== "string" || typeof row.text !== "string") {
      throw new CorpusSourceError(
        `${path} line ${index + 1}: fields condition and text are needed; use the guideline pairs file.`,
      );
    }
    const text = cleanText(joinWrappedLines(row.text));
    if (seen.has(text)) continue;
    seen.add(text);
    documents.push({ text, group: `nigeria/${row.condition}` });
  }
  return documents;
}
