#include "core/error.h"
#include "core/formats/model_config_parts.h"

namespace df {

std::optional<BnbQuantization> parse_quantization(const JsonObject& root) {
  if (!root.has("quantization_config")) return std::nullopt;
  const JsonObject object = root.object("quantization_config");
  const auto refuse = [&](const char* key, const std::string& message) {
    throw Error(ErrorCode::kUnsupported, object.field(key), message,
                "Use the unquantized model, or one that bitsandbytes packed as 4-bit NF4.");
  };
  const std::string method = object.text("quant_method", "bitsandbytes", 64);
  if (method != "bitsandbytes") {
    refuse("quant_method", "weights quantized by '" + printable(method, 64) + "' are not read");
  }
  if (object.boolean("load_in_8bit", false) || object.boolean("_load_in_8bit", false)) {
    refuse("load_in_8bit", "8-bit weights are not read");
  }
  if (!object.boolean("load_in_4bit", object.boolean("_load_in_4bit", false))) {
    refuse("load_in_4bit", "only 4-bit weights are read");
  }
  const std::string type = object.text("bnb_4bit_quant_type", "fp4", 64);
  if (type != "nf4") {
    refuse("bnb_4bit_quant_type", "'" + printable(type, 64) + "' is not read; only nf4 is");
  }
  const std::string storage = object.text("bnb_4bit_quant_storage", "uint8", 64);
  if (storage != "uint8") {
    refuse("bnb_4bit_quant_storage", "'" + printable(storage, 64) + "' is not read; only uint8 is");
  }
  BnbQuantization quantization;
  quantization.double_quantization = object.boolean("bnb_4bit_use_double_quant", false);
  if (object.has("llm_int8_skip_modules")) {
    quantization.skip_modules = object.texts("llm_int8_skip_modules", 4096);
  }
  return quantization;
}

}  // namespace df
