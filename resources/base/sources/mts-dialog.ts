import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { cleanText } from "../text-clean.ts";
import { type CorpusDocument, CorpusSourceError } from "./document.ts";

const MIN_CHARS = 40;

/** MTS-Dialog, training file only: each dialogue and each note section is a document of its own. */
export function readMtsDialog(path: string): CorpusDocument[] {
  const rows = parse(readFileSync(path), {
    columns: true,
    bom: true,
    relax_column_count: false,
  }) as Record<string, string>[];
  const seen = new Set<string>();
  const documents: CorpusDocument[] = [];
  for (const row of rows) {
    const { ID, section_text: note, dialogue } = row;
    if (ID === undefined || note === undefined || dialogue === undefined) {
      throw new CorpusSourceError(
        `${path}: columns ID, section_text and dialogue are needed; use the MTS-Dialog training file.`,
      );
    }
    for (const part of [dialogue, note]) {
      const text = cleanText(part).replace(/\n\n/gu, "\n");
      if (text.length < MIN_CHARS || seen.has(text)) continue;
      seen.add(text);
      documents.push({ text, group: `mts-dialog/${ID}` });
    }
  }
  return documents;
}
