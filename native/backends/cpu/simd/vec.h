// Sixteen float lanes on every instruction set: one zmm, two ymm or four xmm registers.
//
// Included by the simd/*.inl kernels, inside translation units named *_scalar.cpp, *_avx2.cpp and
// *_avx512.cpp, which define DF_ISA to the namespace of their copy:
//
//   #define DF_ISA avx2                       // foo_avx2.cpp
//   #include "backends/cpu/simd/foo.inl"
//
// The lane count is the same everywhere, so sums are added in the same order on every machine
// (only the fused multiply-add differs: the scalar set has none). Everything here is static and
// always inlined: a copy emitted out of line could be picked by the linker for another set.
// Kernels must not use the standard library's inline functions for the same reason.
//
// A plain vector_size(64) type would do the same, but GCC keeps those in memory when the registers
// are narrower; a struct of native vectors stays in registers.
#pragma once

#include <stdint.h>

#if defined(__AVX2__)
// GCC 12 takes the deliberately undefined registers of its own header for a mistake (GCC bug
// 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif

#ifndef DF_ISA
#error "define DF_ISA (scalar, avx2 or avx512) before including vec.h"
#endif

#define DF_INLINE static inline __attribute__((always_inline))
#define DF_EACH_PIECE _Pragma("GCC unroll 4") for (int piece = 0; piece < kPieces; ++piece)

namespace df::cpu::DF_ISA {
namespace {

#if defined(__AVX512F__)
constexpr int kPieceBytes = 64;
#elif defined(__AVX2__)
constexpr int kPieceBytes = 32;
#else
constexpr int kPieceBytes = 16;
#endif
constexpr int kLanes = 16;
constexpr int kPieces = 64 / kPieceBytes;
constexpr int kPieceLanes = kLanes / kPieces;

typedef float FloatPiece __attribute__((vector_size(kPieceBytes)));
typedef int32_t IntPiece __attribute__((vector_size(kPieceBytes)));
typedef uint32_t UintPiece __attribute__((vector_size(kPieceBytes)));
typedef float FloatPieceAt __attribute__((vector_size(kPieceBytes), aligned(4), may_alias));
typedef int32_t IntPieceAt __attribute__((vector_size(kPieceBytes), aligned(4), may_alias));

struct Vec {
  FloatPiece p[kPieces];
};
// Also the result of comparisons: -1 (true) or 0 in every lane.
struct IVec {
  IntPiece p[kPieces];
};

#define DF_VEC_BINARY(Type, op)                   \
  DF_INLINE Type operator op(Type a, Type b) {    \
    DF_EACH_PIECE a.p[piece] = a.p[piece] op b.p[piece]; \
    return a;                                     \
  }
DF_VEC_BINARY(Vec, +)
DF_VEC_BINARY(Vec, -)
DF_VEC_BINARY(Vec, *)
DF_VEC_BINARY(Vec, /)
DF_VEC_BINARY(IVec, &)
DF_VEC_BINARY(IVec, |)
DF_VEC_BINARY(IVec, ^)
#undef DF_VEC_BINARY

// Integers wrap, as the instructions do.
DF_INLINE IVec operator+(IVec a, IVec b) {
  DF_EACH_PIECE a.p[piece] = (IntPiece)((UintPiece)a.p[piece] + (UintPiece)b.p[piece]);
  return a;
}
DF_INLINE IVec operator-(IVec a, IVec b) {
  DF_EACH_PIECE a.p[piece] = (IntPiece)((UintPiece)a.p[piece] - (UintPiece)b.p[piece]);
  return a;
}

#define DF_VEC_COMPARE(op)                                           \
  DF_INLINE IVec operator op(Vec a, Vec b) {                         \
    IVec r;                                                          \
    DF_EACH_PIECE r.p[piece] = (IntPiece)(a.p[piece] op b.p[piece]); \
    return r;                                                        \
  }                                                                  \
  DF_INLINE IVec operator op(IVec a, IVec b) {                       \
    IVec r;                                                          \
    DF_EACH_PIECE r.p[piece] = (IntPiece)(a.p[piece] op b.p[piece]); \
    return r;                                                        \
  }
DF_VEC_COMPARE(<)
DF_VEC_COMPARE(<=)
DF_VEC_COMPARE(>)
DF_VEC_COMPARE(>=)
DF_VEC_COMPARE(==)
#undef DF_VEC_COMPARE

DF_INLINE Vec operator-(Vec a) {
  DF_EACH_PIECE a.p[piece] = -a.p[piece];
  return a;
}
DF_INLINE Vec& operator+=(Vec& a, Vec b) { return a = a + b; }
DF_INLINE Vec& operator*=(Vec& a, Vec b) { return a = a * b; }

DF_INLINE Vec splat(float x) {
  Vec r;
  DF_EACH_PIECE r.p[piece] = x - FloatPiece{};
  return r;
}
DF_INLINE IVec isplat(int32_t x) {
  IVec r;
  DF_EACH_PIECE r.p[piece] = x - IntPiece{};
  return r;
}
DF_INLINE Vec operator*(Vec a, float b) { return a * splat(b); }

DF_INLINE Vec load(const float* from) {
  Vec r;
  DF_EACH_PIECE r.p[piece] = *(const FloatPieceAt*)(from + piece * kPieceLanes);
  return r;
}
DF_INLINE void store(float* to, Vec v) {
  DF_EACH_PIECE *(FloatPieceAt*)(to + piece * kPieceLanes) = v.p[piece];
}
DF_INLINE IVec iload(const int32_t* from) {
  IVec r;
  DF_EACH_PIECE r.p[piece] = *(const IntPieceAt*)(from + piece * kPieceLanes);
  return r;
}
DF_INLINE void istore(int32_t* to, IVec v) {
  DF_EACH_PIECE *(IntPieceAt*)(to + piece * kPieceLanes) = v.p[piece];
}

#if defined(__AVX2__) && !defined(__AVX512F__)
// -1 in the lanes of this piece that belong to the first n of the vector.
DF_INLINE __m256i first_lanes(int64_t n, int piece) {
  const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n - piece * kPieceLanes), lane);
}
#endif

