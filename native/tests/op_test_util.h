// What the op tests share: contexts on every instruction set of this CPU and on the GPU where there
// is one, matrices with guarded padding, scratch with guarded ends, and comparisons with float64 references.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "backends/registry.h"
#include "differential/backend.h"
#include "tests/mirrored_backend.h"

namespace df::test {

inline const DfBackend* cpu() { return open_backend("cpu", DF_TEST_BACKEND_DIR); }

#define EXPECT_DF_OK(call)                                         \
  do {                                                             \
    const DfStatus df_status = (call);                             \
    EXPECT_EQ(df_status.code, DF_OK) << #call ": " << df_status.message; \
  } while (0)
#define ASSERT_DF_OK(call)                                         \
  do {                                                             \
    const DfStatus df_status = (call);                             \
    ASSERT_EQ(df_status.code, DF_OK) << #call ": " << df_status.message; \
  } while (0)

// A context that uses the kernels of one instruction set ("" = the best) of the CPU, or the GPU
// ("cuda"). Its ops are called through ops(), with arguments in host memory.
class TestContext {
 public:
  explicit TestContext(const std::string& isa = "", int threads = 2) {
    if (isa == "cuda") {
      const DfStatus opened = mirrored_context(cuda_backend(), &context_);
      if (opened.code != DF_OK) throw std::runtime_error(opened.message);
      mirrored_ = true;
      return;
    }
    if (isa.empty()) {
      unsetenv("DIFFERENTIAL_ISA");
    } else {
      setenv("DIFFERENTIAL_ISA", isa.c_str(), 1);
    }
    DfContextOptions options{};
    options.threads = threads;
    options.deterministic = 1;
    const DfStatus status = cpu()->context_create(&options, &context_);
    unsetenv("DIFFERENTIAL_ISA");
    if (status.code != DF_OK) throw std::runtime_error(status.message);
  }
  ~TestContext() { mirrored_ ? mirrored_context_destroy(context_) : cpu()->context_destroy(context_); }
  TestContext(const TestContext&) = delete;
  TestContext& operator=(const TestContext&) = delete;
  DfContext* get() const { return context_; }

 private:
  DfContext* context_ = nullptr;
  bool mirrored_ = false;
};

// The instruction sets this CPU can run: always "scalar".
inline std::vector<std::string> cpu_instruction_sets() {
  std::vector<std::string> sets{"scalar"};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back("avx2");
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    sets.push_back("avx512");
  }
  return sets;
}

// What a table of op cases runs on: the CPU's instruction sets, and "cuda" where a GPU can be used.
inline std::vector<std::string> instruction_sets() {
  std::vector<std::string> sets = cpu_instruction_sets();
  if (cuda_backend() != nullptr) sets.push_back("cuda");
  return sets;
}

// Row-major float32 matrix. The columns between cols and ld, and one row behind the end, hold a
// guard value that no op may change.
class Matrix {
 public:
  static constexpr float kGuard = 12345.75f;

  Matrix(int64_t rows, int64_t cols, int64_t ld = 0)
      : rows_(rows), cols_(cols), ld_(ld > 0 ? ld : cols),
        values_(static_cast<size_t>((rows + 1) * ld_), kGuard) {
    fill(0.0f);
  }
  static Matrix random(int64_t rows, int64_t cols, int64_t ld, uint32_t seed, float scale = 1.0f) {
    Matrix matrix(rows, cols, ld);
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal(0.0f, scale);
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < cols; ++c) matrix.at(r, c) = normal(generator);
    }
    return matrix;
  }

  int64_t rows() const { return rows_; }
  int64_t cols() const { return cols_; }
  int64_t ld() const { return ld_; }
  float* data() { return values_.data(); }
  const float* data() const { return values_.data(); }
  float& at(int64_t r, int64_t c) { return values_[static_cast<size_t>(r * ld_ + c)]; }
  float at(int64_t r, int64_t c) const { return values_[static_cast<size_t>(r * ld_ + c)]; }
  void fill(float value) {
    for (int64_t r = 0; r < rows_; ++r) {
      for (int64_t c = 0; c < cols_; ++c) at(r, c) = value;
    }
  }
  DfMatrix view() { return DfMatrix{values_.data(), DF_F32, 0, rows_, cols_, ld_}; }
  bool guards_intact() const {
    for (int64_t r = 0; r <= rows_; ++r) {
      for (int64_t c = r < rows_ ? cols_ : 0; c < ld_; ++c) {
        if (at(r, c) != kGuard) return false;
      }
    }
    return true;
  }

 private:
  int64_t rows_;
  int64_t cols_;
  int64_t ld_;
  std::vector<float> values_;
};

