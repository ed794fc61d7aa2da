// What the engine says of a model folder before it loads it.
import { z } from "zod";

export const ModelInfoSchema = z.object({
  architecture: z.string(), // "LlamaForCausalLM"
  parameters: z.number(),
  layers: z.number(),
  hiddenSize: z.number(),
  intermediateSize: z.number(),
  heads: z.number(),
  kvHeads: z.number(),
  headDim: z.number(),
  vocabularySize: z.number(),
  contextLength: z.number(),
  tiedHead: z.boolean(),
  dtype: z.string(),
  quantization: z.enum(["none", "bitsandbytes-nf4"]),
  bytesOnDisk: z.number(),
  nf4Bytes: z.number(), // weights after NF4 with double quantization; embeddings and head bf16
  linearModules: z.array(z.string()), // module names an adapter can target
  bosTokenId: z.number().nullable(),
  eosTokenIds: z.array(z.number()),
});
export type ModelInfo = z.infer<typeof ModelInfoSchema>;

export const DeviceInfoSchema = z.object({
  backend: z.string(), // "cpu", "cuda"
  device: z.number(),
  name: z.string(),
  isa: z.string(),
  library: z.string(),
  totalBytes: z.number(),
  freeBytes: z.number(),
  threads: z.number(),
  usable: z.boolean(),
  reason: z.string(), // why not usable, in words; empty otherwise
});
export type DeviceInfo = z.infer<typeof DeviceInfoSchema>;
