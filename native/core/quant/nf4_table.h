// NormalFloat4 (QLoRA, arXiv 2305.14314, appendix E), with the values and decision thresholds of
// bitsandbytes: quantiles of N(0,1), scaled to [-1, 1], zero exact. Shared by core and backends.
#pragma once

namespace df {

inline constexpr int kNf4Levels = 16;

// Value of each code. bitsandbytes' float32 constants, digit by digit.
inline constexpr float kNf4Values[kNf4Levels] = {
    -1.0f,
    -0.6961928009986877f,
    -0.5250730514526367f,
    -0.39491748809814453f,
    -0.28444138169288635f,
    -0.18477343022823334f,
    -0.09105003625154495f,
    0.0f,
    0.07958029955625534f,
    0.16093020141124725f,
    0.24611230194568634f,
    0.33791524171829224f,
    0.44070982933044434f,
    0.5626170039176941f,
    0.7229568362236023f,
    1.0f,
};

// A scaled value x has the code "number of thresholds strictly below x": a value on a threshold
// takes the lower code, and NaN (an all-zero block: 0 * 1/0) takes code 0. These are bitsandbytes'
// constants; they are not all the exact midpoints of the values.
inline constexpr float kNf4Thresholds[kNf4Levels - 1] = {
    -0.8480964004993439f,
    -0.6106329262256622f,
    -0.4599952697753906f,
    -0.33967943489551544f,
    -0.23460740596055984f,
    -0.13791173323988914f,
    -0.045525018125772476f,
    0.03979014977812767f,
    0.1202552504837513f,
    0.2035212516784668f,
    0.2920137718319893f,
    0.3893125355243683f,
    0.5016634166240692f,
    0.6427869200706482f,
    0.8614784181118011f,
};

constexpr int nf4_code(float scaled) {
  int code = 0;
  for (float threshold : kNf4Thresholds) code += scaled > threshold ? 1 : 0;
  return code;
}

}  // namespace df
