// A Llama small enough to train in milliseconds, with a byte-level tokenizer of its own.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChildProcess } from "../../electron/main/trainer-host/child-process.ts";
import { TrainerHost } from "../../electron/main/trainer-host/trainer-host.ts";
import { byteLevelJson } from "../../electron/trainer-process/text/tokenizer-fixtures.ts";

const CONFIG = {
  architectures: ["LlamaForCausalLM"],
  model_type: "llama",
  hidden_size: 64,
  intermediate_size: 172,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 264,
  max_position_embeddings: 128,
  rms_norm_eps: 1e-5,
  rope_theta: 10000,
  hidden_act: "silu",
  tie_word_embeddings: true,
  bos_token_id: 0,
  eos_token_id: 1,
  torch_dtype: "float32",
};

export const TINY_TEXTS = {
  words: ["chest", "head", "knee", "liver", "spine", "renal", "pelvis", "hand"],
  findings: ["pain", "trauma", "mass", "fever", "swelling", "stone"],
  labels: ["CT Chest", "CT Head", "XR Knee", "MR Liver"],
};

/** Everything of a model folder but the weights; returns the path of config.json. */
export function writeTinyModel(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "config.json");
  writeFileSync(path, JSON.stringify(CONFIG));
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(byteLevelJson()));
  const names = { bos_token: "<s>", eos_token: "</s>" };
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(names));
  return path;
}

/** A whole model folder, its weights drawn by the engine; returns the folder. */
export async function makeTinyModel(folder: string, seed = 7): Promise<string> {
  const configPath = writeTinyModel(folder);
  if (existsSync(join(folder, "model.safetensors"))) return folder;
  const host = new TrainerHost(startChildProcess);
  try {
    await host.request("initModel", { configPath, outDir: folder, seed });
  } finally {
    host.close();
  }
  return folder;
}

/**
 * Labelled rows that a tiny model can learn: the label follows from the first word, `turn` labels
 * further on in the list.
 */
export function tinyCsv(rows: number, turn = 0): string {
  const { words, findings, labels } = TINY_TEXTS;
  const lines = ["text,label"];
  for (let i = 0; i < rows; i++) {
    const word = words[i % words.length];
    const finding = findings[(i * 7 + Math.floor(i / words.length)) % findings.length];
    lines.push(`${word} ${finding} case ${i},${labels[(i + turn) % labels.length]}`);
  }
  return `${lines.join("\n")}\n`;
}
