import type { ComputeJob } from "../../parsers/compute/messages.ts";
import type { GateRow } from "../../shared/domain/quality/gate.ts";
import { AppError } from "../../shared/errors.ts";
import { type CallOptions, throwIfCancelled } from "../services/api/call.ts";
import type { RowComputer, TaggerFile } from "../services/compute-ports.ts";
import { ParserCall } from "./parser-call.ts";
import type { ParserProcess, StartParser } from "./transport.ts";

/** Longest silence: a batch takes a second, a band of 200,000 rows some seconds. */
const SILENCE_MS = 60_000;
const BATCH = 200;
const BATCH_CHARS = 1 << 20;

/** Works on rows in a process of its own: the window stays free, and a cancel takes effect at once. */
export function createRowComputer(start: StartParser, tagger: () => TaggerFile): RowComputer {
  const working = async <T>(
    request: ComputeJob["request"],
    what: string,
    { signal }: CallOptions,
    work: (process: ParserProcess, call: ParserCall) => Promise<T>,
  ): Promise<T> => {
    throwIfCancelled(signal, what);
    const process = start();
    process.send({ type: "job", job: { type: "compute", request } });
    const stop = () => process.kill();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return await work(process, new ParserCall(process, "", SILENCE_MS));
    } catch (error) {
      // Ended on purpose, the process only looks as if it had failed.
      throwIfCancelled(signal, what);
      throw inWords(error, what);
    } finally {
      signal?.removeEventListener("abort", stop);
      process.kill();
    }
  };
  return {
    findSpans(texts, total, onBatch, options) {
      const request = { work: "find-spans", tagger: tagger().bytes } as const;
      return working(request, "The search", options, async (process, call) => {
        let done = 0;
        for (const { rows, last } of batches(rowsOfTexts(texts))) {
          process.send({ type: "feed", rows, last });
          onBatch((await call.next("found")).spans);
          done += rows.length;
          options.onProgress?.({ phase: "searching", done, total });
        }
      });
    },
    gate(rows, total, options) {
      return working({ work: "gate", rows: total }, "The check", options, async (process, call) => {
        let done = 0;
        for (const batch of batches(rows)) {
          process.send({ type: "feed", ...batch });
          done += batch.rows.length;
          options.onProgress?.({ phase: "reading", done, total });
          if (!batch.last) await call.next("fed");
        }
        for (;;) {
          const message = await call.next("comparing", "gate");
          if (message.type === "gate") return message.facts;
          options.onProgress?.({ phase: "comparing", done: message.done, total: message.total });
        }
      });
    },
  };
}

/** The process speaks of files; here rows of the store were worked on. */
function inWords(error: unknown, what: string): unknown {
  if (!(error instanceof AppError) || error.path !== "") return error;
  return new AppError(error.code, `${what} did not end: it took too long or too much memory.`, {
    hint: "Import the rows in smaller pieces under several names, and look at each.",
    details: error.details,
    cause: error,
  });
}

function* rowsOfTexts(texts: Iterable<string>): Iterable<GateRow> {
  for (const text of texts) yield { text, label: null, part: 0 };
}

/** At least one batch, so that the end is always told. */
function* batches(rows: Iterable<GateRow>): Iterable<{ rows: GateRow[]; last: boolean }> {
  let batch: GateRow[] = [];
  let chars = 0;
  for (const row of rows) {
    if (batch.length >= BATCH || chars >= BATCH_CHARS) {
      yield { rows: batch, last: false };
      batch = [];
      chars = 0;
    }
    batch.push(row);
    chars += row.text.length;
  }
  yield { rows: batch, last: true };
}