// The first n lanes (0 <= n <= 16); the others are zero, and memory past n is not touched.
DF_INLINE Vec load_first(const float* from, int64_t n) {
#if defined(__AVX512F__)
  return Vec{{(FloatPiece)_mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1u), from)}};
#elif defined(__AVX2__)
  Vec r;
  DF_EACH_PIECE {
    r.p[piece] = (FloatPiece)_mm256_maskload_ps(from + piece * kPieceLanes, first_lanes(n, piece));
  }
  return r;
#else
  float lanes[kLanes] __attribute__((aligned(64))) = {};
  for (int64_t i = 0; i < n; ++i) lanes[i] = from[i];
  return load(lanes);
#endif
}
DF_INLINE void store_first(float* to, Vec v, int64_t n) {
#if defined(__AVX512F__)
  _mm512_mask_storeu_ps(to, (__mmask16)((1u << n) - 1u), (__m512)v.p[0]);
#elif defined(__AVX2__)
  DF_EACH_PIECE {
    _mm256_maskstore_ps(to + piece * kPieceLanes, first_lanes(n, piece), (__m256)v.p[piece]);
  }
#else
  float lanes[kLanes] __attribute__((aligned(64)));
  store(lanes, v);
  for (int64_t i = 0; i < n; ++i) to[i] = lanes[i];
#endif
}

// a * b + c, in one rounding where the set has it.
DF_INLINE Vec fma(Vec a, Vec b, Vec c) {
#if defined(__AVX512F__)
  return Vec{{(FloatPiece)_mm512_fmadd_ps((__m512)a.p[0], (__m512)b.p[0], (__m512)c.p[0])}};
#elif defined(__AVX2__)
  DF_EACH_PIECE c.p[piece] = (FloatPiece)_mm256_fmadd_ps((__m256)a.p[piece], (__m256)b.p[piece],
                                                         (__m256)c.p[piece]);
  return c;
#else
  return a * b + c;
#endif
}

DF_INLINE Vec select(IVec mask, Vec yes, Vec no) {
  DF_EACH_PIECE no.p[piece] = mask.p[piece] ? yes.p[piece] : no.p[piece];
  return no;
}
DF_INLINE IVec iselect(IVec mask, IVec yes, IVec no) {
  DF_EACH_PIECE no.p[piece] = mask.p[piece] ? yes.p[piece] : no.p[piece];
  return no;
}
// A NaN in b comes through, a NaN in a does not (as the x86 instructions).
#if defined(__AVX512F__)
DF_INLINE Vec max(Vec a, Vec b) {
  return Vec{{(FloatPiece)_mm512_max_ps((__m512)a.p[0], (__m512)b.p[0])}};
}
DF_INLINE Vec min(Vec a, Vec b) {
  return Vec{{(FloatPiece)_mm512_min_ps((__m512)a.p[0], (__m512)b.p[0])}};
}
#else
DF_INLINE Vec max(Vec a, Vec b) { return select(a > b, a, b); }
DF_INLINE Vec min(Vec a, Vec b) { return select(a < b, a, b); }
#endif

