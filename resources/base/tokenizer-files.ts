import type { BpeModel } from "./byte-level-bpe.ts";
import { CHAT_TEMPLATE } from "./chat-template.ts";
import { BOS_ID, MODEL_CONFIG, SPECIAL_TOKENS } from "./model-shape.ts";

const [BOS, EOS, PAD] = SPECIAL_TOKENS;

function addedTokens() {
  return SPECIAL_TOKENS.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
}

/** The content of tokenizer.json: byte-level BPE that puts the beginning-of-text token first. */
export function tokenizerJson({ vocab, merges }: BpeModel) {
  const bos = { SpecialToken: { id: BOS, type_id: 0 } };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: addedTokens(),
    normalizer: null,
    pre_tokenizer: {
      type: "ByteLevel",
      add_prefix_space: false,
      trim_offsets: true,
      use_regex: true,
    },
    post_processor: {
      type: "TemplateProcessing",
      single: [bos, { Sequence: { id: "A", type_id: 0 } }],
      pair: [
        bos,
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: BOS, type_id: 1 } },
        { Sequence: { id: "B", type_id: 1 } },
      ],
      special_tokens: { [BOS]: { id: BOS, ids: [BOS_ID], tokens: [BOS] } },
    },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab,
      merges,
    },
  };
}

/** The content of tokenizer_config.json. */
export function tokenizerConfig() {
  const decoder = Object.fromEntries(addedTokens().map(({ id, ...token }) => [String(id), token]));
  return {
    add_bos_token: true,
    add_eos_token: false,
    added_tokens_decoder: decoder,
    bos_token: BOS,
    chat_template: CHAT_TEMPLATE,
    clean_up_tokenization_spaces: false,
    eos_token: EOS,
    model_max_length: MODEL_CONFIG.max_position_embeddings,
    pad_token: PAD,
    tokenizer_class: "PreTrainedTokenizerFast",
    unk_token: null,
  };
}
