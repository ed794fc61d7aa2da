import { statSync } from "node:fs";
import { join } from "node:path";
import { type ModelInfo, ModelInfoSchema } from "../shared/domain/model-info.ts";
import type { NativeAddon } from "./addon-types.ts";
import { TextTokenizer } from "./text/text-tokenizer.ts";

interface Entry {
  stamp: string;
  info: ModelInfo;
  tokenizer: TextTokenizer | null;
}

/** Model headers and tokenizers read once per folder, and again when a file of it changed. */
export class ModelCache {
  readonly #addon: NativeAddon;
  readonly #entries = new Map<string, Entry>();

  constructor(addon: NativeAddon) {
    this.#addon = addon;
  }

  info(modelDir: string): ModelInfo {
    return this.#entry(modelDir).info;
  }

  async tokenizer(modelDir: string): Promise<TextTokenizer> {
    const entry = this.#entry(modelDir);
    entry.tokenizer ??= await TextTokenizer.load(modelDir, entry.info);
    return entry.tokenizer;
  }

  #entry(modelDir: string): Entry {
    const stamp = stampOf(modelDir);
    const known = this.#entries.get(modelDir);
    if (known?.stamp === stamp) return known;
    const info = ModelInfoSchema.parse(JSON.parse(this.#addon.modelInfo(modelDir)));
    const entry: Entry = { stamp, info, tokenizer: null };
    this.#entries.set(modelDir, entry);
    return entry;
  }
}

function stampOf(modelDir: string): string {
  const names = ["config.json", "tokenizer.json", "tokenizer_config.json"];
  return names
    .map((name) => {
      const s = statSync(join(modelDir, name), { throwIfNoEntry: false });
      return s === undefined ? "-" : `${s.size}:${s.mtimeMs}`;
    })
    .join("|");
}
