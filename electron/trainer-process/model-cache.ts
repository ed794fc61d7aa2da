import { statSync } from "node:fs";
import { join } from "node:path";
import { type ModelInfo, ModelInfoSchema } from "../shared/domain/model-info.ts";
import type { NativeAddon } from "./addon-types.ts";
import { TextTokenizer } from "./text/text-tokenizer.ts";

interface Entry<T> {
  stamp: string;
  value: T;
}

/** Model headers and tokenizers read once per folder, and again when a file of it changed. */
export class ModelCache {
  readonly #addon: NativeAddon;
  readonly #infos = new Map<string, Entry<ModelInfo>>();
  readonly #tokenizers = new Map<string, Entry<TextTokenizer>>();

  constructor(addon: NativeAddon) {
    this.#addon = addon;
  }

  info(modelDir: string): ModelInfo {
    const stamp = stampOf(modelDir, ["config.json"]);
    const known = this.#infos.get(modelDir);
    if (known?.stamp === stamp) return known.value;
    const value = ModelInfoSchema.parse(JSON.parse(this.#addon.modelInfo(modelDir)));
    this.#infos.set(modelDir, { stamp, value });
    return value;
  }

  /** Throws when the tokenizer does not fit the model that `info` describes. */
  async tokenizer(folder: string, info: ModelInfo): Promise<TextTokenizer> {
    const stamp = stampOf(folder, ["tokenizer.json", "tokenizer_config.json"]);
    const known = this.#tokenizers.get(folder);
    const fits = known !== undefined && known.value.vocabularySize <= info.vocabularySize;
    if (fits && known.stamp === stamp) return known.value;
    const value = await TextTokenizer.load(folder, info);
    this.#tokenizers.set(folder, { stamp, value });
    return value;
  }
}

function stampOf(folder: string, names: readonly string[]): string {
  return names
    .map((name) => {
      const s = statSync(join(folder, name), { throwIfNoEntry: false });
      return s === undefined ? "-" : `${s.size}:${s.mtimeMs}`;
    })
    .join("|");
}
