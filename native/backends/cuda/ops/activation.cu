// SiLU (arXiv 1702.03118) and GELU in its tanh form (arXiv 1606.08415), alone or gating `up`.
// Both are x * sigmoid(u): u = x for SiLU and u = 2 sqrt(2/pi) (x + 0.044715 x^3) for GELU, because
// (1 + tanh(z)) / 2 = sigmoid(2 z).
#include <type_traits>

#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/gemm/column_sums.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/scratch.h"

using namespace df::cuda;

namespace {

constexpr float kGeluSlope = 1.5957691216057308f;  // 2 sqrt(2/pi)
constexpr float kGeluCube = 0.044715f;

template <typename T, bool kSilu>
__device__ __forceinline__ float negative_exponential(float x) {
  if constexpr (kSilu) return exp_for<T>(-x);
  return exp_for<T>(-(x * kGeluSlope * fmaf(x * x, kGeluCube, 1.0f)));
}

template <typename T, bool kSilu, bool kGated>
struct Forward {
  View<const T> gate, up;
  View<T> out;
  template <int N>
  __device__ void apply(int64_t row, int64_t col) const {
    float x[N], u[N];
    load_floats<N>(gate.at(row, col), x);
    if constexpr (kGated) load_floats<N>(up.at(row, col), u);
#pragma unroll
    for (int i = 0; i < N; ++i) {
      x[i] = x[i] / (1.0f + negative_exponential<T, kSilu>(x[i]));
      if constexpr (kGated) x[i] *= u[i];
    }
    store_floats<N>(out.at(row, col), x);
  }
};

// In: gate's value x, up's value u, out's gradient d. Out: gate's gradient in x, up's in u.
// With e = exp(-u), s = 1 / (1 + e): s' = s * (1 - s) u' = s * (e s) u'; e s keeps its digits where
// 1 - s would lose them. Where e is infinite, s is 0 and e s has to be 1.
template <typename T, bool kSilu, bool kGated>
__device__ __forceinline__ void gradients(float& x, float& u, float d) {
  const float e = negative_exponential<T, kSilu>(x);
  const float s = 1.0f / (1.0f + e);
  const float es = isinf(e) ? 1.0f : e * s;
  float du = 1.0f;
  if constexpr (!kSilu) du = fmaf(x * x, 3.0f * kGeluCube, 1.0f) * kGeluSlope;
  const float slope = s * fmaf(x * du, es, 1.0f);
  const float value = x * s;
  const float gated = kGated ? d * u : d;
  if constexpr (kGated) u = d * value;
  x = gated * slope;
}

template <typename T, bool kSilu, bool kGated>
struct Backward {
  View<const T> gate, up, dout;
  View<T> dgate, dup;
  template <int N>
  __device__ void apply(int64_t row, int64_t col) const {
    float x[N], u[N], d[N];
    load_floats<N>(gate.at(row, col), x);
    load_floats<N>(dout.at(row, col), d);
    if constexpr (kGated) load_floats<N>(up.at(row, col), u);
#pragma unroll
    for (int i = 0; i < N; ++i) gradients<T, kSilu, kGated>(x[i], u[i], d[i]);
    if constexpr (kGated) {
      if (dup.data != nullptr) store_floats<N>(dup.at(row, col), u);
    }
    store_floats<N>(dgate.at(row, col), x);
  }
};

constexpr int kColumnThreads = 128;

// The same by columns, with the sums of the magnitudes: a thread takes N columns of a piece of the rows.
// partials[0][piece][col] belongs to gate, partials[1] to up.
template <typename T, bool kSilu, bool kGated, int N>
__global__ void __launch_bounds__(kColumnThreads) backward_columns_kernel(Backward<T, kSilu, kGated> f, int64_t rows,
                                                                          int64_t cols, int64_t pieces,
                                                                          const float* gate_bias, const float* up_bias,
                                                                          float* partials) {
  const int64_t col = (int64_t{blockIdx.x} * kColumnThreads + threadIdx.x) * N;
  if (col >= cols) return;
  const int64_t begin = rows * blockIdx.y / pieces, end = rows * (blockIdx.y + 1) / pieces;
  float gate_sum[N] = {}, up_sum[N] = {}, gate_less[N], up_less[N];
#pragma unroll
  for (int i = 0; i < N; ++i) {
    gate_less[i] = gate_bias != nullptr ? gate_bias[col + i] : 0.0f;
    up_less[i] = up_bias != nullptr ? up_bias[col + i] : 0.0f;
  }
#pragma unroll 2
  for (int64_t row = begin; row < end; ++row) {
    float x[N], u[N] = {}, d[N];
    load_floats<N>(f.gate.at(row, col), x);
    load_floats<N>(f.dout.at(row, col), d);
    if constexpr (kGated) load_floats<N>(f.up.at(row, col), u);
#pragma unroll
    for (int i = 0; i < N; ++i) {
      const float gate = x[i] - gate_less[i], up = u[i] - up_less[i];
      gradients<T, kSilu, kGated>(x[i], u[i], d[i]);
      gate_sum[i] = fmaf(x[i], gate, gate_sum[i]);
      if constexpr (kGated) up_sum[i] = fmaf(u[i], up, up_sum[i]);
    }
    if constexpr (kGated) store_floats<N>(f.dup.at(row, col), u);
    store_floats<N>(f.dgate.at(row, col), x);
  }
  float* out = partials + blockIdx.y * cols + col;
#pragma unroll
  for (int i = 0; i < N; ++i) {
    out[i] = gate_sum[i];
    if constexpr (kGated) out[pieces * cols + i] = up_sum[i];
  }
}

bool wants_sums(const DfActivationBackward& a) {
  return a.gate_magnitude.gradient != nullptr || a.up_magnitude.gradient != nullptr;
}

template <typename T, bool kSilu, bool kGated>
DfStatus run_columns(DfContext* context, const DfActivationBackward& a, bool aligned,
                     const Backward<T, kSilu, kGated>& f) {
  ScratchCutter cutter(a.scratch);
  const int64_t rows = a.gate.rows, cols = a.gate.cols, pieces = column_pieces(rows);
  auto* partials = static_cast<float*>(cutter.bytes(column_sum_bytes(rows, cols)));
  const auto launch = [&](auto width) {
    constexpr int kWidth = decltype(width)::value;
    const dim3 grid(static_cast<unsigned>(ceil_div(cols, kColumnThreads * kWidth)), static_cast<unsigned>(pieces));
    backward_columns_kernel<T, kSilu, kGated, kWidth><<<grid, kColumnThreads, 0, context->stream>>>(
        f, rows, cols, pieces, a.gate_magnitude.bias, a.up_magnitude.bias, partials);
  };
  if (aligned && cols % kVector<T> == 0) {
    launch(std::integral_constant<int, kVector<T>>{});
  } else {
    launch(std::integral_constant<int, 1>{});
  }
  DF_LAUNCHED("activation_backward");
  return finish_columns(context, ColumnFinish{partials, pieces, cols,
                                              {a.gate_magnitude.gradient, kGated ? a.up_magnitude.gradient : nullptr},
                                              {a.gate_magnitude.magnitude, a.up_magnitude.magnitude}});
}

DfStatus check_magnitude(const char* op, const DfMagnitude& m) {
  DF_REQUIRE(m.gradient == nullptr || m.magnitude != nullptr, "%s: a magnitude's gradient is wanted without it", op);
  return ok();
}

DfStatus check_kind(const char* op, int32_t kind) {
  DF_REQUIRE(kind == DF_SILU || kind == DF_GELU_TANH, "%s: kind %d is neither SILU nor GELU_TANH",
             op, kind);
  return ok();
}

// function(silu, gated) with both as compile-time constants.
template <typename Function>
DfStatus with_form(bool silu, bool gated, Function function) {
  if (silu) return gated ? function(std::true_type{}, std::true_type{})
                         : function(std::true_type{}, std::false_type{});
  return gated ? function(std::false_type{}, std::true_type{})
               : function(std::false_type{}, std::false_type{});
}

}  // namespace

