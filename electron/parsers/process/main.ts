// Entry of the process that reads one untrusted document. It has a bounded heap and is ended when
// it is silent for too long: a hostile file ends this process and nothing else.
import type { InputRecord } from "../../main/services/label-ports.ts";
import type { ParsedItem, ParseRequest } from "../../main/services/ports.ts";
import { toAppError } from "../../shared/errors.ts";
import { Compute } from "../compute/compute.ts";
import type { ComputeFeed } from "../compute/messages.ts";
import type { GuidelineRequest } from "../guideline/read-guideline.ts";
import { parseDocument } from "../parse-document.ts";
import { guessKind } from "../preview/guess-kind.ts";
import { previewDocument } from "../preview/preview-document.ts";
import { openTable } from "../table.ts";
import { openTerms, type TermsRequest } from "../terminology/terms.ts";
import { Credits } from "./credits.ts";
import type { ParserJob, TableRequest } from "./messages.ts";
import { parserPort } from "./port.ts";

/** A batch is at most this many rows, at most so much text. */
const BATCH = 500;
const BATCH_CHARS = 4 << 20;
/** Terms are short, and there are millions. */
const TERM_BATCH = 2000;
const UNASKED_MS = 60_000;

const port = parserPort();
const credits = new Credits();
let compute: Compute | null = null;

/** Sends what comes, a batch for every "more". */
async function sendAll<T>(
  items: AsyncIterable<T>,
  charsOf: (item: T) => number,
  send: (batch: readonly T[]) => void,
  most = BATCH,
): Promise<void> {
  let batch: T[] = [];
  let chars = 0;
  const flush = async () => {
    await credits.spend();
    send(batch);
    batch = [];
    chars = 0;
  };
  for await (const item of items) {
    batch.push(item);
    chars += charsOf(item);
    if (batch.length >= most || chars >= BATCH_CHARS) await flush();
  }
  if (batch.length > 0) await flush();
  port.send({ type: "end" });
}

async function parse(request: ParseRequest): Promise<void> {
  const document = await parseDocument(request);
  const { mapping, source, totalBytes } = document;
  port.send({ type: "opened", mapping, source, totalBytes });
  const charsOf = (item: ParsedItem) =>
    item.type === "row" ? item.row.text.length + (item.row.answer?.length ?? 0) : 0;
  await sendAll(document.items, charsOf, (items) =>
    port.send({ type: "items", items, doneBytes: document.doneBytes }),
  );
}

async function readTable({ path, textColumn }: TableRequest): Promise<void> {
  const table = await openTable(path, textColumn);
  port.send({ type: "table", headers: table.headers, totalBytes: table.totalBytes });
  const charsOf = ({ cells }: InputRecord) => cells.reduce((sum, cell) => sum + cell.length, 0);
  await sendAll(table.records, charsOf, (items) =>
    port.send({ type: "records", items, doneBytes: table.doneBytes }),
  );
}

async function readTerms(request: TermsRequest): Promise<void> {
  const file = await openTerms(request);
  port.send({ type: "lines", totalBytes: file.totalBytes });
  await sendAll(
    file.lines,
    () => 100,
    (items) => port.send({ type: "terms", items, doneBytes: file.doneBytes }),
    TERM_BATCH,
  );
}

async function readGuideline(request: GuidelineRequest): Promise<void> {
  const { openGuideline } = await import("../guideline/read-guideline.ts");
  const reading = await openGuideline(request);
  port.send({ type: "guideline-opened", pages: reading.pages });
  for await (const pages of reading.batches) port.send({ type: "guideline-pages", pages });
  port.send({ type: "guideline", guideline: reading.finish().guideline });
}

async function work(job: ParserJob): Promise<void> {
  try {
    if (job.type === "parse") await parse(job.request);
    else if (job.type === "compute") compute = new Compute(job, (message) => port.send(message));
    else if (job.type === "guideline") await readGuideline(job.request);
    else if (job.type === "page-image") {
      const { pageImage } = await import("../guideline/render.ts");
      port.send({ type: "page-image", image: await pageImage(job.request) });
    } else if (job.type === "table") await readTable(job.request);
    else if (job.type === "terms") await readTerms(job.request);
    else if (job.type === "detect") {
      const { path, columnsChosen } = job.request;
      port.send({ type: "detected", guess: await guessKind(path, columnsChosen) });
    } else port.send({ type: "preview", preview: await previewDocument(job.request) });
  } catch (error) {
    port.send({ type: "error", error: toAppError(error).toWire() });
  }
}

function take(feed: ComputeFeed): void {
  try {
    compute?.take(feed);
  } catch (error) {
    port.send({ type: "error", error: toAppError(error).toWire() });
  }
}

// The host ends this process once it has its answer, or has stopped asking; a host that opened a
// document and then turned to something else never asks at all.
const unasked = setTimeout(() => process.exit(0), UNASKED_MS);
port.onMessage((message) => {
  if (message.type === "job") void work(message.job);
  else {
    clearTimeout(unasked);
    if (message.type === "feed") take(message);
    else credits.add();
  }
});
