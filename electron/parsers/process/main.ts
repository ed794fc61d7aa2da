// Entry of the process that reads one untrusted document. It has a bounded heap and is ended when
// it is silent for too long: a hostile file ends this process and nothing else.
import type { ParsedItem } from "../../main/services/ports.ts";
import { toAppError } from "../../shared/errors.ts";
import { parseDocument } from "../parse-document.ts";
import { previewDocument } from "../preview/preview-document.ts";
import { Credits } from "./credits.ts";
import type { ParserJob } from "./messages.ts";
import { parserPort } from "./port.ts";

/** A batch is at most this many rows, at most so much text. */
const BATCH = 500;
const BATCH_CHARS = 4 << 20;

const port = parserPort();
const credits = new Credits();

async function parse({ request }: Extract<ParserJob, { type: "parse" }>): Promise<void> {
  const document = await parseDocument(request);
  port.send({ type: "opened", mapping: document.mapping, totalBytes: document.totalBytes });
  let items: ParsedItem[] = [];
  let chars = 0;
  const flush = async () => {
    await credits.spend();
    port.send({ type: "items", items, doneBytes: document.doneBytes });
    items = [];
    chars = 0;
  };
  for await (const item of document.items) {
    items.push(item);
    if (item.type === "row") chars += item.row.text.length + (item.row.answer?.length ?? 0);
    if (items.length >= BATCH || chars >= BATCH_CHARS) await flush();
  }
  if (items.length > 0) await flush();
  port.send({ type: "end" });
}

async function work(job: ParserJob): Promise<void> {
  try {
    if (job.type === "parse") await parse(job);
    else port.send({ type: "preview", preview: await previewDocument(job.request) });
  } catch (error) {
    port.send({ type: "error", error: toAppError(error).toWire() });
  }
}

// The host ends this process once it has its answer.
port.onMessage((message) => {
  if (message.type === "more") credits.add();
  else void work(message.job);
});
