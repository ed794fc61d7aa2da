import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

/** The open texts that bundled weights may learn from; NOTICE names both. */
export function readCorpora(folder: string): string[] {
  const dialogue = readFileSync(join(folder, "mts_dialog/MTS-Dialog-TrainingSet.csv"), "utf8");
  const rows: { section_text: string; dialogue: string }[] = parse(dialogue, {
    columns: true,
    bom: true,
  });
  const turns = rows.flatMap((row) => [row.section_text, ...row.dialogue.split(/\r?\n/)]);
  const quad = gunzipSync(readFileSync(join(folder, "medquad/medquad.jsonl.gz"))).toString("utf8");
  const answers = quad
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { question: string; answer: string });
  return [...turns, ...answers.flatMap(({ question, answer }) => [question, answer])].flatMap(
    sentencesOf,
  );
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/\s+/g, " ")
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((s) => s.trim())
    .filter((s) => s.length > 10);
}
