// One resident base and the adapters beside it. Rows of a pass choose their adapter (or none), so
// base and fine-tuned answers come from the same weights in one batch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/adapters/adapter_layout.h"
#include "core/formats/peft_config.h"
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
  bool record_steps = true;   // replay decode steps where the backend can (decode_step.h)
};
SessionSpec parse_session_spec(const std::string& json);

inline constexpr int32_t kKvPageTokens = 32;
inline constexpr uint64_t kMostRecordedSteps = 8;  // shapes of a decode step kept (decode_step.h)

class ResidentModel {
 public:
  ResidentModel(const DfBackend& backend, const SessionSpec& spec, const LoadProgress& progress);
  // The same of a model that is already open; spec.model_dir is not read.
  ResidentModel(const DfBackend& backend, const SessionSpec& spec, ModelFolder folder, const LoadProgress& progress);
  ~ResidentModel();

  // Loads a PEFT folder; returns its id. The base's row norms turn DoRA's magnitudes into scales.
  int32_t add_adapter(const std::filesystem::path& directory);
  // The same for factors that `fill` makes, in the order of the adapter's layout.
  int32_t add_adapter(const PeftConfig& config, const std::function<void(std::vector<float>&)>& fill);
  void remove_adapter(int32_t id);
  void require_adapter(int32_t id) const;  // -1 is the base; throws kNotFound otherwise

  const ModelConfig& config() const { return weights_->config(); }
  const Device& device() const { return *device_; }
  const Decoder& decoder() const { return *decoder_; }
  const Head& head() const { return *head_; }
  const SessionSpec& spec() const { return spec_; }
  int64_t positions() const { return weights_->positions(); }
  uint64_t bytes() const;           // of the device: what is allocated and what recorded steps may take
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
  // One cache a layer, sharing a block table: the uploaded one, or `table`.
  std::vector<DfKvCache> caches(int32_t max_blocks, const int32_t* table = nullptr) const;

  // Buffers of a decode step (decode_step.h), apart from those of other passes: a recorded step keeps
  // their addresses. Results lie in host memory that the device writes.
  int64_t decode_rows() const { return decode_rows_; }      // most rows of a step
  int32_t decode_blocks() const { return decode_blocks_; }  // pages of the longest sequence
  const int32_t* decode_inputs() const { return arena_->as<int32_t>(decode_inputs_); }        // ids, then positions
  const int32_t* decode_sequences() const { return arena_->as<int32_t>(decode_sequences_); }  // 0, 1, 2, ...
  const int32_t* decode_table() const { return arena_->as<int32_t>(decode_table_); }          // [rows][blocks]
  int32_t* decode_tokens() const { return arena_->as<int32_t>(decode_tokens_); }
  float* decode_logprobs() const { return arena_->as<float>(decode_logprobs_); }
  void upload_decode_inputs(const std::vector<int32_t>& v) const { upload(decode_inputs_, v); }
  void upload_decode_table(const std::vector<int32_t>& v) const { upload(decode_table_, v); }

 private:
  struct Adapter;
  int32_t keep_adapter(const PeftConfig& config, const std::function<void(const AdapterLayout&, std::vector<float>&)>& fill);
  void plan();
  MemoryNeeds memory_needs() const;
  void plan_decode();
  uint64_t recorded_bytes() const;
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
  std::vector<std::string> load_notices_;
  BufferId decode_inputs_ = -1, decode_sequences_ = -1, decode_table_ = -1, decode_tokens_ = -1, decode_logprobs_ = -1;
  int64_t pages_ = 0, decode_rows_ = 0;
  int32_t decode_blocks_ = 0;
};

}  // namespace df
