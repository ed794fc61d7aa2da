#include "core/infer/decode_step.h"

#include <algorithm>
#include <bit>

#include "core/infer/decode_pass.h"
#include "core/tensor/matrix.h"

namespace df {
namespace {

// Attention is cut for this many positions, so that a recorded step serves until the longest sequence
// outgrows it; a plain step is cut the same way, and so has the same rounding.
int32_t rounded_position(int32_t position, const ResidentModel& model) {
  constexpr uint32_t kShortest = 256;
  const uint32_t room = std::max(std::bit_ceil(static_cast<uint32_t>(position) + 1), kShortest);
  const int64_t most = std::min<int64_t>(model.positions(), int64_t{model.decode_blocks()} * kKvPageTokens);
  return static_cast<int32_t>(std::min<int64_t>(room, most)) - 1;
}

ResidentModel::Segments segments_of(const std::vector<DecodeRow>& rows) {
  ResidentModel::Segments segments;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (segments.ids.empty() || segments.ids.back() != rows[i].adapter) {
      segments.ids.push_back(rows[i].adapter);
      segments.begin.push_back(0);
    }
    segments.begin.back() = static_cast<int64_t>(i) + 1;
  }
  return segments;
}

}  // namespace

struct DecodeStep::Recorded {
  const Device& device;
  int64_t rows;
  int32_t max_position;
  std::vector<int64_t> begin;
  std::vector<int32_t> ids;
  bool used = false;
  DfGraph* graph = nullptr;

  ~Recorded() {
    if (graph) device.backend().graph_release(device.context(), graph);
  }
};

DecodeStep::DecodeStep(const ResidentModel& model) : model_(model) {
  const DfBackend& backend = model.device().backend();
  if (!model.spec().record_steps) counts_.refusal = "the session asks for plain steps";
  if (!backend.graph_begin || !backend.graph_launch) {
    counts_.refusal = std::string("the backend '") + backend.name + "' records no ops";
  }
}

DecodeStep::~DecodeStep() = default;

int64_t DecodeStep::most_rows(const ResidentModel& model) {
  if (!model.device().backend().greedy) return 0;
  return std::min(model.decode_rows(), model.head().chunk_rows());
}

void DecodeStep::upload(const std::vector<DecodeRow>& rows) {
  std::vector<int32_t> inputs(rows.size() * 2);
  const auto blocks = static_cast<size_t>(model_.decode_blocks());
  std::vector<int32_t> table(rows.size() * blocks, 0);
  for (size_t i = 0; i < rows.size(); ++i) {
    inputs[i] = rows[i].id;
    inputs[rows.size() + i] = rows[i].position;
    const size_t count = std::min(rows[i].pages->size(), blocks);
    std::copy_n(rows[i].pages->begin(), count, table.begin() + static_cast<int64_t>(i * blocks));
  }
  model_.upload_decode_inputs(inputs);
  if (table == table_) return;
  model_.upload_decode_table(table);
  table_ = std::move(table);
}

void DecodeStep::run_ops(int64_t rows, int32_t max_position, ResidentModel::Segments& segments) const {
  DecoderInput input;
  input.tokens = rows;
  input.ids = model_.decode_inputs();
  input.positions = input.ids + rows;
  input.attention.cached = true;
  input.attention.row_sequence = model_.decode_sequences();
  input.attention.max_position = max_position;
  const auto caches = model_.caches(model_.decode_blocks(), model_.decode_table());
  const Decoder& decoder = model_.decoder();
  decode_pass(decoder, input, model_.block_adapters(segments), caches);
  model_.device().run(&DfBackend::greedy, DfGreedy{model_.head().every_row(decoder, rows), model_.decode_tokens(),
                                                   model_.decode_logprobs()});
}

DecodeStep::Recorded& DecodeStep::entry(int64_t rows, int32_t max_position, const ResidentModel::Segments& segments) {
  const auto found = std::find_if(recorded_.begin(), recorded_.end(), [&](const auto& r) {
    return r->rows == rows && r->max_position == max_position && r->begin == segments.begin && r->ids == segments.ids;
  });
  if (found != recorded_.end()) {
    std::rotate(found, found + 1, recorded_.end());
    return *recorded_.back();
  }
  if (recorded_.size() == kMostRecordedSteps) recorded_.erase(recorded_.begin());
  recorded_.push_back(std::unique_ptr<Recorded>(
      new Recorded{model_.device(), rows, max_position, segments.begin, segments.ids, false, nullptr}));
  return *recorded_.back();
}

// What cannot be recorded runs as it did, one op after another; `refusal` tells why.
void DecodeStep::record(Recorded& entry, ResidentModel::Segments& segments) {
  const Device& device = model_.device();
  const DfBackend& backend = device.backend();
  DfStatus status = backend.graph_begin(device.context());
  if (status.code == DF_OK) {
    try {
      run_ops(entry.rows, entry.max_position, segments);
    } catch (const Error& error) {
      counts_.refusal = error.what();
    }
    status = backend.graph_end(device.context(), &entry.graph);
  }
  if (status.code != DF_OK && counts_.refusal.empty()) counts_.refusal = status.message;
  if (entry.graph) ++counts_.recorded;
}

void DecodeStep::run(const std::vector<DecodeRow>& rows) {
  const Device& device = model_.device();
  const auto count = static_cast<int64_t>(rows.size());
  int32_t last = 0;
  for (const DecodeRow& row : rows) last = std::max(last, row.position);
  ResidentModel::Segments segments = segments_of(rows);
  upload(rows);
  const int32_t max_position = rounded_position(last, model_);
  Recorded& step = entry(count, max_position, segments);
  // The first step of a shape runs op by op: kernels are loaded then, and a shape that does not come
  // back is not recorded for nothing.
  if (step.used && !step.graph && counts_.refusal.empty()) record(step, segments);
  step.used = true;
  if (step.graph) {
    const DfStatus status = device.backend().graph_launch(device.context(), step.graph);
    if (status.code != DF_OK) throw Error(ErrorCode::kEngine, std::string("backend ") + device.backend().name, status.message);
    ++counts_.replayed;
  } else {
    run_ops(count, max_position, segments);
    ++counts_.plain;
  }
  device.synchronize();
}

void DecodeStep::read_logits(size_t i, std::vector<float>& logits) const {
  const DfMatrix all = model_.head().logits_rows(static_cast<int64_t>(i), 1);
  logits.resize(static_cast<size_t>(all.cols));
  model_.device().download(logits.data(), all.data, logits.size() * sizeof(float));
}

}  // namespace df
