// AdamW with float32 and with 8-bit blockwise states (arXiv 2110.02861, as bitsandbytes).
#include <cmath>

#include "backends/cuda/dynamic_code.cuh"
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

// A block of values: the moments are dequantized, updated, and quantized again by their new absmax;
// the parameters move by the moments before that rounding. Elements whose gradient is not finite
// keep their parameter and lose their moments.
__global__ void __launch_bounds__(kBlock) adamw8_kernel(Scalars s, Adam8 a) {
  __shared__ float m_map[256], v_map[256], shared[kBlock / 32];
  const int thread = static_cast<int>(threadIdx.x);
  m_map[thread] = a.m_map[thread];
  v_map[thread] = a.v_map[thread];
  __syncthreads();
  const int64_t block = blockIdx.x;
  const int64_t at = block * kBlock + thread;
  const bool mine = at < a.count;
  float m = 0.0f, v = 0.0f;
  if (mine) {
    const float raw = a.grad[at];
    const float before = a.param[at];
    const bool finite = fabsf(raw) <= 3.402823466e38f;
    if (finite) {
      const float g = __fmul_rn(raw, s.gradient_scale);
      const float m_old = __fmul_rn(m_map[a.m_q[at]], a.m_absmax[block]);
      const float v_old = __fmul_rn(v_map[a.v_q[at]], a.v_absmax[block]);
      m = fmaf(m_old, s.beta1, __fmul_rn(g, s.one_minus_beta1));
      v = fmaf(v_old, s.beta2, __fmul_rn(__fmul_rn(g, s.one_minus_beta2), g));
      const float update = m / __fadd_rn(sqrtf(v), __fmul_rn(s.correction2, s.eps));
      a.param[at] = __fmul_rn(fmaf(-update, s.step_size, before), s.decay);
    }
  }
  const float m_absmax = row_max(fabsf(m), shared);
  const float v_absmax = row_max(fabsf(v), shared);
  __syncthreads();  // every thread has read the old absmax
  if (thread == 0) {
    a.m_absmax[block] = m_absmax;
    a.v_absmax[block] = v_absmax;
  }
  if (!mine) return;
  int code = dynamic_code(m_map, m / m_absmax);
  // The code must keep the sign of the first moment.
  if (signbit(m_map[code]) != signbit(m)) code = (code + (m > 0.0f ? 1 : -1)) & 255;
  a.m_q[at] = static_cast<uint8_t>(code);
  a.v_q[at] = static_cast<uint8_t>(dynamic_code(v_map, v / v_absmax));
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
  adamw8_kernel<<<static_cast<unsigned>(ceil_div(a.count, kBlock)), kBlock, 0, context->stream>>>(
      scalars, Adam8{a.param, a.grad, a.m_q, a.v_q, a.m_absmax, a.v_absmax, a.m_map, a.v_map,
                     a.count});
  DF_LAUNCHED(kOp);
  return ok();
}