DfStatus df_cuda_activation_forward(DfContext* context, const DfActivationForward* args) {
  constexpr const char* kOp = "activation_forward";
  const DfActivationForward& a = *args;
  DF_CHECK(check_kind(kOp, a.kind));
  DF_CHECK(check_activations(context, a.gate, kOp, "gate"));
  const int32_t dtype = a.gate.dtype;
  DF_CHECK(check_matrix(a.out, kOp, "out", dtype, a.gate.rows, a.gate.cols));
  const bool gated = a.up.data != nullptr;
  if (gated) DF_CHECK(check_matrix(a.up, kOp, "up", dtype, a.gate.rows, a.gate.cols));
  const bool flat = dense(a.gate) && dense(a.up) && dense(a.out);
  const bool aligned = aligned_to(a.gate, 16) && aligned_to(a.up, 16) && aligned_to(a.out, 16);
  return with_dtype(dtype, [&](auto sample) {
    using T = decltype(sample);
    return with_form(a.kind == DF_SILU, gated, [&](auto silu, auto is_gated) {
      return launch_each<kVector<T>>(
          context, kOp, a.gate.rows, a.gate.cols, flat, aligned,
          Forward<T, decltype(silu)::value, decltype(is_gated)::value>{
              view<const T>(a.gate), view<const T>(a.up), view<T>(a.out)});
    });
  });
}

