// One resident base and the adapters beside it. Rows of a pass choose their adapter (or none), so
// base and fine-tuned answers come from the same weights in one batch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/adapters/adapter_layout.h"
#include "core/models/decoder.h"
#include "core/models/head.h"
#include "core/train/train_spec.h"

namespace df {

struct SessionSpec {
  DeviceSpec device;
  std::filesystem::path model_dir;
  bool quantize = false;
  int64_t max_tokens = 4096;  // KV cache capacity over all sequences
  int64_t max_rows = 2048;    // rows of one pass
  QuantizedCacheOptions quantized_cache;
};
SessionSpec parse_session_spec(const std::string& json);

inline constexpr int32_t kKvPageTokens = 32;

class ResidentModel {
 public:
  ResidentModel(const DfBackend& backend, const SessionSpec& spec, const LoadProgress& progress);
  // The same of a model that is already open; spec.model_dir is not read.
  ResidentModel(const DfBackend& backend, const SessionSpec& spec, ModelFolder folder, const LoadProgress& progress);
  ~ResidentModel();

  // Loads a PEFT folder; returns its id. The base's row norms turn DoRA's magnitudes into scales.
  int32_t add_adapter(const std::filesystem::path& directory);
  void remove_adapter(int32_t id);
  void require_adapter(int32_t id) const;  // -1 is the base; throws kNotFound otherwise

  const ModelConfig& config() const { return weights_->config(); }
  const Device& device() const { return *device_; }
  const Decoder& decoder() const { return *decoder_; }
  const Head& head() const { return *head_; }
  const SessionSpec& spec() const { return spec_; }
  int64_t positions() const { return weights_->positions(); }
  uint64_t bytes() const;
  // What became of the quantized cache while loading, for a person; mostly nothing.
  const std::vector<std::string>& load_notices() const { return load_notices_; }

  // Adapter tables for rows in segments: rows [begin[k], begin[k+1]) use adapter id ids[k].
  struct Segments {
    std::vector<int64_t> begin{0};
    std::vector<int32_t> ids;
    std::vector<int32_t> indices;  // filled by block_adapters()
  };
  std::vector<BlockAdapters> block_adapters(Segments& segments) const;

  // Uploads for a pass; pointers stay valid until the next call.
  const int32_t* upload_ids(const std::vector<int32_t>& v) const { return upload(ids_, v); }
  const int32_t* upload_positions(const std::vector<int32_t>& v) const { return upload(positions_, v); }
  const int32_t* upload_sequences(const std::vector<int32_t>& v) const { return upload(sequences_, v); }
  const int32_t* upload_borders(const std::vector<int32_t>& v) const { return upload(borders_, v); }
  const int32_t* upload_key_end(const std::vector<int32_t>& v) const { return upload(key_end_, v); }
  const int32_t* upload_block_table(const std::vector<int32_t>& v) const { return upload(block_table_, v); }
  int64_t pages() const { return pages_; }
  // One cache a layer, sharing the uploaded block table.
  std::vector<DfKvCache> caches(int32_t max_blocks) const;

 private:
  struct Adapter;
  void plan();
  MemoryNeeds memory_needs() const;
  void rebuild_scratch();
  void rebuild_tables();
  const int32_t* upload(BufferId buffer, const std::vector<int32_t>& values) const;
  BufferId ints(const char* name, int64_t count);

  const DfBackend& backend_;
  SessionSpec spec_;
  std::unique_ptr<Device> device_;
  std::unique_ptr<ModelFolder> folder_;
  MemoryPlanner plan_;
  std::unique_ptr<DecoderWeights> weights_;
  std::unique_ptr<ActivationPlan> activations_;
  std::unique_ptr<Head> head_;
  std::unique_ptr<Arena> arena_;
  std::unique_ptr<MemoryPlanner> scratch_plan_;
  std::unique_ptr<Arena> scratch_arena_;
  std::unique_ptr<Decoder> decoder_;
  std::vector<std::unique_ptr<Adapter>> adapters_;
  int32_t next_id_ = 0;
  // [layer][linear]: one DfAdapter an adapter, in the order of adapters_.
  std::vector<std::vector<DfAdapter>> tables_;
  BufferId ids_ = -1, positions_ = -1, sequences_ = -1, borders_ = -1, key_end_ = -1, block_table_ = -1;
  std::vector<BufferId> k_, v_;
  int64_t pages_ = 0;
  std::vector<std::string> load_notices_;
};

}  // namespace df
