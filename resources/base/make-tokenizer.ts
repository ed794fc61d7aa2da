/**
 * Trains the tokenizer of the bundled base model and writes its configuration files.
 *
 *   node resources/base/make-tokenizer.ts [--corpus build/base-corpus] [--out resources/base]
 *
 * Run make-corpus.ts first. Writes tokenizer.json, tokenizer_config.json, config.json and
 * generation_config.json; the same corpus gives the same bytes.
 */
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { trainByteLevelBpe } from "./byte-level-bpe.ts";
import {
  GENERATION_CONFIG,
  MODEL_CONFIG,
  parameterCount,
  SPECIAL_TOKENS,
  VOCABULARY_SIZE,
} from "./model-shape.ts";
import { tokenizerConfig, tokenizerJson } from "./tokenizer-files.ts";

const PARTS = ["documents.jsonl", "generated.jsonl"];
/** As much of the generated texts as there are documents in bytes, about: more would shape it alone. */
const MAX_TEXTS = 120_000;

function readTexts(jsonlPath: string, limit: number): string[] {
  const lines = readFileSync(jsonlPath, "utf8").split("\n", limit).filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      corpus: { type: "string", default: "build/base-corpus" },
      out: { type: "string", default: import.meta.dirname },
    },
  });
  const corpusPaths = PARTS.map((part) => join(values.corpus, part));
  const missing = corpusPaths.find((path) => !existsSync(path));
  if (missing !== undefined) {
    console.error(`${missing} does not exist. Run make-corpus.ts first, or give --corpus DIR.`);
    process.exitCode = 1;
    return;
  }
  const scratchDir = mkdtempSync(join(tmpdir(), "base-tokenizer-"));
  try {
    const textPath = join(scratchDir, "corpus.txt");
    for (const path of corpusPaths) {
      appendFileSync(textPath, `${readTexts(path, MAX_TEXTS).join("\n")}\n`);
    }
    const model = trainByteLevelBpe([textPath], VOCABULARY_SIZE, SPECIAL_TOKENS, scratchDir);
    const write = (name: string, content: unknown, indent?: number) =>
      writeFileSync(join(values.out, name), `${JSON.stringify(content, null, indent)}\n`);
    write("tokenizer.json", tokenizerJson(model));
    write("tokenizer_config.json", tokenizerConfig(), 2);
    write("config.json", MODEL_CONFIG, 2);
    write("generation_config.json", GENERATION_CONFIG, 2);
    const entries = Object.keys(model.vocab).length;
    console.log(`tokenizer: ${entries} entries, ${model.merges.length} merges`);
    console.log(`model: ${parameterCount(MODEL_CONFIG).toLocaleString("en")} parameters`);
  } finally {
    rmSync(scratchDir, { recursive: true });
  }
}

if (import.meta.main) main();