uint64_t df_cuda_activation_backward_workspace(DfContext*, const DfActivationBackward* args) {
  return wants_sums(*args) ? column_sum_bytes(args->gate.rows, args->gate.cols) : 0;
}

DfStatus df_cuda_activation_backward(DfContext* context, const DfActivationBackward* args) {
  constexpr const char* kOp = "activation_backward";
  const DfActivationBackward& a = *args;
  DF_CHECK(check_kind(kOp, a.kind));
  DF_CHECK(check_activations(context, a.gate, kOp, "gate"));
  const int32_t dtype = a.gate.dtype;
  DF_CHECK(check_matrix(a.dout, kOp, "dout", dtype, a.gate.rows, a.gate.cols));
  DF_CHECK(check_matrix(a.dgate, kOp, "dgate", dtype, a.gate.rows, a.gate.cols));
  const bool gated = a.up.data != nullptr;
  const bool with_dup = a.dup.data != nullptr;
  DF_REQUIRE(gated || !with_dup, "%s: dup is wanted but up is missing", kOp);
  if (gated) DF_CHECK(check_matrix(a.up, kOp, "up", dtype, a.gate.rows, a.gate.cols));
  if (with_dup) DF_CHECK(check_matrix(a.dup, kOp, "dup", dtype, a.gate.rows, a.gate.cols));
  DF_CHECK(check_magnitude(kOp, a.gate_magnitude));
  DF_CHECK(check_magnitude(kOp, a.up_magnitude));
  DF_REQUIRE(with_dup || !(gated && wants_sums(a)), "%s: magnitudes need dup", kOp);
  DF_CHECK(check_scratch(a.scratch, kOp, df_cuda_activation_backward_workspace(context, args)));
  if (a.gate.rows == 0 || a.gate.cols == 0) return ok();
  bool flat = true, aligned = true;
  for (const DfMatrix* m : {&a.gate, &a.up, &a.dout, &a.dgate, &a.dup}) {
    flat = flat && dense(*m);
    aligned = aligned && aligned_to(*m, 16);
  }
  return with_dtype(dtype, [&](auto sample) {
    using T = decltype(sample);
    return with_form(a.kind == DF_SILU, gated, [&](auto silu, auto is_gated) {
      const Backward<T, decltype(silu)::value, decltype(is_gated)::value> function{
          view<const T>(a.gate), view<const T>(a.up), view<const T>(a.dout), view<T>(a.dgate), view<T>(a.dup)};
      if (wants_sums(a)) return run_columns(context, a, aligned, function);
      return launch_each<kVector<T>>(context, kOp, a.gate.rows, a.gate.cols, flat, aligned, function);
    });
  });
}
