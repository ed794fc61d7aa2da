/**
 * Builds the pre-training corpus of the bundled base model.
 *
 *   node resources/base/make-corpus.ts --data DIR [--out build/base-corpus]
 *     [--orders 400000] [--other-words 300000] [--vocabulary 100000]
 *
 * Writes documents.jsonl, generated.jsonl and validation.jsonl, one {"text": …} a line. Only the three data sets named in
 * NOTICE.md and generated orders without labels go in: nothing that any model here is evaluated on.
 */
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { COUNT_OPTIONS, type CorpusCounts, readCounts } from "./corpus-counts.ts";
import { refuseProtocolNames } from "./protocol-names.ts";
import { type CorpusDocument, CorpusSourceError } from "./sources/document.ts";
import { readMedQuad } from "./sources/medquad.ts";
import { readMtsDialog } from "./sources/mts-dialog.ts";
import { readNigeriaGuideline } from "./sources/nigeria-guideline.ts";
import { readUnlabelledOrders } from "./sources/orders.ts";
import { readVocabulary } from "./sources/vocabulary.ts";
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

interface NamedDocuments {
  readonly name: string;
  readonly documents: readonly CorpusDocument[];
}

export interface SourceReport {
  readonly name: string;
  readonly documents: number;
  readonly bytes: number;
}

export interface Corpus {
  /** What people wrote: the three data sets. */
  readonly documents: string[];
  /** What is generated: orders, the same orders in other words, the vocabulary explained. */
  readonly generated: string[];
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
    key: createHash("sha256").update(text).digest().readUIntBE(0, 6),
  }));
  keyed.sort((a, b) => a.key - b.key);
  return keyed.map((entry) => entry.text);
}

function readFileSources(dataDir: string): NamedDocuments[] {
  return FILE_SOURCES.map(({ name, file, read }) => {
    const path = join(dataDir, file);
    if (!existsSync(path)) {
      throw new CorpusSourceError(
        `${name} is missing: ${path} does not exist. Give the data folder with --data DIR.`,
      );
    }
    const documents = read(path).flatMap(({ text, group }) =>
      splitLong(text, MAX_DOCUMENT_CHARS).map((part) => ({ text: part, group })),
    );
    return { name, documents };
  });
}

export function buildCorpus(dataDir: string, counts: CorpusCounts): Corpus {
  const written = readFileSources(dataDir);
  const made = [
    { name: "Generated orders", documents: readUnlabelledOrders(counts) },
    { name: "Vocabulary", documents: readVocabulary(counts.vocabulary) },
  ];
  const validation: string[] = [];
  const keep = (sources: readonly NamedDocuments[]): string[] => {
    const kept: string[] = [];
    for (const { text, group } of sources.flatMap((source) => source.documents)) {
      (isHeldOut(group) ? validation : kept).push(text);
    }
    return shuffled(kept);
  };
  const documents = keep(written);
  const generated = keep(made);
  for (const texts of [documents, generated, validation]) refuseProtocolNames(texts);
  const sources = [...written, ...made].map(({ name, documents: all }) => ({
    name,
    documents: all.length,
    bytes: all.reduce((sum, document) => sum + Buffer.byteLength(document.text), 0),
  }));
  return { documents, generated, validation: shuffled(validation), sources };
}

const LINES_PER_WRITE = 5000;

function writeJsonl(path: string, texts: readonly string[]): void {
  const file = openSync(path, "w");
  for (let at = 0; at < texts.length; at += LINES_PER_WRITE) {
    const lines = texts.slice(at, at + LINES_PER_WRITE);
    writeSync(file, lines.map((text) => `${JSON.stringify({ text })}\n`).join(""));
  }
  closeSync(file);
}

export function reportSources(sources: readonly SourceReport[]): void {
  for (const { name, documents, bytes } of sources) {
    console.log(`${name.padEnd(20)} ${String(documents).padStart(7)} documents ${bytes} bytes`);
  }
}

/** What this program wrote into a folder. */
export function readCorpus(folder: string): Omit<Corpus, "sources"> {
  const read = (part: string): string[] => {
    const path = join(folder, `${part}.jsonl`);
    if (!existsSync(path)) {
      throw new CorpusSourceError(
        `${path} does not exist. Run make-corpus.ts --out ${folder} first.`,
      );
    }
    const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => (JSON.parse(line) as { text: string }).text);
  };
  const corpus = {
    documents: read("documents"),
    generated: read("generated"),
    validation: read("validation"),
  };
  for (const texts of Object.values(corpus)) refuseProtocolNames(texts);
  return corpus;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      out: { type: "string", default: "build/base-corpus" },
      ...COUNT_OPTIONS,
    },
  });
  if (!values.data || !existsSync(values.data)) {
    throw new CorpusSourceError(
      `The data folder ${values.data ?? "(none given)"} does not exist. Give it with --data DIR.`,
    );
  }
  const corpus = buildCorpus(values.data, readCounts(values));
  mkdirSync(values.out, { recursive: true });
  for (const part of ["documents", "generated", "validation"] as const) {
    writeJsonl(join(values.out, `${part}.jsonl`), corpus[part]);
  }
  reportSources(corpus.sources);
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
