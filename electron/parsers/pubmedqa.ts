/**
 * PubMedQA (Jin et al., 2019): a JSON object PMID -> entry. A row's text is the question, an empty
 * line and the contexts, so that what a short context window cuts off is the end of the abstract,
 * never the question. The label is the final decision; the long answer is kept as the answer.
 */
import type { ParsedDocument, ParsedItem, ParseRequest } from "../main/services/ports.ts";
import { COLUMN_ROLES, type ColumnMapping } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";
import { buildRow, reject } from "./build-row.ts";
import { type Member, readMembers } from "./json-members.ts";
import { jsonObject } from "./jsonl.ts";
import { openUtf8File } from "./utf8-file.ts";

const DECISIONS = ["yes", "no", "maybe"];

const MAPPING: ColumnMapping = {
  text: "QUESTION",
  label: "final_decision",
  group: null,
  id: "PMID",
  answer: "LONG_ANSWER",
  part: null,
};

export async function parsePubmedqa(request: ParseRequest): Promise<ParsedDocument> {
  const named = COLUMN_ROLES.find((role) => request.mapping[role] !== null);
  if (named !== undefined) {
    throw new AppError("INVALID_INPUT", "PubMedQA files have fixed columns.", {
      field: `--${named}-column`,
      hint: "Leave the column options out.",
    });
  }
  const file = await openUtf8File(request.path);
  return {
    mapping: MAPPING,
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    items: toItems(readMembers(file.pieces())),
  };
}

async function* toItems(members: AsyncIterable<Member>): AsyncGenerator<ParsedItem> {
  for await (const { entry, text } of members) yield toItem(entry, text);
}

function toItem(entry: number, text: string | null): ParsedItem {
  if (text === null) return reject(entry, "entry: too long");
  const [pair] = Object.entries(jsonObject(`{${text}}`) ?? {});
  const value = pair?.[1];
  if (pair === undefined || typeof value !== "object" || value === null) {
    return reject(entry, "entry: not a PMID with a JSON object");
  }
  const { QUESTION, CONTEXTS, LONG_ANSWER, final_decision } = value as Record<string, unknown>;
  if (typeof QUESTION !== "string") return reject(entry, "QUESTION: not a text");
  if (!Array.isArray(CONTEXTS) || !CONTEXTS.every((context) => typeof context === "string")) {
    return reject(entry, "CONTEXTS: not a list of texts");
  }
  if (typeof LONG_ANSWER !== "string") return reject(entry, "LONG_ANSWER: not a text");
  if (typeof final_decision !== "string" || !DECISIONS.includes(final_decision)) {
    return reject(entry, "final_decision: not yes, no or maybe");
  }
  const fields = {
    id: pair[0],
    text: QUESTION.trim() === "" ? "" : `${QUESTION.trim()}\n\n${CONTEXTS.join("\n")}`,
    label: final_decision,
    answer: LONG_ANSWER,
    group: null,
    part: null,
  };
  return buildRow(fields, entry);
}
