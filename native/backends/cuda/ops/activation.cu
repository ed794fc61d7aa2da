// SiLU (arXiv 1702.03118) and GELU in its tanh form (arXiv 1606.08415), alone or gating `up`.
// Both are x * sigmoid(u): u = x for SiLU and u = 2 sqrt(2/pi) (x + 0.044715 x^3) for GELU, because
// (1 + tanh(z)) / 2 = sigmoid(2 z).
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"

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

// With e = exp(-u), s = 1 / (1 + e): s' = s * (1 - s) u' = s * (e s) u'; e s keeps its digits where
// 1 - s would lose them. Where e is infinite, s is 0 and e s has to be 1.
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
    for (int i = 0; i < N; ++i) {
      const float e = negative_exponential<T, kSilu>(x[i]);
      const float s = 1.0f / (1.0f + e);
      const float es = isinf(e) ? 1.0f : e * s;
      float du = 1.0f;
      if constexpr (!kSilu) du = fmaf(x[i] * x[i], 3.0f * kGeluCube, 1.0f) * kGeluSlope;
      const float slope = s * fmaf(x[i] * du, es, 1.0f);
      const float value = x[i] * s;
      const float gated = kGated ? d[i] * u[i] : d[i];
      if constexpr (kGated) u[i] = d[i] * value;
      x[i] = gated * slope;
    }
    if constexpr (kGated) {
      if (dup.data != nullptr) store_floats<N>(dup.at(row, col), u);
    }
    store_floats<N>(dgate.at(row, col), x);
  }
};

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
  bool flat = true, aligned = true;
  for (const DfMatrix* m : {&a.gate, &a.up, &a.dout, &a.dgate, &a.dup}) {
    flat = flat && dense(*m);
    aligned = aligned && aligned_to(*m, 16);
  }
  return with_dtype(dtype, [&](auto sample) {
    using T = decltype(sample);
    return with_form(a.kind == DF_SILU, gated, [&](auto silu, auto is_gated) {
      return launch_each<kVector<T>>(
          context, kOp, a.gate.rows, a.gate.cols, flat, aligned,
          Backward<T, decltype(silu)::value, decltype(is_gated)::value>{
              view<const T>(a.gate), view<const T>(a.up), view<const T>(a.dout), view<T>(a.dgate),
              view<T>(a.dup)});
    });
  });
}
