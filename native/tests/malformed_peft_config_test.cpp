#include "core/formats/peft_config.h"
#include "formats_test_util.h"
#include "malformed_json_util.h"

namespace df::test {
namespace {

using nlohmann::json;

std::string check(const std::vector<BadDocument>& documents) {
  return check_documents(documents, [](const std::string& text) { parse_peft_config(text); });
}

TEST(MalformedPeftConfigTest, FieldsAreRefusedByName) {
  const json good = json::parse(slurp(data_path("peft_dora/adapter_config.json")));
  parse_peft_config(good.dump());
  std::vector<BadField> fields = {
      {"peft_type", bad_texts({R"("lora")", R"("ADALORA")", "null", ""})},
      {"task_type", bad_texts({R"("SEQ_CLS")"})},
      {"bias", bad_texts({R"("all")", R"("lora_only")"})},
      {"r", bad_integers({"0", "-1", "65537", "null", ""})},
      {"lora_alpha", bad_numbers({"0", "null", ""})},
      {"lora_dropout", bad_numbers({"1", "1.5"})},
      {"use_rslora", bad_flags()},
      {"use_dora", bad_flags()},
      {"target_modules",
       {"0", "true", "{}", "[]", "null", "", "[0]", "[null]", "[\"\"]", "[[]]", R"("q_proj")"}},
      {"base_model_name_or_path", {"0", "true", "{}", "[]"}},
      {"init_lora_weights", {"0", "{}", "[]", R"("pissa")", R"("loftq")", R"("")"}}};
  for (const char* key :
       {"alora_invocation_tokens", "alpha_pattern", "arrow_config", "fan_in_fan_out", "kasa_config",
        "layer_replication", "layers_pattern", "layers_to_transform", "lora_bias",
        "megatron_config", "modules_to_save", "monteclora_config", "rank_pattern",
        "target_parameters", "trainable_token_indices", "use_bdlora", "use_qalora",
        "velora_config"}) {
    fields.push_back({key, {"0", "1", "true", R"("x")", R"("")", "[0]", R"({"a":1})", "1.5"}});
  }
  const auto documents = broken_fields(good, fields);
  EXPECT_GE(documents.size(), 250u);
  EXPECT_EQ(check(documents), "");
}

TEST(MalformedPeftConfigTest, EveryTruncationAndBrokenStructureIsRefused) {
  const std::string good = json::parse(slurp(data_path("peft_dora/adapter_config.json"))).dump();
  EXPECT_EQ(check(broken_documents(good)), "");
}

}  // namespace
}  // namespace df::test
