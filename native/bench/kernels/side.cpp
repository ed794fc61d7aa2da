#include "bench/kernels/side.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace df::kernels {

void require(const DfStatus& status, const char* what) {
  if (status.code == DF_OK) return;
  std::fprintf(stderr, "%s failed: %s\n", what, status.message);
  std::exit(1);
}

uint16_t to_half_bits(float value, int32_t dtype) {
  if (dtype == DF_F16) {
    const auto half = static_cast<_Float16>(value);
    uint16_t bits;
    std::memcpy(&bits, &half, 2);
    return bits;
  }
  uint32_t bits;
  std::memcpy(&bits, &value, 4);
  return static_cast<uint16_t>((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

float from_half_bits(uint16_t bits, int32_t dtype) {
  if (dtype == DF_F16) {
    _Float16 half;
    std::memcpy(&half, &bits, 2);
    return static_cast<float>(half);
  }
  const uint32_t wide = uint32_t{bits} << 16;
  float value;
  std::memcpy(&value, &wide, 4);
  return value;
}

float rounded(float value, int32_t dtype) {
  return dtype == DF_F32 ? value : from_half_bits(to_half_bits(value, dtype), dtype);
}

Values random_values(int64_t rows, int64_t cols, uint64_t seed, float scale, int32_t dtype) {
  Values v{rows, cols, std::vector<float>(static_cast<size_t>(rows * cols))};
  uint64_t state = seed * 0x9E3779B97F4A7C15ull + 1;
  const auto next = [&state] {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<float>(state >> 40) * (1.0f / 16777216.0f);
  };
  for (int i = 0; i < 8; ++i) next();
  // Sum of four uniforms: near enough to normal, and quick.
  for (float& value : v.data) value = rounded((next() + next() + next() + next() - 2.0f) * 1.732f * scale, dtype);
  return v;
}

Side::Side(const DfBackend* table, int32_t activation_dtype) : backend(table), dtype(activation_dtype) {
  DfContextOptions options{};
  options.deterministic = 1;
  require(backend->context_create(&options, &context), "context_create");
}

Side::~Side() {
  release_all();
  backend->context_destroy(context);
}

void* Side::bytes(uint64_t count) {
  void* data = nullptr;
  require(backend->allocate(context, DF_PLACE_DEVICE, std::max<uint64_t>(count, 16), &data), "allocate");
  pieces_.push_back({data, std::max<uint64_t>(count, 16)});
  return data;
}

void* Side::upload_bytes(const void* data, uint64_t count) {
  void* to = bytes(count);
  require(backend->copy(context, to, data, count, DF_HOST_TO_DEVICE), "copy");
  require(backend->synchronize(context), "synchronize");
  return to;
}

DfMatrix Side::matrix(const Values& values, int32_t as, int64_t pad) {
  const int64_t ld = values.cols + pad;
  std::vector<char> packed(static_cast<size_t>(values.rows * ld) * element_bytes(as), static_cast<char>(0xff));
  for (int64_t r = 0; r < values.rows; ++r) {
    for (int64_t c = 0; c < values.cols; ++c) {
      const float value = values.data[static_cast<size_t>(r * values.cols + c)];
      const auto at = static_cast<size_t>(r * ld + c);
      if (as == DF_F32) {
        std::memcpy(packed.data() + at * 4, &value, 4);
      } else {
        const uint16_t bits = to_half_bits(value, as);
        std::memcpy(packed.data() + at * 2, &bits, 2);
      }
    }
  }
  return DfMatrix{upload_bytes(packed.data(), packed.size()), as, 0, values.rows, values.cols, ld};
}

DfMatrix Side::output(int64_t rows, int64_t cols, int32_t as, int64_t pad) {
  return matrix(Values{rows, cols, std::vector<float>(static_cast<size_t>(rows * cols), NAN)}, as, pad);
}

DfScratch Side::scratch(int32_t op, const void* arguments) {
  const uint64_t count = backend->workspace(context, op, arguments);
  if (count == 0) return DfScratch{nullptr, 0};
  // NaN: what an op reads of its scratch it must have written.
  const std::vector<char> poison(count, static_cast<char>(0xff));
  return DfScratch{upload_bytes(poison.data(), count), count};
}

Values Side::download(const DfMatrix& m) {
  std::vector<char> packed(static_cast<size_t>(m.rows * m.ld) * element_bytes(m.dtype));
  require(backend->copy(context, packed.data(), m.data, packed.size(), DF_DEVICE_TO_HOST), "copy");
  require(backend->synchronize(context), "synchronize");
  Values v{m.rows, m.cols, std::vector<float>(static_cast<size_t>(m.rows * m.cols))};
  for (int64_t r = 0; r < m.rows; ++r) {
    for (int64_t c = 0; c < m.cols; ++c) {
      const auto at = static_cast<size_t>(r * m.ld + c);
      float& value = v.data[static_cast<size_t>(r * m.cols + c)];
      if (m.dtype == DF_F32) {
        std::memcpy(&value, packed.data() + at * 4, 4);
      } else {
        uint16_t bits;
        std::memcpy(&bits, packed.data() + at * 2, 2);
        value = from_half_bits(bits, m.dtype);
      }
    }
  }
  return v;
}

std::vector<float> Side::download(const float* data, int64_t count) {
  std::vector<float> values(static_cast<size_t>(count));
  require(backend->copy(context, values.data(), data, values.size() * 4, DF_DEVICE_TO_HOST), "copy");
  require(backend->synchronize(context), "synchronize");
  return values;
}

void Side::release_all() {
  backend->synchronize(context);
  for (const Piece& p : pieces_) backend->release(context, DF_PLACE_DEVICE, p.data, p.bytes);
  pieces_.clear();
}

double Side::batch_of(const Timed& timed, int calls) {
  require(backend->synchronize(context), "synchronize");
  const double start = now();
  for (int i = 0; i < calls; ++i) timed.run();
  timed.wait();
  require(backend->synchronize(context), "synchronize");
  return now() - start;
}

std::vector<double> Side::seconds_in_turns(const std::vector<Timed>& functions, int rounds) {
  constexpr double kBatchSeconds = 0.012;
  std::vector<std::vector<double>> times(functions.size());
  std::vector<int> calls(functions.size());
  for (size_t i = 0; i < functions.size(); ++i) {
    batch_of(functions[i], 2);
    calls[i] = static_cast<int>(std::clamp(kBatchSeconds / (batch_of(functions[i], 2) / 2), 2.0, 100.0));
  }
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < functions.size(); ++i) times[i].push_back(batch_of(functions[i], calls[i]) / calls[i]);
  }
  std::vector<double> medians;
  for (const std::vector<double>& values : times) medians.push_back(median(values));
  return medians;
}

double Side::now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Side::median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace df::kernels
