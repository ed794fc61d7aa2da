// AdamW with float32 and with 8-bit blockwise states.
#include <algorithm>
#include <cmath>

#include "backends/cpu/context.h"
#include "backends/cpu/matrix_check.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/simd/optimizer.h"
#include "backends/cpu/status_util.h"

using namespace df::cpu;

namespace {

constexpr int64_t kChunk = 16 * 1024;

DfStatus check_hyper(const DfAdamHyper& hyper, const char* op) {
  DF_REQUIRE(hyper.step >= 1, "%s: step is %lld, the first is 1", op,
             static_cast<long long>(hyper.step));
  DF_REQUIRE(hyper.beta1 >= 0 && hyper.beta1 < 1 && hyper.beta2 >= 0 && hyper.beta2 < 1,
             "%s: betas %g and %g, give values in [0, 1)", op, static_cast<double>(hyper.beta1),
             static_cast<double>(hyper.beta2));
  return ok();
}

AdamScalars scalars_of(const DfAdamHyper& hyper) {
  const double beta1 = hyper.beta1;
  const double beta2 = hyper.beta2;
  const double step = static_cast<double>(hyper.step);
  const double rate = hyper.learning_rate;
  AdamScalars s;
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

}  // namespace

DfStatus df_cpu_adamw32(DfContext* context, const DfAdamW32* args) {
  constexpr const char* kOp = "adamw32";
  DF_REQUIRE(args->param != nullptr && args->grad != nullptr && args->m != nullptr &&
                 args->v != nullptr && args->count >= 0,
             "%s: param, grad, m and v are needed", kOp);
  DF_CHECK(check_hyper(args->hyper, kOp));
  const AdamScalars scalars = scalars_of(args->hyper);
  const auto step = optimizer_kernels(context->isa).adamw32;
  parallel_for(context, args->count, kChunk, [&](int64_t begin, int64_t end) {
    step(scalars, args->param + begin, args->grad + begin, args->m + begin, args->v + begin,
         end - begin);
  });
  return ok();
}

DfStatus df_cpu_adamw8(DfContext* context, const DfAdamW8* args) {
  constexpr const char* kOp = "adamw8";
  DF_REQUIRE(args->param != nullptr && args->grad != nullptr && args->m_q != nullptr &&
                 args->v_q != nullptr && args->m_absmax != nullptr && args->v_absmax != nullptr &&
                 args->count >= 0,
             "%s: param, grad, m_q, v_q, m_absmax and v_absmax are needed", kOp);
  DF_REQUIRE(args->m_map != nullptr && args->v_map != nullptr, "%s: m_map and v_map are needed",
             kOp);
  DF_CHECK(check_hyper(args->hyper, kOp));
  AdamScalars scalars = scalars_of(args->hyper);
  // Here eps is multiplied by the correction instead of the moment being divided by it.
  scalars.step_size *= scalars.correction2;
  const auto step = optimizer_kernels(context->isa).adamw8_block;
  parallel_for(context, args->count, kChunk, [&](int64_t begin, int64_t end) {
    for (int64_t at = begin; at < end; at += kAdam8Block) {
      const int64_t block = at / kAdam8Block;
      step(scalars, args->param + at, args->grad + at, args->m_q + at, args->v_q + at,
           args->m_absmax + block, args->v_absmax + block, args->m_map, args->v_map,
           std::min(kAdam8Block, end - at));
    }
  });
  return ok();
}
