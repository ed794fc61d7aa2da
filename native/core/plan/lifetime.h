// The moments of a run, and sets of them.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace df {

// A set of moments at which a buffer's contents matter; a set, not an interval, because what backward
// recomputes may be given up while the head runs.
class Lifetime {
 public:
  static constexpr int kMoments = 512;

  constexpr Lifetime() = default;
  static constexpr Lifetime at(int moment) {
    Lifetime l;
    l.words_[static_cast<size_t>(moment / 64)] = uint64_t{1} << (moment % 64);
    return l;
  }
  static constexpr Lifetime range(int begin, int end) {
    Lifetime l;
    for (int i = begin; i < end; ++i) l = l | at(i);
    return l;
  }
  constexpr bool has(int moment) const { return words_[static_cast<size_t>(moment / 64)] >> (moment % 64) & 1; }
  constexpr bool meets(const Lifetime& other) const {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] & other.words_[i]) return true;
    }
    return false;
  }
  constexpr Lifetime operator|(const Lifetime& other) const {
    Lifetime l;
    for (size_t i = 0; i < words_.size(); ++i) l.words_[i] = words_[i] | other.words_[i];
    return l;
  }
  // Moments in the set.
  constexpr int length() const {
    int count = 0;
    for (const uint64_t word : words_) count += std::popcount(word);
    return count;
  }
  constexpr bool operator==(const Lifetime&) const = default;

 private:
  std::array<uint64_t, kMoments / 64> words_{};
};

// kForward: the blocks, each first up to the projections of q, k and v (kForwardInputs), then the rest
// of it; kFinal: the norm behind the last block.
inline constexpr int kFirstOfBackward = 6;
inline constexpr Lifetime kLoad = Lifetime::at(0), kForwardInputs = Lifetime::at(1), kForwardRest = Lifetime::at(2),
                          kForward = kForwardInputs | kForwardRest, kFinal = Lifetime::at(3), kHead = Lifetime::at(4),
                          kUpdate = Lifetime::at(5),
                          kBackward = Lifetime::range(kFirstOfBackward, Lifetime::kMoments);
inline constexpr Lifetime kAlways = Lifetime::range(0, Lifetime::kMoments);

// The parts of a block's backward pass, in their order.
enum class Part {
  kRestoreInputs,  // what forward did not keep, up to the projections of q, k and v
  kRestore,        // and up to the MLP's input
  kMlp,            // the MLP (restored piece by piece), the norm before it
  kAttention,      // the output projection, attention
  kInputs,         // the projections of q, k and v, the norm before them
};

// The moments of backward, from the last block to the first. Of more blocks than there are moments,
// neighbours share them.
class BackwardMoments {
 public:
  explicit BackwardMoments(int64_t layers) : layers_(layers) {}

  Lifetime at(int64_t layer, Part part) const { return Lifetime::at(moment(layer, part)); }
  // This part of every block.
  Lifetime each(Part part) const {
    Lifetime l;
    for (int64_t layer = 0; layer < layers_; ++layer) l = l | at(layer, part);
    return l;
  }
  // From backward's beginning to the end of this part, and from this part's beginning to backward's
  // end. Blocks that share their moments run one after another within them: their ends are rounded.
  Lifetime until(int64_t layer, Part part) const {
    return Lifetime::range(kFirst, moment(layer, shared() ? Part::kInputs : part) + 1);
  }
  Lifetime from(int64_t layer, Part part) const {
    return Lifetime::range(moment(layer, shared() ? Part::kRestoreInputs : part), Lifetime::kMoments);
  }

 private:
  static constexpr int kFirst = kFirstOfBackward, kParts = 5;
  static constexpr int64_t kMostBlocks = (Lifetime::kMoments - kFirst) / kParts;

  bool shared() const { return layers_ > kMostBlocks; }
  int moment(int64_t layer, Part part) const {
    const int64_t order = layers_ - 1 - layer;
    const int64_t place = shared() ? order * kMostBlocks / layers_ : order;
    return kFirst + static_cast<int>(place) * kParts + static_cast<int>(part);
  }

  int64_t layers_;
};

}  // namespace df
