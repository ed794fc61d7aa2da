/** Untrusted documents, read in processes of their own. */
import type { ParserJob } from "../../parsers/process/messages.ts";
import type { DetectKind, PreviewDocument } from "../services/dataset-preview-service.ts";
import type { OpenTable } from "../services/label-ports.ts";
import type { DocumentParser } from "../services/ports.ts";
import type { OpenTerms } from "../services/terminology-ports.ts";
import { ParserCall } from "./parser-call.ts";
import type { ParserProcess, StartParser } from "./transport.ts";

/** Longest silence of a parser at work. A batch takes milliseconds; a slow disk some seconds. */
const SILENCE_MS = { parse: 30_000, preview: 20_000 };
/** Batches under way: one being stored, one being read. */
const AHEAD = 2;

export interface ParserHost {
  readonly parse: DocumentParser;
  readonly openTable: OpenTable;
  readonly preview: PreviewDocument;
  readonly detect: DetectKind;
  readonly openTerms: OpenTerms;
}

export function createParserHost(start: StartParser, silenceMs = SILENCE_MS): ParserHost {
  /** A parser at its job, ended again when the opening fails. */
  const open = async <T>(
    job: ParserJob & { readonly type: "parse" | "table" | "terms" },
    opened: (process: ParserProcess, call: ParserCall) => Promise<T>,
  ): Promise<T> => {
    const process = start();
    process.send({ type: "job", job });
    try {
      return await opened(process, new ParserCall(process, job.request.path, silenceMs.parse));
    } catch (error) {
      process.kill();
      throw error;
    }
  };
  return {
    parse: (request) =>
      open({ type: "parse", request }, async (process, call) => {
        const { mapping, source, totalBytes } = await call.next("opened");
        const state = { doneBytes: 0 };
        return {
          mapping,
          source,
          totalBytes,
          get doneBytes() {
            return state.doneBytes;
          },
          items: itemsOf(process, state, async () => {
            const message = await call.next("items", "end");
            return message.type === "end" ? null : message;
          }),
        };
      }),
    openTable: (path, textColumn) =>
      open({ type: "table", request: { path, textColumn } }, async (process, call) => {
        const { headers, totalBytes } = await call.next("table");
        const state = { doneBytes: 0 };
        return {
          headers,
          totalBytes,
          get doneBytes() {
            return state.doneBytes;
          },
          records: itemsOf(process, state, async () => {
            const message = await call.next("records", "end");
            return message.type === "end" ? null : message;
          }),
        };
      }),
    openTerms: (request) =>
      open({ type: "terms", request }, async (process, call) => {
        const { totalBytes } = await call.next("lines");
        const state = { doneBytes: 0 };
        return {
          totalBytes,
          get doneBytes() {
            return state.doneBytes;
          },
          lines: itemsOf(process, state, async () => {
            const message = await call.next("terms", "end");
            return message.type === "end" ? null : message;
          }),
        };
      }),
    async detect(path, columnsChosen) {
      const process = start();
      process.send({ type: "job", job: { type: "detect", request: { path, columnsChosen } } });
      try {
        const call = new ParserCall(process, path, silenceMs.preview);
        return (await call.next("detected")).guess;
      } finally {
        process.kill();
      }
    },
    async preview(request, signal) {
      const process = start();
      process.send({ type: "job", job: { type: "preview", request } });
      const stop = () => process.kill();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        const call = new ParserCall(process, request.path, silenceMs.preview);
        return (await call.next("preview")).preview;
      } finally {
        signal?.removeEventListener("abort", stop);
        process.kill();
      }
    },
  };
}

interface Batch<T> {
  readonly items: readonly T[];
  readonly doneBytes: number;
}

/** @param next one batch; null at the end */
async function* itemsOf<T>(
  process: ParserProcess,
  state: { doneBytes: number },
  next: () => Promise<Batch<T> | null>,
): AsyncGenerator<T> {
  try {
    for (let i = 0; i < AHEAD; i += 1) process.send({ type: "more" });
    for (;;) {
      const batch = await next();
      if (batch === null) return;
      state.doneBytes = batch.doneBytes;
      yield* batch.items;
      process.send({ type: "more" });
    }
  } finally {
    process.kill();
  }
}
