import type { Model } from "../../../shared/domain/model.ts";
import type { CallOptions } from "./call.ts";

export interface TokenizerSummary {
  vocabularySize: number; // largest id + 1, added tokens included
  addsBos: boolean;
  hasChatTemplate: boolean;
}

export interface ModelService {
  /** Registers a folder as a base model. Its files stay where they are. Reads and hashes all of it. */
  add(directory: string, name?: string, options?: CallOptions): Promise<Model>;
  list(): Model[];
  get(model: string): Model;
  /** Loads the tokenizer and checks it against the model. */
  tokenizer(model: string): Promise<TokenizerSummary>;
  /** Tokens of each text, special tokens included. */
  tokenCounts(model: string, texts: readonly string[], options?: CallOptions): Promise<Int32Array>;
}
