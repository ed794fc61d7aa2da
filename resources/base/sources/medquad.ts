import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { cleanText, RepeatCap } from "../text-clean.ts";
import { type CorpusDocument, CorpusSourceError } from "./document.ts";

interface MedQuadRow {
  readonly focus: string;
  readonly question: string;
  readonly answer: string | null;
}

/** The phenotype tables are term lists without sentences, followed by ten fixed sentences. */
const PHENOTYPE_TABLE =
  /(?:What are the signs and symptoms of [^?]*\?\s*)?The Human Phenotype Ontology provides[\s\S]*$/u;
/** Some answers open by asking the question again. */
const REPEATED_QUESTION = /^(?:What|How|Is|Are|Who|When|Can|Do|Does)\b[^.?\n]{5,200}\?\s+/u;
const MIN_ANSWER_CHARS = 60;
const SENTENCE_LIMIT = 3;

function cleanQuestion(question: string): string {
  return cleanText(question)
    .replace(/\bWhat is \(are\)/u, "What is")
    .replace(/\s+\?$/u, "?")
    .replace(/\?+$/u, "?");
}

function cleanAnswer(answer: string): string {
  // Lists are flattened in the file as runs of blanks and a hyphen.
  const lines = answer.replace(PHENOTYPE_TABLE, "").replace(/\s{2,}-\s+/gu, "\n- ");
  return cleanText(lines).replace(/\n\n/gu, "\n").replace(REPEATED_QUESTION, "");
}

/** MedQuAD question and answer pairs as "Question: …\nAnswer: …"; repeated answers only once. */
export function readMedQuad(path: string): CorpusDocument[] {
  const cap = new RepeatCap(SENTENCE_LIMIT);
  const seen = new Set<string>();
  const documents: CorpusDocument[] = [];
  const lines = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const row = parseRow(line, path, index + 1);
    const answer = cleanAnswer(row.answer ?? "");
    if (seen.has(answer)) continue;
    seen.add(answer);
    const kept = cap.filter(answer);
    if (kept.length < MIN_ANSWER_CHARS) continue;
    documents.push({
      text: `Question: ${cleanQuestion(row.question)}\nAnswer: ${kept}`,
      group: `medquad/${row.focus}`,
    });
  }
  return documents;
}

function parseRow(line: string, path: string, lineNumber: number): MedQuadRow {
  const row = JSON.parse(line) as Partial<MedQuadRow>;
  if (typeof row.question !== "string" || typeof row.focus !== "string" || !("answer" in row)) {
    throw new CorpusSourceError(
      `${path} line ${lineNumber}: fields focus, question and answer are needed; use the MedQuAD file.`,
    );
  }
  return row as MedQuadRow;
}
