#include "core/error.h"
#include "core/formats/model_config_parts.h"

namespace df {
namespace {

struct Rope {
  RopeScaling scaling;
  std::optional<double> theta;
  std::optional<double> partial;
};

[[noreturn]] void refuse(const std::string& field, const std::string& message,
                         const std::string& hint = "") {
  throw Error(ErrorCode::kUnsupported, field, message, hint);
}

std::optional<double> optional_number(const JsonObject& object, const char* key, double low,
                                      double high) {
  if (!object.has(key)) return std::nullopt;
  return object.number(key, low, high);
}

void read_theta_and_partial(const JsonObject& object, Rope& rope) {
  rope.theta = optional_number(object, "rope_theta", 1.0, 1e12);
  rope.partial = optional_number(object, "partial_rotary_factor", 1e-3, 1.0);
}

// Both spellings: "rope_type" and, before transformers 4.43, "type".
std::string rope_type(const JsonObject& object, std::string& field) {
  const char* key = object.has("rope_type") || !object.has("type") ? "rope_type" : "type";
  field = object.field(key);
  return object.text(key, "default", 64);
}

Rope read_rope(const JsonObject& object) {
  Rope rope;
  read_theta_and_partial(object, rope);
  std::string field;
  const std::string type = rope_type(object, field);
  if (type == "default") return rope;
  if (type != "linear" && type != "llama3") {
    refuse(field, "RoPE scaling '" + printable(type, 64) + "' is not supported",
           "Supported are default, linear and llama3.");
  }
  RopeScaling& scaling = rope.scaling;
  scaling.factor = object.number("factor", 1.0, 1e6);
  if (type == "linear") {
    scaling.kind = RopeScalingKind::kLinear;
    return rope;
  }
  scaling.kind = RopeScalingKind::kLlama3;
  scaling.low_freq_factor = object.number("low_freq_factor", 1e-3, 1e6);
  scaling.high_freq_factor = object.number("high_freq_factor", 1e-3, 1e6);
  scaling.original_max_position_embeddings =
      object.integer("original_max_position_embeddings", 1, kMaxPositions);
  if (scaling.high_freq_factor <= scaling.low_freq_factor) {
    throw Error(ErrorCode::kInvalidInput, object.field("high_freq_factor"),
                "it must be larger than low_freq_factor");
  }
  return rope;
}

bool same(const RopeScaling& a, const RopeScaling& b) {
  return a.kind == b.kind && a.factor == b.factor && a.low_freq_factor == b.low_freq_factor &&
         a.high_freq_factor == b.high_freq_factor &&
         a.original_max_position_embeddings == b.original_max_position_embeddings;
}

}  // namespace

void parse_rope(const JsonObject& root, ModelConfig& config) {
  Rope outer;
  read_theta_and_partial(root, outer);
  Rope rope = outer;
  // transformers 4 writes rope_theta and rope_scaling, transformers 5 nests all in rope_parameters.
  const bool nested = root.has("rope_parameters");
  if (nested) rope = read_rope(root.object("rope_parameters"));
  if (root.has("rope_scaling")) {
    const Rope scaling = read_rope(root.object("rope_scaling"));
    if (nested && !same(scaling.scaling, rope.scaling)) {
      throw Error(ErrorCode::kInvalidInput, root.field("rope_scaling"),
                  "it contradicts rope_parameters");
    }
    rope.scaling = scaling.scaling;
  }
  if (rope.theta && outer.theta && *rope.theta != *outer.theta) {
    throw Error(ErrorCode::kInvalidInput, root.field("rope_theta"),
                "it contradicts rope_parameters.rope_theta");
  }
  if (rope.partial && outer.partial && *rope.partial != *outer.partial) {
    throw Error(ErrorCode::kInvalidInput, root.field("partial_rotary_factor"),
                "it contradicts rope_parameters.partial_rotary_factor");
  }
  config.rope_scaling = rope.scaling;
  config.rope_theta = rope.theta.value_or(outer.theta.value_or(10000.0));

  const bool phi = config.architecture == Architecture::kPhi;
  const double partial = rope.partial.value_or(outer.partial.value_or(phi ? 0.5 : 1.0));
  const std::string field = root.field("partial_rotary_factor");
  if (!phi && partial != 1.0) refuse(field, "this architecture rotates whole heads");
  config.rotary_dim = static_cast<int64_t>(static_cast<double>(config.head_dim) * partial);
  if (config.rotary_dim < 2 || config.rotary_dim % 2 != 0) {
    throw Error(ErrorCode::kInvalidInput, field,
                "it gives " + std::to_string(config.rotary_dim) +
                    " rotary dimensions; they must be even and at least 2");
  }
}

}  // namespace df
