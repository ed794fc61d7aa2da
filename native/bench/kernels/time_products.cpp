// Speed of the linear layers of a Llama-3-8B block, beside cuBLASLt in the same run.
#include <chrono>
#include <cstring>

#include "bench/kernels/cublaslt.h"
#include "bench/kernels/report.h"

namespace df::kernels {
namespace {

// Random 16-bit values of any count: two megabytes of the host's, doubled on the device until they
// suffice. What matters is that neighbours differ.
void* random_device_bytes(Side& side, uint64_t bytes, uint64_t seed) {
  const Values v = random_values(1, 1 << 20, seed, 0.5f, DF_BF16);
  std::vector<uint16_t> some(v.data.size());
  for (size_t i = 0; i < some.size(); ++i) some[i] = to_half_bits(v.data[i], DF_BF16);
  char* data = static_cast<char*>(side.bytes(bytes));
  uint64_t done = std::min<uint64_t>(some.size() * 2, bytes);
  require(side.backend->copy(side.context, data, some.data(), done, DF_HOST_TO_DEVICE), "copy");
  while (done < bytes) {
    const uint64_t count = std::min(done, bytes - done);
    require(side.backend->copy(side.context, data + done, data, count, DF_DEVICE_TO_DEVICE), "copy");
    done += count;
  }
  require(side.backend->synchronize(side.context), "synchronize");
  return data;
}

DfMatrix bf16(void* data, int64_t rows, int64_t cols) { return DfMatrix{data, DF_BF16, 0, rows, cols, cols}; }

struct Shape {
  int64_t tokens, in, out;
};

double cublas_seconds(Side& side, CublasLt* library, int64_t m, int64_t n, int64_t k, const void* a, const void* b,
                      bool b_rows_are_k, void* c) {
  if (library == nullptr || !library->prepare(side, m, n, k, a, b, b_rows_are_k, c)) return 0;
  std::vector<double> times;
  for (int batch = 0; batch < 5; ++batch) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 10; ++i) library->run();
    library->wait();
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 10);
  }
  std::sort(times.begin(), times.end());
  return times[2];
}

void time_shape(Side& side, CublasLt* library, const Shape& s, Report& report) {
  const auto count = [](int64_t rows, int64_t cols) { return static_cast<uint64_t>(rows * cols) * 2; };
  DfLinearForward f{};
  f.weight.format = DF_BF16;
  f.weight.out_features = s.out;
  f.weight.in_features = s.in;
  f.weight.data = random_device_bytes(side, count(s.out, s.in), 1);
  f.x = bf16(random_device_bytes(side, count(s.tokens, s.in), 2), s.tokens, s.in);
  f.y = bf16(random_device_bytes(side, count(s.tokens, s.out), 3), s.tokens, s.out);
  f.scratch = side.scratch(DF_OP_LINEAR_FORWARD, &f);
  const double flop = 2.0 * static_cast<double>(s.tokens) * static_cast<double>(s.in) * static_cast<double>(s.out);
  const std::string name =
      "T" + std::to_string(s.tokens) + " " + std::to_string(s.in) + "->" + std::to_string(s.out);
  const auto forward = [&] { require(side.backend->linear_forward(side.context, &f), "linear_forward"); };
  // The library runs between two timings of ours, so that a drifting clock shows.
  const double seconds = side.seconds(forward);
  const double library_seconds = cublas_seconds(side, library, s.tokens, s.out, s.in, f.x.data, f.weight.data, false,
                                                f.y.data);
  report.timing("forward " + name, std::min(seconds, side.seconds(forward)), flop, "TFLOP/s", library_seconds);
  DfLinearBackward b{};
  b.weight = f.weight;
  b.dy = f.y;
  b.dx = f.x;
  b.scratch = side.scratch(DF_OP_LINEAR_BACKWARD, &b);
  const auto backward = [&] { require(side.backend->linear_backward(side.context, &b), "linear_backward"); };
  const double back = side.seconds(backward);
  const double library_back = cublas_seconds(side, library, s.tokens, s.in, s.out, f.y.data, f.weight.data, true,
                                             f.x.data);
  report.timing("dx      " + name, back, flop, "TFLOP/s", library_back);
  side.release_all();
}

