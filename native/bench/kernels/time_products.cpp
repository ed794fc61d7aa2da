// Speed of the products of a Llama-3-8B and of a TinyLlama block, beside cuBLASLt in the same run.
#include <functional>
#include <initializer_list>

#include "bench/kernels/cublaslt.h"
#include "bench/kernels/layer_shape.h"
#include "bench/kernels/report.h"

namespace df::kernels {
namespace {

// Ours and the library's by turns.
void time_product(Side& side, CublasLt* library, const std::string& name, const LayerShape& s, bool back, void* a,
                  const void* weight, void* c, const std::function<void()>& ours, Report& report) {
  std::vector<Side::Timed> functions{{ours}};
  const int64_t n = back ? s.in : s.out, k = back ? s.out : s.in;
  if (library != nullptr && library->prepare(side, s.tokens, n, k, a, weight, back, c)) {
    functions.push_back({[library] { library->run(); }, [library] { library->wait(); }});
  }
  const std::vector<double> seconds = side.seconds_in_turns(functions);
  const double flop = 2.0 * static_cast<double>(s.tokens) * static_cast<double>(s.in) * static_cast<double>(s.out);
  report.timing(name, seconds[0], flop, "TFLOP/s", seconds.size() > 1 ? seconds[1] : 0);
}

void time_shape(Side& side, CublasLt* library, const LayerShape& s, Report& report) {
  const auto count = [](int64_t rows, int64_t cols) { return static_cast<uint64_t>(rows * cols) * 2; };
  DfLinearForward f{};
  f.weight.format = DF_BF16;
  f.weight.out_features = s.out;
  f.weight.in_features = s.in;
  f.weight.data = random_device_bytes(side, count(s.out, s.in), 1);
  f.x = bf16_matrix(random_device_bytes(side, count(s.tokens, s.in), 2), s.tokens, s.in);
  f.y = bf16_matrix(random_device_bytes(side, count(s.tokens, s.out), 3), s.tokens, s.out);
  f.scratch = side.scratch(DF_OP_LINEAR_FORWARD, &f);
  DfLinearBackward b{};
  b.weight = f.weight;
  b.dy = bf16_matrix(random_device_bytes(side, count(s.tokens, s.out), 4), s.tokens, s.out);
  b.dx = bf16_matrix(random_device_bytes(side, count(s.tokens, s.in), 5), s.tokens, s.in);
  b.scratch = side.scratch(DF_OP_LINEAR_BACKWARD, &b);
  const std::string name = name_of(s);
  time_product(side, library, "forward " + name, s, false, f.x.data, f.weight.data, f.y.data, [&] {
    require(side.backend->linear_forward(side.context, &f), "linear_forward");
  }, report);
  time_product(side, library, "dx      " + name, s, true, b.dy.data, f.weight.data, b.dx.data, [&] {
    require(side.backend->linear_backward(side.context, &b), "linear_backward");
  }, report);
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
  for (const LayerShape& s : std::initializer_list<LayerShape>{{8192, 8192, 8192},
                                                          {16384, 4096, 4096},
                                                          {16384, 4096, 1024},
                                                          {16384, 4096, 14336},
                                                          {16384, 14336, 4096},
                                                          {2048, 4096, 4096},
                                                          {2048, 4096, 1024},
                                                          {2048, 4096, 14336},
                                                          {2048, 14336, 4096},
                                                          {2048, 4096, 128256},
                                                          {8192, 2048, 2048},
                                                          {8192, 2048, 256},
                                                          {8192, 2048, 5632},
                                                          {8192, 5632, 2048}}) {
    time_shape(side, library.get(), s, report);
  }
  time_layers(side, report);
  double ceiling = 0;
  require(device->matmul_ceiling(side.context, 8192, &ceiling), "matmul_ceiling");
  report.timing("matmul_ceiling 8192", 2.0 * 8192.0 * 8192.0 * 8192.0 / ceiling, 2.0 * 8192.0 * 8192.0 * 8192.0,
                "TFLOP/s");
}

}  // namespace df::kernels
