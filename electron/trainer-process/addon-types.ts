// The hand-written type of the native addon (build/native/differential.node). Only this folder
// loads it. Structured values cross as JSON text, bulk numbers as typed arrays (copied on the way).
// A failing call throws, or rejects with, an Error that carries code, field and hint.

/** Tokenized examples, flattened. Example i is tokens[offsets[i]..offsets[i+1]); its first
 *  promptTokens[i] tokens are context: no loss falls on them when completionOnly is set. */
export interface ExampleArrays {
  tokens: Int32Array;
  offsets: Int32Array; // length n + 1
  promptTokens: Int32Array; // length n
}

export interface DeviceSpec {
  backend: "cpu" | "cuda";
  device: number;
  threads: number; // 0 = all
  deterministic: boolean;
}

/** Quantized weights kept between loads of the same base; nothing else is ever put there. */
export interface QuantizedCache {
  directory: string; // made when missing
  baseHash: string;
  budgetBytes: number; // of all files in the folder together; the longest unused make room
}

/** JSON of TrainSpec is the argument of Trainer and plan(). */
export interface TrainSpec extends DeviceSpec {
  modelDir: string;
  checkpointsDir: string; // receives step-N folders; unused by plan()
  config: object; // RunConfig, complete
  resume: "auto" | "never"; // auto: from the newest valid checkpoint in checkpointsDir
  baseHash: string; // content hash of the base, written into checkpoints and checked on resume
  dataHash: string; // hash of the tokenized data, likewise
  quantizedCache?: QuantizedCache;
  longestExample: number; // tokens; plan() only (Trainer knows its data). 0 = the context length
  /** plan() only: plan as on this card, whether or not it is in the machine. */
  planFor?: { computeCapability: number; totalBytes: number; name: string };
}

export interface NativeTrainer {
  /** Runs to the end, a stop or an error. onEvent gets EngineEvent JSON. Resolves TrainResult JSON. */
  run(onEvent: (eventJson: string) => void): Promise<string>;
  pause(): void;
  resume(): void;
  /** Saves a checkpoint at the next step border and ends. */
  stop(): void;
  /** Ends without saving. */
  discard(): void;
}

/** JSON of SessionSpec is the argument of Session. One resident base, any number of adapters. */
export interface SessionSpec extends DeviceSpec {
  modelDir: string;
  quantize: boolean; // NF4 with double quantization, else as stored
  quantizedCache?: QuantizedCache;
  maxTokens: number; // KV cache capacity over all sequences together
  maxRows: number; // most rows (tokens) in one forward pass
}

export interface GenerateRequest {
  adapter: number; // id from addAdapter, -1 = the base itself
  tokens: number[];
  maxNewTokens: number;
  temperature: number; // 0 = greedy
  topK: number; // 0 = off
  topP: number; // 1 = off
  repetitionPenalty: number; // 1 = off
  seed: number;
  stopTokens: number[];
}

export interface NativeSession {
  /** Loads a PEFT adapter folder (or a checkpoint). Resolves {id, sha256} JSON. */
  addAdapter(dir: string): Promise<string>;
  removeAdapter(id: number): void;
  /** Runs all requests in one batch. onToken(request index, token id, log-probability).
   *  Resolves JSON: [{tokens, finish: "stop"|"length"|"cancelled", promptTokens, prefillMs,
   *  decodeMs}]. */
  generate(
    requestsJson: string,
    onToken: (request: number, token: number, logprob: number) => void,
  ): Promise<string>;
  /** Stops one request of the running generate(), or all (-1). */
  cancel(request: number): void;
  /** Closed-set scoring: log-probability of every label (its tokens, then eos) after every prompt,
   *  through one prefix trie. Result is [prompts x labels], row-major. */
  score(
    adapter: number,
    prompts: { tokens: Int32Array; offsets: Int32Array },
    labels: { tokens: Int32Array; offsets: Int32Array },
    onProgress: (done: number, total: number) => void,
  ): Promise<Float32Array>;
  /** Sum of negative log-probabilities and count of loss tokens over examples: {loss, tokens}. */
  perplexity(
    adapter: number,
    examples: ExampleArrays,
    completionOnly: boolean,
    onProgress: (done: number, total: number) => void,
  ): Promise<string>;
  memoryBytes(): number;
  /** For a person, about the loading; mostly none (a damaged cache that was rebuilt). */
  loadNotices(): string[];
  close(): void;
}

export interface NativeAddon {
  version: string;
  /** JSON: DeviceInfo[] over all backends found beside the addon. */
  devices(): string;
  /** JSON: ModelInfo. Reads headers only. */
  modelInfo(dir: string): string;
  /** Content hash over all tensors (hex SHA-256). */
  hashModel(dir: string, onProgress: (done: number, total: number) => void): Promise<string>;
  /** JSON: MemoryPlan. */
  plan(trainSpecJson: string): string;
  /** Writes a folder with randomly initialised float32 weights for config.json (standard deviation
   *  0.02, as Hugging Face's initializer_range). */
  initModel(configPath: string, outDir: string, seed: number): void;
  /** JSON: [{directory, step, ok, problem}] newest first. */
  verifyCheckpoints(checkpointsDir: string): string;
  /** Removes leftovers of interrupted saves and deletes; JSON: names removed. */
  sweepCheckpoints(checkpointsDir: string): string;
  /** Best float32 matmul FLOP/s of an n x n x n product on this device, all threads. */
  matmulCeiling(deviceJson: string, n: number): number;
  Trainer: new (specJson: string, train: ExampleArrays, validation: ExampleArrays) => NativeTrainer;
  Session: new (specJson: string) => NativeSession;
}
