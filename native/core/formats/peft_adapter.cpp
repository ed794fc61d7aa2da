#include "core/formats/peft_adapter.h"

#include <algorithm>
#include <map>

#include "core/error.h"
#include "core/formats/pickle_guard.h"
#include "core/util/fs_sync.h"
#include "core/util/json_guard.h"

namespace df {
namespace {

namespace fs = std::filesystem;

constexpr const char* kConfigName = "adapter_config.json";
constexpr const char* kWeightsName = "adapter_model.safetensors";
// PeftModel wraps LoraModel wraps the model: hence the two words before the module's own path.
constexpr std::string_view kPrefix = "base_model.model.";
constexpr std::string_view kA = ".lora_A.weight";
constexpr std::string_view kB = ".lora_B.weight";
constexpr std::string_view kMagnitude = ".lora_magnitude_vector";

std::string field_of(std::string_view tensor) {
  return std::string(kWeightsName) + ": header." + printable(tensor);
}

[[noreturn]] void corrupt(const std::string& field, const std::string& message) {
  throw Error(ErrorCode::kCorrupt, field, message);
}

// Splits "base_model.model.MODULE.lora_A.weight"; sets the matching pointer of MODULE's layer.
void place(const TensorView& tensor, std::map<std::string, PeftLayer>& layers) {
  const std::string_view name = tensor.name;
  if (!name.starts_with(kPrefix)) corrupt(field_of(name), "it is not named as PEFT names tensors");
  const auto set = [&](std::string_view suffix, const TensorView* PeftLayer::*member) {
    if (!name.ends_with(suffix) || name.size() <= kPrefix.size() + suffix.size()) return false;
    const std::string_view module =
        name.substr(kPrefix.size(), name.size() - kPrefix.size() - suffix.size());
    layers[std::string(module)].*member = &tensor;
    return true;
  };
  if (set(kA, &PeftLayer::a) || set(kB, &PeftLayer::b) || set(kMagnitude, &PeftLayer::magnitude)) {
    return;
  }
  throw Error(ErrorCode::kUnsupported, field_of(name), "tensors of this kind are not supported",
              "Only plain LoRA and DoRA adapters of linear modules are read.");
}

bool is_target(const std::string& module, const PeftConfig& config) {
  if (config.target_modules.empty()) return true;
  return std::any_of(config.target_modules.begin(), config.target_modules.end(),
                     [&](const std::string& target) {
                       return module == target || module.ends_with("." + target);
                     });
}

void check_matrix(const TensorView& tensor, TensorDtype dtype, size_t rank_axis, int64_t rank) {
  if (tensor.dtype != dtype) {
    corrupt(field_of(tensor.name) + ".dtype", "it differs from the others");
  }
  const bool fits = tensor.shape.size() == 2 && tensor.shape[rank_axis] == rank &&
                    tensor.shape[1 - rank_axis] > 0;
  if (!fits) {
    corrupt(field_of(tensor.name) + ".shape",
            "it does not fit r = " + std::to_string(rank) + " of " + kConfigName);
  }
}

void check_layer(PeftLayer& layer, const PeftConfig& config, TensorDtype dtype) {
  const std::string prefix = std::string(kPrefix) + layer.module;
  if (layer.a == nullptr) corrupt(field_of(prefix + std::string(kA)), "it is missing");
  if (layer.b == nullptr) corrupt(field_of(prefix + std::string(kB)), "it is missing");
  const std::string magnitude = field_of(prefix + std::string(kMagnitude));
  if (config.use_dora && layer.magnitude == nullptr) corrupt(magnitude, "DoRA needs it");
  if (!config.use_dora && layer.magnitude != nullptr) {
    corrupt(magnitude, std::string("use_dora of ") + kConfigName + " is false");
  }
  if (!is_target(layer.module, config)) {
    corrupt(field_of(layer.a->name), std::string("target_modules of ") + kConfigName +
                                         " does not name this module");
  }
  check_matrix(*layer.a, dtype, 0, config.rank);
  check_matrix(*layer.b, dtype, 1, config.rank);
  layer.in_features = layer.a->shape[1];
  layer.out_features = layer.b->shape[0];
  if (layer.magnitude == nullptr) return;
  if (layer.magnitude->dtype != dtype) corrupt(magnitude + ".dtype", "it differs from the others");
  if (layer.magnitude->shape != std::vector<int64_t>{layer.out_features}) {
    corrupt(magnitude + ".shape", "it must be [" + std::to_string(layer.out_features) + "]");
  }
}

std::vector<PeftLayer> collect(const SafetensorsFile& file, const PeftConfig& config) {
  std::map<std::string, PeftLayer> by_module;
  for (const TensorView& tensor : file.tensors()) place(tensor, by_module);
  if (by_module.empty()) corrupt(std::string(kWeightsName) + ": header", "it holds no adapter");
  const TensorDtype dtype = file.tensors().front().dtype;
  if (dtype != TensorDtype::kF32 && dtype != TensorDtype::kF16 && dtype != TensorDtype::kBF16) {
    throw Error(ErrorCode::kUnsupported, field_of(file.tensors().front().name) + ".dtype",
                std::string("adapters of type ") + dtype_name(dtype) + " are not supported");
  }
  std::vector<PeftLayer> layers;
  for (auto& [module, layer] : by_module) {
    layer.module = module;
    check_layer(layer, config, dtype);
    layers.push_back(layer);
  }
  return layers;
}

}  // namespace

PeftAdapter PeftAdapter::open(const fs::path& directory) {
  require_directory(directory, "adapter folder");
  PeftAdapter adapter;
  adapter.config_ = parse_peft_config(
      read_small_file(directory / kConfigName, kConfigName, JsonLimits{}.max_bytes));
  if (!path_exists(directory / kWeightsName)) {
    refuse_pickle_folder(directory);
    throw Error(ErrorCode::kNotFound, kWeightsName, "the adapter folder does not hold it");
  }
  adapter.file_ = SafetensorsFile::open(directory / kWeightsName);
  adapter.layers_ = collect(adapter.file_, adapter.config_);
  return adapter;
}

const PeftLayer* PeftAdapter::find(std::string_view module) const {
  const auto found =
      std::lower_bound(layers_.begin(), layers_.end(), module,
                       [](const PeftLayer& layer, std::string_view m) { return layer.module < m; });
  return found != layers_.end() && found->module == module ? &*found : nullptr;
}

std::vector<TensorEntry> peft_entries(const PeftConfig& config,
                                      const std::vector<PeftLayerData>& layers) {
  std::vector<TensorEntry> entries;
  for (const PeftLayerData& layer : layers) {
    const std::string name = std::string(kPrefix) + layer.module;
    if (config.use_dora != (layer.magnitude != nullptr)) {
      throw Error(ErrorCode::kInvalidInput, field_of(name + std::string(kMagnitude)),
                  "a magnitude belongs to DoRA and only to it");
    }
    const auto add = [&](std::string_view suffix, std::vector<int64_t> shape, const float* data) {
      std::string full = name + std::string(suffix);
      entries.push_back({std::move(full), TensorDtype::kF32, std::move(shape), data, {}});
    };
    add(kA, {config.rank, layer.in_features}, layer.a);
    add(kB, {layer.out_features, config.rank}, layer.b);
    if (layer.magnitude != nullptr) add(kMagnitude, {layer.out_features}, layer.magnitude);
  }
  return entries;
}

void write_peft_adapter(const fs::path& directory, const PeftConfig& config,
                        const std::vector<PeftLayerData>& layers) {
  // The configuration comes last: a folder that has one has its weights.
  write_safetensors(directory / kWeightsName, peft_entries(config, layers), {{"format", "pt"}});
  write_file_atomic(directory / kConfigName, to_json(config));
}

}  // namespace df