// Row-major float64 values for references.
struct Reference {
  Reference(int64_t row_count, int64_t col_count)
      : rows(row_count), cols(col_count), values(static_cast<size_t>(row_count * col_count)) {}
  explicit Reference(const Matrix& from) : Reference(from.rows(), from.cols()) {
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < cols; ++c) at(r, c) = from.at(r, c);
    }
  }
  double& at(int64_t r, int64_t c) { return values[static_cast<size_t>(r * cols + c)]; }
  double at(int64_t r, int64_t c) const { return values[static_cast<size_t>(r * cols + c)]; }
  int64_t rows;
  int64_t cols;
  std::vector<double> values;
};

// ||actual - reference|| / ||reference||; NaN anywhere makes it NaN.
inline double relative_error(const Matrix& actual, const Reference& reference) {
  double difference = 0;
  double norm = 0;
  for (int64_t r = 0; r < reference.rows; ++r) {
    for (int64_t c = 0; c < reference.cols; ++c) {
      const double gap = static_cast<double>(actual.at(r, c)) - reference.at(r, c);
      difference += gap * gap;
      norm += reference.at(r, c) * reference.at(r, c);
    }
  }
  if (norm == 0) return std::sqrt(difference);
  return std::sqrt(difference / norm);
}

#define EXPECT_CLOSE(actual, reference, tolerance)                                        \
  do {                                                                                    \
    EXPECT_LE(df::test::relative_error(actual, reference), tolerance) << #actual;         \
    EXPECT_TRUE((actual).guards_intact()) << #actual " was written outside its columns";  \
  } while (0)

inline double relative_error(const std::vector<float>& actual, const std::vector<double>& reference) {
  double difference = 0;
  double norm = 0;
  for (size_t i = 0; i < reference.size(); ++i) {
    const double gap = static_cast<double>(actual[i]) - reference[i];
    difference += gap * gap;
    norm += reference[i] * reference[i];
  }
  return norm == 0 ? std::sqrt(difference) : std::sqrt(difference / norm);
}

inline std::vector<float> random_values(int64_t count, uint32_t seed, float scale = 1.0f) {
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal(0.0f, scale);
  std::vector<float> values(static_cast<size_t>(count));
  for (float& value : values) value = normal(generator);
  return values;
}

// Scratch exactly as large as the workspace query says, filled with NaN, with a guard behind it.
class Scratch {
 public:
  Scratch(DfContext* context, int32_t op, const void* arguments)
      : bytes_(ops()->workspace(context, op, arguments)) {
    const uint64_t total = (bytes_ + kGuardBytes + 63) / 64 * 64;
    data_.reset(static_cast<unsigned char*>(std::aligned_alloc(64, total)));
    std::fill(data_.get(), data_.get() + total, static_cast<unsigned char>(0xff));
  }
  DfScratch view() { return DfScratch{bytes_ > 0 ? data_.get() : nullptr, bytes_}; }
  uint64_t bytes() const { return bytes_; }
  bool guard_intact() const {
    for (uint64_t i = 0; i < kGuardBytes; ++i) {
      if (data_.get()[bytes_ + i] != 0xff) return false;
    }
    return true;
  }

 private:
  struct Free {
    void operator()(unsigned char* data) const { std::free(data); }
  };
  static constexpr uint64_t kGuardBytes = 256;
  uint64_t bytes_;
  std::unique_ptr<unsigned char, Free> data_;
};

}  // namespace df::test
