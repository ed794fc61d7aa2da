/** The shape of the bundled base model and its tokenizer: one place, from which the files are written. */

export const VOCABULARY_SIZE = 6144;

/** Ids are the positions. There is no unknown token: every byte has a symbol. */
export const SPECIAL_TOKENS = ["<s>", "</s>", "<pad>"] as const;

export const BOS_ID = 0;
export const EOS_ID = 1;
export const PAD_ID = 2;

export const MODEL_CONFIG = {
  architectures: ["LlamaForCausalLM"],
  attention_bias: false,
  attention_dropout: 0,
  bos_token_id: BOS_ID,
  eos_token_id: EOS_ID,
  head_dim: 32,
  hidden_act: "silu",
  hidden_size: 288,
  initializer_range: 0.02,
  intermediate_size: 768,
  max_position_embeddings: 1024,
  mlp_bias: false,
  model_type: "llama",
  num_attention_heads: 9,
  num_hidden_layers: 7,
  num_key_value_heads: 3,
  pad_token_id: PAD_ID,
  pretraining_tp: 1,
  rms_norm_eps: 1e-5,
  rope_scaling: null,
  rope_theta: 10000,
  tie_word_embeddings: true,
  torch_dtype: "bfloat16",
  use_cache: true,
  vocab_size: VOCABULARY_SIZE,
} as const;

export const GENERATION_CONFIG = {
  bos_token_id: BOS_ID,
  eos_token_id: EOS_ID,
  max_new_tokens: 256,
  pad_token_id: PAD_ID,
} as const;

/** Parameters of a Llama model; tied embeddings are counted once. */
export function parameterCount(config: typeof MODEL_CONFIG): number {
  const h = config.hidden_size;
  const keyValue = config.num_key_value_heads * config.head_dim;
  const attention = 2 * h * config.num_attention_heads * config.head_dim + 2 * h * keyValue;
  const mlp = 3 * h * config.intermediate_size;
  const norms = 2 * h;
  return config.vocab_size * h + config.num_hidden_layers * (attention + mlp + norms) + h;
}
