// What a file is, by its first bytes, its columns and its first record; by its name where these do
// not say.
import { basename } from "node:path";
import type { SourceKind } from "../../shared/domain/dataset.ts";
import { kindOfName } from "../../shared/domain/source-kind.ts";
import { AppError } from "../../shared/errors.ts";
import { jsonObject } from "../jsonl.ts";
import { isParquet } from "../parquet-file.ts";
import { firstBytes, openRecords } from "../record-source.ts";
import { shapeOf } from "../shapes/shape-of.ts";

export interface KindGuess {
  readonly kind: SourceKind;
  /** False: it could as well be something else, and a person should say. */
  readonly sure: boolean;
}

/** @param columnsChosen columns have been named: only kinds that take names are meant */
export async function guessKind(path: string, columnsChosen = false): Promise<KindGuess> {
  const bytes = await firstBytes(path);
  const text = new TextDecoder("utf-8").decode(bytes);
  const named = kindOfName(basename(path));
  const base = baseKind(bytes, text, named);
  if (columnsChosen || !["csv", "jsonl", "parquet"].includes(base.kind)) return base;
  const shape = await shapeKind(path);
  return shape === null ? base : { kind: shape, sure: true };
}

function baseKind(bytes: Uint8Array, text: string, named: SourceKind | null): KindGuess {
  if (isParquet(bytes)) return { kind: "parquet", sure: true };
  // Some programs write a few bytes before the mark; readers look for it in the first 1024.
  if (text.slice(0, 1024).includes("%PDF-")) return { kind: "guideline-pdf", sure: true };
  // An MLLP frame begins with a control character.
  if (/^[\s\p{Cc}]*(MSH|FHS|BHS)[^\w\s]/u.test(text)) return { kind: "hl7", sure: true };
  const start = text.trimStart();
  if (named === "csv") return { kind: "csv", sure: true };
  if (/^[[{]/.test(start)) return jsonKind(start, named);
  if (named !== null) return { kind: named, sure: true };
  return { kind: "csv", sure: looksLikeTable(start) };
}

/** A line that is a whole object of plain members is a row; one of entries is PubMedQA. */
function jsonKind(text: string, named: SourceKind | null): KindGuess {
  if (/"resourceType"\s*:\s*"[A-Z]/.test(text)) return { kind: "fhir", sure: true };
  if (named !== null) return { kind: named, sure: true };
  if (text.startsWith("[")) return { kind: "jsonl", sure: /^\[\s*\{/.test(text) };
  const line = jsonObject(text.split("\n", 1)[0] ?? "");
  const members = line === null ? [] : Object.values(line);
  const rows = members.length > 0 && !members.every((m) => typeof m === "object" && m !== null);
  if (rows || (line !== null && shapeOf(Object.keys(line), line) !== null)) {
    return { kind: "jsonl", sure: true };
  }
  return { kind: "pubmedqa", sure: /"QUESTION"\s*:/.test(text) };
}

/** Two columns or more in the first line, and text without control characters. */
function looksLikeTable(text: string): boolean {
  const line = text.split(/[\r\n]/, 1)[0] ?? "";
  return /[,;\t]/.test(line) && !/[^\P{Cc}\t]|\ufffd/u.test(line);
}

async function shapeKind(path: string): Promise<SourceKind | null> {
  try {
    const source = await openRecords(path);
    try {
      const { value } = await source.records.next();
      const record = value === undefined || "type" in value ? {} : value.value;
      return shapeOf(source.columns, record);
    } finally {
      await source.close();
    }
  } catch (error) {
    // What is wrong with the file is said by the import, in its own words.
    if (error instanceof AppError) return null;
    throw error;
  }
}
