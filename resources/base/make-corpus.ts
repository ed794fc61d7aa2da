/**
 * Builds the pre-training corpus of the bundled base model.
 *
 *   node resources/base/make-corpus.ts --data DIR [--out build/base-corpus] [--orders 40000]
 *
 * Writes train.jsonl and validation.jsonl, one {"text": …} a line. Only the three data sets named in
 * NOTICE.md and generated orders without labels go in: nothing that any model here is evaluated on.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type CorpusDocument, CorpusSourceError } from "./sources/document.ts";
import { readMedQuad } from "./sources/medquad.ts";
import { readMtsDialog } from "./sources/mts-dialog.ts";
import { readNigeriaGuideline } from "./sources/nigeria-guideline.ts";
import { readUnlabelledOrders } from "./sources/orders.ts";
import { splitLong } from "./text-clean.ts";

const HELD_OUT_SHARE = 0.01;
/** About 700 tokens: a document fits the context of the model whole. */
const MAX_DOCUMENT_CHARS = 2700;

const FILE_SOURCES = [
  { name: "MedQuAD", file: "medquad/medquad.jsonl.gz", read: readMedQuad },
  { name: "MTS-Dialog", file: "mts_dialog/MTS-Dialog-TrainingSet.csv", read: readMtsDialog },
  {
    name: "Nigeria guidelines",
    file: "guidelines/nigeria_nstg/nstg_pairs.jsonl",
    read: readNigeriaGuideline,
  },
] as const;

export interface SourceReport {
  readonly name: string;
  readonly documents: number;
  readonly bytes: number;
}

export interface Corpus {
  readonly train: string[];
  readonly validation: string[];
  readonly sources: SourceReport[];
}

/** A group's side depends on its name alone, so that adding a source moves no other document. */
function isHeldOut(group: string): boolean {
  const digest = createHash("sha256").update(group).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < HELD_OUT_SHARE;
}

/** Documents in an order that mixes the sources and never changes: by the hash of their text. */
function shuffled(texts: readonly string[]): string[] {
  const keyed = texts.map((text) => ({
    text,
    key: createHash("sha256").update(text).digest("hex"),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.map((entry) => entry.text);
}

export function buildCorpus(dataDir: string, orderCount: number): Corpus {
  const bySource: { name: string; documents: CorpusDocument[] }[] = [];
  for (const source of FILE_SOURCES) {
    const path = join(dataDir, source.file);
    if (!existsSync(path)) {
      throw new CorpusSourceError(
        `${source.name} is missing: ${path} does not exist. Give the data folder with --data DIR.`,
      );
    }
    const documents = source
      .read(path)
      .flatMap(({ text, group }) =>
        splitLong(text, MAX_DOCUMENT_CHARS).map((part) => ({ text: part, group })),
      );
    bySource.push({ name: source.name, documents });
  }
  bySource.push({ name: "Generated orders", documents: readUnlabelledOrders(orderCount) });

  const train: string[] = [];
  const validation: string[] = [];
  for (const { documents } of bySource) {
    for (const { text, group } of documents) (isHeldOut(group) ? validation : train).push(text);
  }
  const sources = bySource.map(({ name, documents }) => ({
    name,
    documents: documents.length,
    bytes: documents.reduce((sum, document) => sum + Buffer.byteLength(document.text), 0),
  }));
  return { train: shuffled(train), validation: shuffled(validation), sources };
}

function writeJsonl(path: string, texts: readonly string[]): void {
  writeFileSync(path, texts.map((text) => `${JSON.stringify({ text })}\n`).join(""));
}

function main(): void {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      out: { type: "string", default: "build/base-corpus" },
      orders: { type: "string", default: "40000" },
    },
  });
  if (!values.data || !existsSync(values.data)) {
    throw new CorpusSourceError(
      `The data folder ${values.data ?? "(none given)"} does not exist. Give it with --data DIR.`,
    );
  }
  const orderCount = Number(values.orders);
  if (!Number.isSafeInteger(orderCount) || orderCount < 0) {
    throw new CorpusSourceError(
      `--orders must be a whole number of orders, not "${values.orders}".`,
    );
  }
  const corpus = buildCorpus(values.data, orderCount);
  mkdirSync(values.out, { recursive: true });
  writeJsonl(join(values.out, "train.jsonl"), corpus.train);
  writeJsonl(join(values.out, "validation.jsonl"), corpus.validation);
  for (const { name, documents, bytes } of corpus.sources) {
    console.log(`${name.padEnd(20)} ${String(documents).padStart(7)} documents ${bytes} bytes`);
  }
  console.log(`train ${corpus.train.length}, validation ${corpus.validation.length} documents`);
}

if (import.meta.main) {
  try {
    main();
  } catch (error) {
    if (!(error instanceof CorpusSourceError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
