// AdamW with float32 and with 8-bit blockwise states (arXiv 2110.02861, as bitsandbytes).
#include <cmath>

#include "backends/cuda/dynamic_search.cuh"
#include "backends/cuda/elementwise.cuh"
#include "backends/cuda/ops.h"
#include "backends/cuda/reduce.cuh"

using namespace df::cuda;

namespace {

constexpr int kBlock = 256;  // values of an 8-bit block

// What of DfAdamHyper is the same for every parameter, worked out in float64.
struct Scalars {
  float gradient_scale, beta1, one_minus_beta1, beta2, one_minus_beta2, eps;
  float decay;        // 1 - learning rate * weight decay
  float step_size;    // adamw32: lr / (1 - beta1^t); adamw8: the same times correction2
  float correction2;  // sqrt(1 - beta2^t)
};

Scalars scalars_of(const DfAdamHyper& hyper) {
  const double beta1 = hyper.beta1;
  const double beta2 = hyper.beta2;
  const double step = static_cast<double>(hyper.step);
  const double rate = hyper.learning_rate;
  Scalars s;
  s.gradient_scale = hyper.gradient_scale;
  s.beta1 = hyper.beta1;
  s.one_minus_beta1 = static_cast<float>(1.0 - beta1);
  s.beta2 = hyper.beta2;
  s.one_minus_beta2 = static_cast<float>(1.0 - beta2);
  s.eps = hyper.eps;
  s.decay = static_cast<float>(1.0 - rate * hyper.weight_decay);
  s.step_size = static_cast<float>(rate / (1.0 - std::pow(beta1, step)));
  s.correction2 = static_cast<float>(std::sqrt(1.0 - std::pow(beta2, step)));
  return s;
}

DfStatus check_hyper(const DfAdamHyper& hyper, const char* op) {
  DF_REQUIRE(hyper.step >= 1, "%s: step is %lld, the first is 1", op,
             static_cast<long long>(hyper.step));
  DF_REQUIRE(hyper.beta1 >= 0 && hyper.beta1 < 1 && hyper.beta2 >= 0 && hyper.beta2 < 1,
             "%s: betas %g and %g, give values in [0, 1)", op, static_cast<double>(hyper.beta1),
             static_cast<double>(hyper.beta2));
  return ok();
}

struct Adam32 {
  Scalars s;
  float* param;
  const float* grad;
  float* m;
  float* v;
  template <int N>
  __device__ void apply(int64_t, int64_t at) const {
    float p[N], g[N], ms[N], vs[N];
    load_floats<N>(param + at, p);
    load_floats<N>(grad + at, g);
    load_floats<N>(m + at, ms);
    load_floats<N>(v + at, vs);
#pragma unroll
    for (int i = 0; i < N; ++i) {
      const float scaled = __fmul_rn(g[i], s.gradient_scale);
      ms[i] = fmaf(s.one_minus_beta1, scaled - ms[i], ms[i]);
      vs[i] = fmaf(scaled * s.one_minus_beta2, scaled, __fmul_rn(vs[i], s.beta2));
      const float denominator = __fadd_rn(sqrtf(vs[i]) / s.correction2, s.eps);
      p[i] = __fsub_rn(__fmul_rn(p[i], s.decay), __fmul_rn(ms[i], s.step_size) / denominator);
    }
    store_floats<N>(param + at, p);
    store_floats<N>(m + at, ms);
    store_floats<N>(v + at, vs);
  }
};

struct Adam8 {
  float* param;
  const float* grad;
  uint8_t* m_q;
  uint8_t* v_q;
  float* m_absmax;
  float* v_absmax;
  const float* m_map;
  const float* v_map;
  int64_t count;
};

constexpr int kThreads = 256;
constexpr int kValues = kBlock / 32;  // of a lane

// Where lane's value i lies in its block: runs of four neighbours, or lanes side by side.
template <bool kVectors>
__device__ __forceinline__ int place(int i) {
  const int lane = threadIdx.x % 32;
  return kVectors ? i / 4 * 128 + lane * 4 + i % 4 : i * 32 + lane;
}

template <bool kVectors, typename T>
__device__ __forceinline__ void load_block(const T* from, int64_t left, T (&to)[kValues]) {
#pragma unroll
  for (int i = 0; i < kValues; i += kVectors ? 4 : 1) {
    if constexpr (kVectors) {
      const auto four = *reinterpret_cast<const Pack<T, 4>*>(from + place<true>(i));
#pragma unroll
      for (int k = 0; k < 4; ++k) to[i + k] = four.values[k];
    } else {
      to[i] = place<false>(i) < left ? from[place<false>(i)] : T{};
    }
  }
}

template <bool kVectors, typename T>
__device__ __forceinline__ void store_block(T* to, int64_t left, const T (&from)[kValues]) {
#pragma unroll
  for (int i = 0; i < kValues; i += kVectors ? 4 : 1) {
    if constexpr (kVectors) {
      Pack<T, 4> four;
#pragma unroll
      for (int k = 0; k < 4; ++k) four.values[k] = from[i + k];
      *reinterpret_cast<Pack<T, 4>*>(to + place<true>(i)) = four;
    } else if (place<false>(i) < left) {
      to[place<false>(i)] = from[i];
    }
  }
}

__device__ __forceinline__ float approximate_sqrt(float x) {
  float y;
  asm("sqrt.approx.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

// x / divisor, rounded as the division is, for |x| <= divisor: a step of Newton's from the reciprocal
// that all values of a block share, where nothing on the way leaves the normal numbers.
class Quotient {
 public:
  __device__ __forceinline__ explicit Quotient(float divisor)
      : divisor_(divisor), inverse_(1.0f / divisor), plain_(!(divisor >= 0x1p-80f && divisor <= 0x1p100f)) {}
  __device__ __forceinline__ float of(float x) const {
    if (plain_) return x / divisor_;
    const float q = __fmul_rn(x, inverse_);
    return fmaf(fmaf(-q, divisor_, x), inverse_, q);
  }

 private:
  float divisor_, inverse_;
  bool plain_;
};

// A warp a block of values: the moments are dequantized, updated, and quantized again by their new
// absmax; the parameters move by the moments before that rounding. Elements whose gradient is not finite
// keep their parameter and lose their moments.
template <bool kVectors>
__device__ __forceinline__ void adamw8_block(const Scalars& s, const Adam8& a, int64_t block,
                                             const DynamicSearch& m_map, const DynamicSearch& v_map) {
  const int64_t at = block * kBlock, left = a.count - at;
  float grad[kValues], param[kValues], m[kValues], v[kValues];
  uint8_t m_q[kValues], v_q[kValues];
  load_block<kVectors>(a.grad + at, left, grad);
  load_block<kVectors>(a.m_q + at, left, m_q);
  load_block<kVectors>(a.v_q + at, left, v_q);
  load_block<kVectors>(a.param + at, left, param);
  const float m_before = a.m_absmax[block], v_before = a.v_absmax[block];
  float m_top = 0.0f, v_top = 0.0f;
#pragma unroll
  for (int i = 0; i < kValues; ++i) {
    m[i] = v[i] = 0.0f;
    const bool mine = kVectors || place<kVectors>(i) < left;
    if (mine && fabsf(grad[i]) <= 3.402823466e38f) {
      const float g = __fmul_rn(grad[i], s.gradient_scale);
      m[i] = fmaf(__fmul_rn(m_map.values[m_q[i]], m_before), s.beta1, __fmul_rn(g, s.one_minus_beta1));
      v[i] = fmaf(__fmul_rn(v_map.values[v_q[i]], v_before), s.beta2,
                  __fmul_rn(__fmul_rn(g, s.one_minus_beta2), g));
      // Within 2^-21 of the rounded ones: what they move is far smaller than the parameter.
      const float update = __fdividef(m[i], approximate_sqrt(v[i]) + s.correction2 * s.eps);
      param[i] = __fmul_rn(fmaf(-update, s.step_size, param[i]), s.decay);
    }
    m_top = fmaxf(m_top, fabsf(m[i]));
    v_top = fmaxf(v_top, fabsf(v[i]));
  }
  store_block<kVectors>(a.param + at, left, param);
  m_top = warp_max(m_top);
  v_top = warp_max(v_top);
  const Quotient of_m(m_top), of_v(v_top);
#pragma unroll
  for (int i = 0; i < kValues; ++i) {
    int code = dynamic_nearest<true>(m_map, of_m.of(m[i]));
    // The code must keep the sign of the first moment.
    if (signbit(m_map.values[code]) != signbit(m[i])) code = (code + (m[i] > 0.0f ? 1 : -1)) & 255;
    m_q[i] = static_cast<uint8_t>(code);
    v_q[i] = static_cast<uint8_t>(dynamic_nearest<false>(v_map, of_v.of(v[i])));
  }
  store_block<kVectors>(a.m_q + at, left, m_q);
  store_block<kVectors>(a.v_q + at, left, v_q);
  if (threadIdx.x % 32 == 0) {
    a.m_absmax[block] = m_top;
    a.v_absmax[block] = v_top;
  }
}

__global__ void __launch_bounds__(kThreads) adamw8_kernel(Scalars s, Adam8 a, bool vectors) {
  __shared__ float m_shared[512], v_shared[512];
  const DynamicSearch m_map = fill_search(a.m_map, m_shared), v_map = fill_search(a.v_map, v_shared);
  __syncthreads();
  const int64_t blocks = (a.count + kBlock - 1) / kBlock, step = int64_t{gridDim.x} * (kThreads / 32);
  for (int64_t block = int64_t{blockIdx.x} * (kThreads / 32) + threadIdx.x / 32; block < blocks; block += step) {
    if (vectors && (block + 1) * kBlock <= a.count) {
      adamw8_block<true>(s, a, block, m_map, v_map);
    } else {
      adamw8_block<false>(s, a, block, m_map, v_map);
    }
  }
}

}  // namespace

DfStatus df_cuda_adamw32(DfContext* context, const DfAdamW32* args) {
  constexpr const char* kOp = "adamw32";
  const DfAdamW32& a = *args;
  DF_CHECK(check_runs(context, kOp));
  DF_REQUIRE(a.param != nullptr && a.grad != nullptr && a.m != nullptr && a.v != nullptr &&
                 a.count >= 0,
             "%s: param, grad, m and v are needed", kOp);
  DF_CHECK(check_hyper(a.hyper, kOp));
  const bool aligned =
      aligned_to(a.param, 16) && aligned_to(a.grad, 16) && aligned_to(a.m, 16) && aligned_to(a.v, 16);
  return launch_each<4>(context, kOp, 1, a.count, true, aligned,
                        Adam32{scalars_of(a.hyper), a.param, a.grad, a.m, a.v});
}

DfStatus df_cuda_adamw8(DfContext* context, const DfAdamW8* args) {
  constexpr const char* kOp = "adamw8";
  const DfAdamW8& a = *args;
  DF_CHECK(check_runs(context, kOp));
  DF_REQUIRE(a.param != nullptr && a.grad != nullptr && a.m_q != nullptr && a.v_q != nullptr &&
                 a.m_absmax != nullptr && a.v_absmax != nullptr && a.count >= 0,
             "%s: param, grad, m_q, v_q, m_absmax and v_absmax are needed", kOp);
  DF_REQUIRE(a.m_map != nullptr && a.v_map != nullptr, "%s: m_map and v_map are needed", kOp);
  DF_CHECK(check_hyper(a.hyper, kOp));
  if (a.count == 0) return ok();
  Scalars scalars = scalars_of(a.hyper);
  // Here eps is multiplied by the correction instead of the moment being divided by it.
  scalars.step_size *= scalars.correction2;
  const bool vectors = aligned_to(a.param, 16) && aligned_to(a.grad, 16) && aligned_to(a.m_q, 4) && aligned_to(a.v_q, 4);
  const unsigned blocks = grid_stride_blocks(context, ceil_div(a.count, kBlock) * 32, kThreads, 4);
  adamw8_kernel<<<blocks, kThreads, 0, context->stream>>>(
      scalars, Adam8{a.param, a.grad, a.m_q, a.v_q, a.m_absmax, a.v_absmax, a.m_map, a.v_map, a.count}, vectors);
  DF_LAUNCHED(kOp);
  return ok();
}
