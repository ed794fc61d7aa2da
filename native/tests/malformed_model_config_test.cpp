#include "core/formats/model_config.h"
#include "formats_test_util.h"
#include "malformed_json_util.h"

namespace df::test {
namespace {

using nlohmann::json;

std::string check(const std::vector<BadDocument>& documents) {
  return check_documents(documents,
                         [](const std::string& text) { parse_model_config(text); });
}

// What every architecture refuses.
std::vector<BadField> common_fields() {
  return {{"architectures", bad_objects({R"("LlamaForCausalLM")", R"(["llama"])", "[0]",
                                         R"(["LlamaForCausalLM","PhiForCausalLM"])", "[null]"})},
          {"model_type", bad_texts({R"("bert")"})},
          {"vocab_size", bad_integers({"0", "-1", "1048577", "null", ""})},
          {"hidden_size", bad_integers({"0", "-1", "1", "65537", "null", "", "97"})},
          {"intermediate_size", bad_integers({"0", "-1", "262145", "null", ""})},
          {"num_hidden_layers", bad_integers({"0", "-1", "1001", "null", ""})},
          {"num_attention_heads", bad_integers({"0", "-1", "1025", "null", ""})},
          {"num_key_value_heads", bad_integers({"0", "-1", "1025", "5"})},
          {"max_position_embeddings", bad_integers({"0", "-1", "16777217", "null", ""})},
          {"tie_word_embeddings", bad_flags()},
          {"hidden_act", bad_texts({R"("relu")", R"("gelu")"})},
          {"attention_dropout", bad_numbers({"1.5"})},
          {"dtype", bad_texts({R"("int8")", R"("float64")", R"("torch.")"})},
          {"bos_token_id", bad_integers({"-1", "1000000", "[1]"})},
          {"eos_token_id",
           bad_integers({"-1", "1000000", "[-1]", "[1000000]", "[1.5]", R"(["2"])"})},
          {"pad_token_id", bad_integers({"-2", "2000000", "[0]"})},
          {"rope_parameters", bad_objects()},
          {"rope_parameters.rope_type", bad_texts({R"("yarn")", R"("dynamic")"})},
          {"rope_parameters.rope_theta", bad_numbers({"0", "0.5", "1e13"})},
          {"rope_scaling", bad_objects()},
          {"quantization_config", bad_objects()}};
}

json with_blanks(json config) {
  // Fields that a field list above changes must be there to be replaced.
  for (const char* key : {"rope_scaling", "quantization_config"}) config[key] = nullptr;
  return config;
}

TEST(MalformedModelConfigTest, LlamaFieldsAreRefusedByName) {
  const json good = with_blanks(json::parse(slurp(data_path("config_llama3.json"))));
  parse_model_config(good.dump());
  std::vector<BadField> fields = common_fields();
  const std::vector<BadField> own = {
      {"head_dim", bad_integers({"0", "-1", "15", "1025", "1026"})},
      {"rms_norm_eps", bad_numbers({"0", "1", "0.2"})},
      {"attention_bias", bad_flags()},
      {"mlp_bias", bad_flags()},
      {"partial_rotary_factor", bad_numbers({"0", "0.5", "1.5"})},
      {"rope_parameters.factor", bad_numbers({"0", "0.5", "null", ""})},
      {"rope_parameters.low_freq_factor", bad_numbers({"0", "null", ""})},
      {"rope_parameters.high_freq_factor", bad_numbers({"0", "1.0", "0.5", "null", ""})},
      {"rope_parameters.original_max_position_embeddings",
       bad_integers({"0", "-1", "16777217", "null", ""})}};
  fields.insert(fields.end(), own.begin(), own.end());
  const auto documents = broken_fields(good, fields);
  EXPECT_GE(documents.size(), 400u);
  EXPECT_EQ(check(documents), "");
}

TEST(MalformedModelConfigTest, PhiFieldsAreRefusedByName) {
  const json good = with_blanks(json::parse(slurp(data_path("config_phi.json"))));
  std::vector<BadField> fields = common_fields();
  const std::vector<BadField> own = {{"layer_norm_eps", bad_numbers({"0", "1"})},
                                     {"head_dim", bad_integers({"0", "32"})},
                                     {"tie_word_embeddings", {"true"}},
                                     {"qk_layernorm", bad_flags({"true"})},
                                     {"resid_pdrop", bad_numbers({"2"})},
                                     {"embd_pdrop", bad_numbers({"2"})},
                                     {"partial_rotary_factor", bad_numbers({"0", "0.25", "1.5"})}};
  fields.insert(fields.end(), own.begin(), own.end());
  EXPECT_EQ(check(broken_fields(good, fields)), "");
}

TEST(MalformedModelConfigTest, MistralFieldsAreRefusedByName) {
  json good = json::parse(slurp(data_path("config_llama.json")));
  good["architectures"] = {"MistralForCausalLM"};
  good["model_type"] = "mistral";
  good["sliding_window"] = nullptr;
  parse_model_config(good.dump());
  EXPECT_EQ(check(broken_fields(good, {{"sliding_window", bad_integers({"0", "-1", "1", "255"})},
                                       {"num_key_value_heads", {"", "null", "3"}}})),
            "");
}

TEST(MalformedModelConfigTest, QuantizationFieldsAreRefusedByName) {
  json good = json::parse(slurp(data_path("config_llama.json")));
  good["quantization_config"] = {{"quant_method", "bitsandbytes"}, {"load_in_4bit", true},
                                 {"load_in_8bit", false},          {"bnb_4bit_quant_type", "nf4"},
                                 {"bnb_4bit_use_double_quant", true},
                                 {"bnb_4bit_quant_storage", "uint8"},
                                 {"llm_int8_skip_modules", {"lm_head"}}};
  parse_model_config(good.dump());
  const std::string at = "quantization_config.";
  EXPECT_EQ(check(broken_fields(
                good, {{at + "quant_method", bad_texts({R"("awq")", R"("gptq")"})},
                       {at + "load_in_4bit", bad_flags({"false", "", "null"})},
                       {at + "load_in_8bit", bad_flags({"true"})},
                       {at + "bnb_4bit_quant_type", bad_texts({R"("fp4")", "", "null"})},
                       {at + "bnb_4bit_use_double_quant", bad_flags()},
                       {at + "bnb_4bit_quant_storage", bad_texts({R"("bfloat16")"})},
                       {at + "llm_int8_skip_modules",
                        {"0", "true", R"("lm_head")", "{}", "[0]", "[null]", "[[]]"}}})),
            "");
}

TEST(MalformedModelConfigTest, EveryTruncationAndBrokenStructureIsRefused) {
  for (const char* name : {"config_llama3.json", "config_phi.json"}) {
    const auto documents = broken_documents(json::parse(slurp(data_path(name))).dump());
    EXPECT_GE(documents.size(), 500u);
    EXPECT_EQ(check(documents), "") << name;
  }
}

TEST(MalformedModelConfigTest, AnyTextNeverDoesHarm) {
  // Bytes of a good file replaced at random: accepted or refused, never anything else.
  const std::string good = slurp(data_path("config_llama3.json"));
  const std::string faults = run_limited(256u << 20, [&](std::ostream& out) {
    uint32_t state = 12345;
    const auto random = [&] { return state = state * 1664525u + 1013904223u, state >> 8; };
    for (int i = 0; i < 5000; ++i) {
      std::string text = good;
      for (unsigned n = 1 + random() % 4; n > 0; --n) {
        text[random() % text.size()] = static_cast<char>(random());
      }
      try {
        const ModelConfig config = parse_model_config(text);
        if (config.heads % config.kv_heads != 0 || config.rotary_dim > config.head_dim) {
          out << "case " << i << " was accepted and makes no sense\n";
        }
      } catch (const Error& error) {
        if (error.field().rfind("config.json", 0) != 0) out << "case " << i << " has no field\n";
      }
    }
  });
  EXPECT_EQ(faults, "");
}

}  // namespace
}  // namespace df::test
