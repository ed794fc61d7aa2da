// One backend under test, and matrices in its memory. Values are float32 on the host and take the
// backend's activation dtype on the way.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "differential/backend.h"

namespace df::kernels {

// Ends the program with the status's words: a check that cannot run is a failed check.
void require(const DfStatus& status, const char* what);

struct Values {
  int64_t rows = 0;
  int64_t cols = 0;
  std::vector<float> data;  // [rows, cols]
};

// Normal random values; with `dtype` 16-bit wide they are rounded to it, so that two backends see the
// same numbers.
Values random_values(int64_t rows, int64_t cols, uint64_t seed, float scale, int32_t dtype);

float rounded(float value, int32_t dtype);
uint16_t to_half_bits(float value, int32_t dtype);
float from_half_bits(uint16_t bits, int32_t dtype);
inline uint64_t element_bytes(int32_t dtype) { return dtype == DF_F32 || dtype == DF_I32 ? 4 : dtype == DF_U8 ? 1 : 2; }

class Side {
 public:
  Side(const DfBackend* backend, int32_t dtype);
  ~Side();
  Side(const Side&) = delete;
  Side& operator=(const Side&) = delete;

  const DfBackend* backend;
  DfContext* context = nullptr;
  int32_t dtype;

  // Memory that lives until release_all().
  void* bytes(uint64_t count);
  template <typename T>
  T* upload(const std::vector<T>& values) {
    return static_cast<T*>(upload_bytes(values.data(), values.size() * sizeof(T)));
  }
  void* upload_bytes(const void* data, uint64_t count);
  // Rows of cols + pad elements; what is padding, and the whole of an `output`, is NaN.
  DfMatrix matrix(const Values& values, int32_t as, int64_t pad = 0);
  DfMatrix output(int64_t rows, int64_t cols, int32_t as, int64_t pad = 0);
  DfScratch scratch(int32_t op, const void* arguments);
  Values download(const DfMatrix& m);
  std::vector<float> download(const float* data, int64_t count);
  void release_all();

  // Median seconds of a call of each function, timed in turns, so that a drifting clock or power limit
  // touches all of them alike. `wait` waits for what does not run on this context.
  struct Timed {
    std::function<void()> run;
    std::function<void()> wait = [] {};
  };
  std::vector<double> seconds_in_turns(const std::vector<Timed>& functions, int rounds = 7);

  // Median seconds of one call of `function`, from batches of calls without waits between them.
  template <typename Function>
  double seconds(const Function& function) {
    const double one = batch(function, 2) / 2;
    const int calls = static_cast<int>(one > 0.02 ? 3 : one > 0.002 ? 12 : 60);
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) times.push_back(batch(function, calls) / calls);
    return median(times);
  }

  // The same, with `calls` calls recorded and replayed as one: launching costs nothing then.
  template <typename Function>
  double recorded_seconds(const Function& function, int calls) {
    function();
    require(backend->graph_begin(context), "graph_begin");
    for (int i = 0; i < calls; ++i) function();
    DfGraph* graph = nullptr;
    require(backend->graph_end(context, &graph), "graph_end");
    const double each = seconds([&] { require(backend->graph_launch(context, graph), "graph_launch"); });
    backend->graph_release(context, graph);
    return each / calls;
  }

 private:
  double batch_of(const Timed& timed, int calls);
  template <typename Function>
  double batch(const Function& function, int calls) {
    require(backend->synchronize(context), "synchronize");
    const double start = now();
    for (int i = 0; i < calls; ++i) function();
    require(backend->synchronize(context), "synchronize");
    return now() - start;
  }
  static double now();
  static double median(std::vector<double> values);

  struct Piece {
    void* data;
    uint64_t bytes;
  };
  std::vector<Piece> pieces_;
};

}  // namespace df::kernels