DF_INLINE IVec as_int(Vec v) {
  IVec r;
  DF_EACH_PIECE r.p[piece] = (IntPiece)v.p[piece];
  return r;
}
DF_INLINE Vec as_float(IVec v) {
  Vec r;
  DF_EACH_PIECE r.p[piece] = (FloatPiece)v.p[piece];
  return r;
}
DF_INLINE Vec abs(Vec v) { return as_float(as_int(v) & isplat(0x7fffffff)); }

DF_INLINE Vec to_float(IVec v) {
  Vec r;
  DF_EACH_PIECE r.p[piece] = __builtin_convertvector(v.p[piece], FloatPiece);
  return r;
}
// Truncates towards zero; the value must fit.
DF_INLINE IVec to_int(Vec v) {
  IVec r;
  DF_EACH_PIECE r.p[piece] = __builtin_convertvector(v.p[piece], IntPiece);
  return r;
}
DF_INLINE IVec shift_left(IVec v, int bits) {
  DF_EACH_PIECE v.p[piece] = v.p[piece] << bits;
  return v;
}
// Logical: zeros come in.
DF_INLINE IVec shift_right(IVec v, int bits) {
  DF_EACH_PIECE v.p[piece] = (IntPiece)((UintPiece)v.p[piece] >> bits);
  return v;
}

DF_INLINE Vec sqrt(Vec v) {
#if defined(__AVX512F__)
  return Vec{{(FloatPiece)_mm512_sqrt_ps((__m512)v.p[0])}};
#elif defined(__AVX2__)
  DF_EACH_PIECE v.p[piece] = (FloatPiece)_mm256_sqrt_ps((__m256)v.p[piece]);
  return v;
#else
  DF_EACH_PIECE {
    for (int lane = 0; lane < kPieceLanes; ++lane) {
      v.p[piece][lane] = __builtin_sqrtf(v.p[piece][lane]);
    }
  }
  return v;
#endif
}

typedef float Quad __attribute__((vector_size(16)));

// Folds the pieces of a vector, lanes j and j + 8, then j and j + 4: the same order on every set.
#if defined(__AVX512F__)
#define DF_FOLD(fold, v)                                                                     \
  const __m256 halves = fold((__m256)_mm512_castps512_ps256((__m512)v.p[0]),                 \
                             (__m256)_mm512_extractf32x8_ps((__m512)v.p[0], 1));             \
  Quad quad = fold((Quad)_mm256_castps256_ps128(halves), (Quad)_mm256_extractf128_ps(halves, 1))
#elif defined(__AVX2__)
#define DF_FOLD(fold, v)                                                              \
  const __m256 halves = fold((__m256)v.p[0], (__m256)v.p[1]);                         \
  Quad quad = fold((Quad)_mm256_castps256_ps128(halves), (Quad)_mm256_extractf128_ps(halves, 1))
#else
#define DF_FOLD(fold, v) Quad quad = fold(fold(v.p[0], v.p[2]), fold(v.p[1], v.p[3]))
#endif
#define DF_FOLD_ADD(a, b) ((a) + (b))
#define DF_FOLD_MAX(a, b) ((a) > (b) ? (a) : (b))

// Lanes j, j + 4, j + 8 and j + 12 added; reduce_add(v) is (0 + 2) + (1 + 3) of these.
DF_INLINE Quad fold_add(Vec v) {
  DF_FOLD(DF_FOLD_ADD, v);
  return quad;
}
DF_INLINE float reduce_add(Vec v) {
  DF_FOLD(DF_FOLD_ADD, v);
  quad = quad + __builtin_shufflevector(quad, quad, 2, 3, 0, 1);
  return quad[0] + quad[1];
}
DF_INLINE float reduce_max(Vec v) {
  DF_FOLD(DF_FOLD_MAX, v);
  quad = DF_FOLD_MAX(quad, __builtin_shufflevector(quad, quad, 2, 3, 0, 1));
  return quad[0] > quad[1] ? quad[0] : quad[1];
}
#undef DF_FOLD
#undef DF_FOLD_ADD
#undef DF_FOLD_MAX

}  // namespace
}  // namespace df::cpu::DF_ISA
