/**
 * The resources of a file: NDJSON (one a line, as in a bulk export), one resource, one bundle, or a
 * list. Bundles are opened. A file that is one JSON value is held whole, within a bound.
 */
import { AppError } from "../../shared/errors.ts";
import { type JsonObject, jsonObject } from "../jsonl.ts";
import { MAX_BUNDLE_CHARS } from "../limits.ts";
import { readLines } from "../lines.ts";
import { openUtf8File } from "../utf8-file.ts";
import { object, string } from "./resource.ts";

export interface Resource {
  /** Line of the file, or entry of the bundle, from 1. */
  readonly sourceRow: number;
  /** Null: not a FHIR resource; `problem` says why. */
  readonly resource: JsonObject | null;
  readonly fullUrl: string;
  readonly problem: string;
}

export interface ResourceFile {
  readonly totalBytes: number;
  readonly doneBytes: number;
  resources(): AsyncGenerator<Resource>;
}

/** Bundles inside bundles: a history of exports, at most. */
const MAX_DEPTH = 3;

export async function openResources(path: string): Promise<ResourceFile> {
  const file = await openUtf8File(path);
  return {
    totalBytes: file.totalBytes,
    get doneBytes() {
      return file.doneBytes;
    },
    async *resources() {
      const pieces = file.pieces();
      try {
        const { text, lines } = await beginning(pieces);
        if (lines) yield* ofLines(text, pieces);
        else yield* ofValue(await rest(text, pieces));
      } finally {
        await pieces.return(undefined);
      }
    },
  };
}

/** The text up to the end of the first line at least; `lines`: that line is a whole object. */
async function beginning(
  pieces: AsyncGenerator<string>,
): Promise<{ readonly text: string; readonly lines: boolean }> {
  const parts: string[] = [];
  let size = 0;
  for await (const piece of held(pieces)) {
    parts.push(piece);
    size += piece.length;
    if (size > MAX_BUNDLE_CHARS) throw tooLarge();
    if (!/\S\s*\n/.test(piece)) continue;
    const text = parts.join("");
    const line = /^\s*([^\n]*)\n/.exec(text)?.[1] ?? "";
    return { text, lines: jsonObject(line) !== null };
  }
  return { text: parts.join(""), lines: false };
}

/** Leaving this loop early must not end the pieces: the rest is read on. */
async function* held(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return;
    yield value;
  }
}

async function rest(text: string, pieces: AsyncGenerator<string>): Promise<unknown> {
  const parts = [text];
  let size = text.length;
  for await (const piece of pieces) {
    parts.push(piece);
    size += piece.length;
    if (size > MAX_BUNDLE_CHARS) throw tooLarge();
  }
  try {
    return JSON.parse(parts.join("")) as unknown;
  } catch {
    throw new AppError("INVALID_INPUT", "The file is neither JSON nor one JSON resource a line.", {
      field: "FILE",
      hint: "It must hold FHIR R4 resources: a Bundle, a ServiceRequest, or NDJSON.",
    });
  }
}

async function* ofLines(head: string, pieces: AsyncGenerator<string>): AsyncGenerator<Resource> {
  for await (const { line, text } of readLines(joined(head, pieces))) {
    if (text === null) yield problem(line, "line: too long");
    else if (text.trim() !== "") {
      const resource = jsonObject(text);
      if (resource === null) yield problem(line, "line: not a JSON object");
      else yield* opened(resource, "", () => line, 0);
    }
  }
}

async function* joined(head: string, pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* pieces;
}

function* ofValue(value: unknown): Generator<Resource> {
  let entry = 0;
  const next = () => {
    entry += 1;
    return entry;
  };
  const all = Array.isArray(value) ? (value as unknown[]) : [value];
  for (const one of all) yield* opened(object(one), "", next, 0);
}

function* opened(
  resource: JsonObject,
  fullUrl: string,
  row: () => number,
  depth: number,
): Generator<Resource> {
  if (resource.resourceType !== "Bundle") {
    const known = typeof resource.resourceType === "string";
    if (known) yield { sourceRow: row(), resource, fullUrl, problem: "" };
    else yield problem(row(), "entry: not a FHIR resource");
    return;
  }
  if (depth >= MAX_DEPTH) {
    yield problem(row(), "entry: bundles inside bundles");
    return;
  }
  const entries = Array.isArray(resource.entry) ? (resource.entry as unknown[]) : [];
  for (const entry of entries.map(object)) {
    yield* opened(object(entry.resource), string(entry.fullUrl), row, depth + 1);
  }
}

function problem(sourceRow: number, reason: string): Resource {
  return { sourceRow, resource: null, fullUrl: "", problem: reason };
}

function tooLarge(): AppError {
  return new AppError("TOO_LARGE", "The FHIR bundle is too large to be read as one value.", {
    field: "FILE",
    hint: "Export it as NDJSON, one resource a line.",
    details: { maximumChars: MAX_BUNDLE_CHARS },
  });
}