// A layer as training runs it: NF4, rank 64, with and without DoRA.
void time_adapted(Side& side, const Shape& s, bool dora, float dropout, bool accumulate, Report& report) {
  const auto values = static_cast<uint64_t>(s.out * s.in);
  const Values map = random_values(1, 256, 3, 0.3f, DF_F32);
  DfLinearForward f{};
  f.weight.format = DF_NF4;
  f.weight.block_size = 64;
  f.weight.nested_block_size = 256;
  f.weight.out_features = s.out;
  f.weight.in_features = s.in;
  f.weight.data = random_device_bytes(side, values / 2, 1);
  f.weight.absmax_q = static_cast<const uint8_t*>(random_device_bytes(side, values / 64, 2));
  f.weight.absmax_nested = side.upload(random_values(1, s.out * s.in / 16384 + 1, 4, 0.01f, DF_F32).data);
  f.weight.nested_code = side.upload(map.data);
  DfAdapter adapter{};
  adapter.rank = 64;
  adapter.scale = 0.25f;
  adapter.dropout = dropout;
  adapter.a = side.matrix(random_values(64, s.in, 5, 0.01f, DF_F32), DF_F32);
  adapter.b = side.matrix(random_values(s.out, 64, 6, 0.01f, DF_F32), DF_F32);
  if (dora) {
    adapter.magnitude = side.upload(random_values(1, s.out, 7, 1.0f, DF_F32).data);
    adapter.row_scale = side.upload(random_values(1, s.out, 8, 1.0f, DF_F32).data);
  }
  f.adapters = &adapter;
  f.adapter_count = 1;
  f.x = bf16(random_device_bytes(side, static_cast<uint64_t>(s.tokens * s.in) * 2, 9), s.tokens, s.in);
  f.y = bf16(random_device_bytes(side, static_cast<uint64_t>(s.tokens * s.out) * 2, 10), s.tokens, s.out);
  f.xa = bf16(side.bytes(static_cast<uint64_t>(s.tokens) * 128), s.tokens, 64);
  f.scratch = side.scratch(DF_OP_LINEAR_FORWARD, &f);
  const double tokens = static_cast<double>(s.tokens), wide = static_cast<double>(s.in + s.out);
  const double main = 2.0 * tokens * static_cast<double>(s.in) * static_cast<double>(s.out);
  const std::string name = "T" + std::to_string(s.tokens) + " " + std::to_string(s.in) + "->" + std::to_string(s.out) +
                           " nf4 r64" + (dora ? " dora" : "") + (dropout > 0 ? " dropout" : "") +
                           (accumulate ? " accumulate" : "");
  report.timing("forward " + name, side.seconds([&] {
    require(side.backend->linear_forward(side.context, &f), "linear_forward");
  }), main + 128.0 * tokens * wide, "TFLOP/s");
  DfLinearBackward b{};
  b.weight = f.weight;
  b.adapter = &adapter;
  b.x = f.x;
  b.y = f.y;
  b.xa = f.xa;
  b.dy = bf16(random_device_bytes(side, static_cast<uint64_t>(s.tokens * s.out) * 2, 11), s.tokens, s.out);
  b.dx = bf16(random_device_bytes(side, static_cast<uint64_t>(s.tokens * s.in) * 2, 12), s.tokens, s.in);
  b.accumulate_dx = accumulate ? 1 : 0;
  b.da = DfMatrix{side.bytes(static_cast<uint64_t>(s.in) * 256), DF_F32, 0, 64, s.in, s.in};
  b.db = DfMatrix{side.bytes(static_cast<uint64_t>(s.out) * 256), DF_F32, 0, s.out, 64, 64};
  if (dora) b.dmagnitude = static_cast<float*>(side.bytes(static_cast<uint64_t>(s.out) * 4));
  b.scratch = side.scratch(DF_OP_LINEAR_BACKWARD, &b);
  const auto run = [&] { require(side.backend->linear_backward(side.context, &b), "linear_backward"); };
  report.timing("backward " + name, side.seconds(run), main + 256.0 * tokens * wide, "TFLOP/s");
  // What each part takes: by leaving it out.
  if (!dora && dropout == 0) {
    const DfLinearBackward all = b;
    b.da.data = b.db.data = nullptr;
    report.timing("  its dx and dyb", side.seconds(run), main + 128.0 * tokens * wide, "TFLOP/s");
    b = all;
    b.dx.data = nullptr;
    b.db.data = nullptr;
    report.timing("  its dyb and da (bytes of dy and x)", side.seconds(run), tokens * wide * 2, "GB/s");
    b = all;
    b.dx.data = b.da.data = nullptr;
    report.timing("  its db (bytes of dy)", side.seconds(run), tokens * static_cast<double>(s.out) * 2, "GB/s");
  }
  side.release_all();
}

}  // namespace

void time_products(const DfBackend* device, Report& report) {
  Side side(device, DF_BF16);
  const auto library = CublasLt::open();
  if (library == nullptr) std::printf("cuBLASLt was not found: no comparison with it\n");
  const uint64_t bytes = uint64_t{4} << 30;
  void *from = random_device_bytes(side, bytes, 3), *to = side.bytes(bytes);
  report.timing("copy of 4 GiB (read and written)", side.seconds([&] {
    require(side.backend->copy(side.context, to, from, bytes, DF_DEVICE_TO_DEVICE), "copy");
  }), 2.0 * static_cast<double>(bytes), "GB/s");
  side.release_all();
  for (const Shape& s : std::initializer_list<Shape>{{8192, 8192, 8192},
                                                     {16384, 4096, 4096},
                                                     {16384, 4096, 1024},
                                                     {16384, 4096, 14336},
                                                     {16384, 14336, 4096},
                                                     {2048, 4096, 4096},
                                                     {2048, 4096, 1024},
                                                     {2048, 4096, 14336},
                                                     {2048, 14336, 4096},
                                                     {2048, 4096, 128256},
                                                     {8192, 2048, 5632}}) {
    time_shape(side, library.get(), s, report);
  }
  time_adapted(side, {16384, 4096, 4096}, false, 0, false, report);
  time_adapted(side, {16384, 4096, 4096}, true, 0, true, report);
  time_adapted(side, {16384, 4096, 14336}, true, 0.05f, true, report);
  time_adapted(side, {16384, 14336, 4096}, false, 0, false, report);
  time_adapted(side, {2048, 4096, 14336}, false, 0, true, report);
  double ceiling = 0;
  require(device->matmul_ceiling(side.context, 8192, &ceiling), "matmul_ceiling");
  report.timing("matmul_ceiling 8192", 2.0 * 8192.0 * 8192.0 * 8192.0 / ceiling, 2.0 * 8192.0 * 8192.0 * 8192.0,
                "TFLOP/s");
}

}  // namespace df::kernels
