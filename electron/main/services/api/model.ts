import type { Model } from "../../../shared/domain/model.ts";
import type { ModelCheck, TokenizerSummary } from "../../../shared/domain/model-check.ts";
import type { CallOptions } from "./call.ts";

export type { TokenizerSummary };

/** The quantized weights of a base as the engine keeps them on the disk between loads. */
export interface QuantizedCopy {
  key: string;
  /** The base's name; null when it is not registered any more, or the copy cannot be read. */
  model: string | null;
  settings: string;
  bytes: number;
}

export interface ModelService {
  /** Registers a folder as a base model. Its files stay where they are. Reads and hashes all of it. */
  add(directory: string, name?: string, options?: CallOptions): Promise<Model>;
  /** Registers the base that came with the program; the one that is there is returned. */
  addBundled(options?: CallOptions): Promise<Model>;
  list(): Model[];
  get(model: string): Model;
  /** True for the base that came with the program. */
  isBundled(model: Model): boolean;
  /** What a folder holds and what stands in the way of using it. Registers nothing. */
  inspect(directory: string): Promise<ModelCheck>;
  /** A registered model as it lies on the disk now. Does not read the weights again. */
  check(model: string): Promise<ModelCheck>;
  removed(): Model[];
  /** Takes a model out of every list; its files stay, and runs that used it keep working. */
  remove(model: string): Model;
  /** Undoes a removal; the model is named by its id. */
  restore(id: string): Model;
  /** Quantized copies on the disk, the largest first. */
  quantizedCopies(): Promise<QuantizedCopy[]>;
  /** Deletes them; returns what was there. The next load of a base quantizes it again. */
  freeQuantizedCopies(): Promise<QuantizedCopy[]>;
  /** Loads the tokenizer and checks it against the model. */
  tokenizer(model: string): Promise<TokenizerSummary>;
  /** Tokens of each text, special tokens included. */
  tokenCounts(model: string, texts: readonly string[], options?: CallOptions): Promise<Int32Array>;
}
