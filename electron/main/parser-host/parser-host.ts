/** Untrusted documents, read in processes of their own. */
import type { PreviewDocument } from "../services/dataset-preview-service.ts";
import type { DocumentParser, ParsedItem } from "../services/ports.ts";
import { ParserCall } from "./parser-call.ts";
import type { ParserProcess, StartParser } from "./transport.ts";

/** Longest silence of a parser at work. A batch takes milliseconds; a slow disk some seconds. */
const SILENCE_MS = { parse: 30_000, preview: 20_000 };
/** Batches under way: one being stored, one being read. */
const AHEAD = 2;

export interface ParserHost {
  readonly parse: DocumentParser;
  readonly preview: PreviewDocument;
}

export function createParserHost(start: StartParser, silenceMs = SILENCE_MS): ParserHost {
  return {
    async parse(request) {
      const process = start();
      process.send({ type: "job", job: { type: "parse", request } });
      const call = new ParserCall(process, request.path, silenceMs.parse);
      try {
        const { mapping, totalBytes } = await call.next("opened");
        const state = { doneBytes: 0 };
        return {
          mapping,
          totalBytes,
          get doneBytes() {
            return state.doneBytes;
          },
          items: itemsOf(process, call, state),
        };
      } catch (error) {
        process.kill();
        throw error;
      }
    },
    async preview(request, signal) {
      const process = start();
      process.send({ type: "job", job: { type: "preview", request } });
      const stop = () => process.kill();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        return (await new ParserCall(process, request.path, silenceMs.preview).next("preview"))
          .preview;
      } finally {
        signal?.removeEventListener("abort", stop);
        process.kill();
      }
    },
  };
}

async function* itemsOf(
  process: ParserProcess,
  call: ParserCall,
  state: { doneBytes: number },
): AsyncGenerator<ParsedItem> {
  try {
    for (let i = 0; i < AHEAD; i += 1) process.send({ type: "more" });
    for (;;) {
      const message = await call.next("items", "end");
      if (message.type === "end") return;
      state.doneBytes = message.doneBytes;
      yield* message.items;
      process.send({ type: "more" });
    }
  } finally {
    process.kill();
  }
}
