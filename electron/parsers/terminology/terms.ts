/**
 * The files of a licensed terminology: UMLS MRCONSO.RRF and MRSTY.RRF (pipe-separated, one row a
 * line), or a list of codes (code and name, separated by a tab, comma, semicolon or pipe). Read as
 * they come, so that ten million rows cost no more memory than one.
 */
import type { TermLine, TermsFile, TermsRequest } from "../../main/services/terminology-ports.ts";
import { AppError } from "../../shared/errors.ts";
import { MAX_TERMS_BYTES } from "../limits.ts";
import { readLines } from "../lines.ts";
import { openUtf8File } from "../utf8-file.ts";

export type { TermLine, TermsRequest };

const CUI = /^C\d{7}$/;
/** A file of which the first rows are all of another kind is not the file it should be. */
const FIRST_LINES = 1000;

export async function openTerms(request: TermsRequest): Promise<TermsFile> {
  const file = await openUtf8File(request.path, { maxBytes: MAX_TERMS_BYTES });
  return {
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    lines: lines(file.pieces(), request),
  };
}

async function* lines(
  pieces: AsyncGenerator<string>,
  { kind }: TermsRequest,
): AsyncGenerator<TermLine> {
  let shaped = 0;
  for await (const { line, text } of readLines(pieces)) {
    const row = text === null ? null : rowOf(text, kind);
    if (row !== null) shaped += 1;
    if (line > FIRST_LINES && shaped === 0) throw notThisFile(kind);
    if (row?.line !== undefined) yield row.line;
  }
  if (shaped === 0) throw notThisFile(kind);
}

/** Null: not a row of this kind. Without a line: a row that is left out on purpose. */
function rowOf(text: string, kind: TermsRequest["kind"]): { line?: TermLine } | null {
  if (kind === "mrconso") return ofMrconso(text.split("|"));
  if (kind === "mrsty") return ofMrsty(text.split("|"));
  return ofCodes(text);
}

/**
 * CUI, LAT, TS, LUI, STT, SUI, ISPREF, AUI, SAUI, SCUI, SDUI, SAB, TTY, CODE, STR, SRL, SUPPRESS,
 * CVF (UMLS Reference Manual, chapter 3). English and not suppressed.
 */
function ofMrconso(fields: readonly string[]): { line?: TermLine } | null {
  const [concept = "", language, ts, , stt, , preferred] = fields;
  if (fields.length < 18 || !CUI.test(concept)) return null;
  const text = fields[14] ?? "";
  if (language !== "ENG" || fields[16] !== "N" || text === "") return {};
  return { line: { concept, text, preferred: ts === "P" && stt === "PF" && preferred === "Y" } };
}

/** CUI, TUI, STN, STY, ATUI, CVF. */
function ofMrsty(fields: readonly string[]): { line?: TermLine } | null {
  const [concept = "", , , type = ""] = fields;
  if (fields.length < 5 || !CUI.test(concept) || type === "") return null;
  return { line: { concept, text: type, preferred: false } };
}

/** "A39.0<tab>Meningococcal meningitis"; ICD codes without their point too. */
function ofCodes(text: string): { line?: TermLine } | null {
  const match =
    /^\s*"?([A-Za-z]\d[0-9A-Za-z](?:\.?[0-9A-Za-z]{1,4})?)[†*+]?"?\s*(?:[\t,;|]\s*(.*))?$/u.exec(
      text,
    );
  if (match === null) return null;
  const code = (match[1] ?? "").toUpperCase();
  const dotted = code.length > 3 && code[3] !== "." ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
  const name = (match[2] ?? "").replace(/^"|"$/g, "").replaceAll('""', '"').trim();
  return { line: { concept: dotted, text: name === "" ? dotted : name, preferred: true } };
}

function notThisFile(kind: TermsRequest["kind"]): AppError {
  const hints = {
    mrconso: "MRCONSO.RRF has rows such as C0027051|ENG|P|…|Myocardial infarction|0|N|256|.",
    mrsty: "MRSTY.RRF has rows such as C0027051|T047|…|Disease or Syndrome|….",
    codes: "Each line must be a code and its name, for example A39.0, a tab, and the name.",
  };
  const names = { mrconso: "MRCONSO.RRF", mrsty: "MRSTY.RRF", codes: "a list of ICD-10 codes" };
  return new AppError("INVALID_INPUT", `The file is not ${names[kind]}.`, {
    field: "FILE",
    hint: hints[kind],
  });
}
