// Small tokenizers for tests, in the two shapes of the field: byte-level BPE (Llama 3, Phi-2) and
// SentencePiece BPE with byte fallback (Llama 2, Mistral).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { byteLevelAlphabet } from "tokenizers";
import type { ModelInfo } from "../../shared/domain/model-info.ts";

const SPECIALS = ["<s>", "</s>", "<unk>"];

function added(token: string, id: number) {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  return { id, content: token, ...flags, special: true };
}

function withBos(json: object) {
  const single = [
    { SpecialToken: { id: "<s>", type_id: 0 } },
    { Sequence: { id: "A", type_id: 0 } },
  ];
  const special_tokens = { "<s>": { id: "<s>", ids: [0], tokens: ["<s>"] } };
  const post_processor = { type: "TemplateProcessing", single, pair: single, special_tokens };
  return { ...json, post_processor };
}

export function byteLevelJson(merges: readonly [string, string][] = [["Ġ", "C"]]) {
  const tokens = [...SPECIALS, ...byteLevelAlphabet().sort(), ...merges.map(([a, b]) => a + b)];
  return withBos({
    version: "1.0",
    added_tokens: SPECIALS.map(added),
    normalizer: null,
    pre_tokenizer: {
      type: "ByteLevel",
      add_prefix_space: false,
      trim_offsets: true,
      use_regex: true,
    },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map((pair) => pair.join(" ")),
    },
  });
}

export function sentencePieceJson() {
  const bytes = Array.from(
    { length: 256 },
    (_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, "0")}>`,
  );
  const letters = [..."▁:abcdefghijklmnopqrstuvwxyzCTHPOL"];
  const merges: [string, string][] = [
    ["▁", "C"],
    ["▁C", "T"],
    ["▁", "h"],
  ];
  const tokens = [...SPECIALS, ...bytes, ...letters, ...merges.map(([a, b]) => a + b)];
  return withBos({
    version: "1.0",
    added_tokens: SPECIALS.map(added),
    normalizer: null,
    pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "first", split: false },
    decoder: {
      type: "Sequence",
      decoders: [
        { type: "Replace", pattern: { String: "▁" }, content: " " },
        { type: "ByteFallback" },
        { type: "Fuse" },
        { type: "Strip", content: " ", start: 1, stop: 0 },
      ],
    },
    model: {
      type: "BPE",
      unk_token: "<unk>",
      fuse_unk: true,
      byte_fallback: true,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  });
}

const root = mkdtempSync(join(tmpdir(), "tokenizer-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** Writes a model folder with just a tokenizer; its path. */
export function tokenizerFolder(json: unknown, config: object = {}): string {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  writeFileSync(
    join(folder, "tokenizer.json"),
    typeof json === "string" ? json : JSON.stringify(json),
  );
  const names = { bos_token: "<s>", eos_token: "</s>" };
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify({ ...names, ...config }));
  return folder;
}

export function modelInfo(vocabularySize: number, contextLength = 64): ModelInfo {
  return {
    architecture: "LlamaForCausalLM",
    parameters: 1,
    layers: 1,
    hiddenSize: 8,
    intermediateSize: 8,
    heads: 1,
    kvHeads: 1,
    headDim: 8,
    vocabularySize,
    contextLength,
    tiedHead: true,
    dtype: "F32",
    quantization: "none",
    bytesOnDisk: 1,
    nf4Bytes: 1,
    linearModules: [],
    bosTokenId: 0,
    eosTokenIds: [1],
  };
}
