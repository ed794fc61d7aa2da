#include "fuzz_targets.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/formats/model_config.h"
#include "core/formats/model_tensors.h"
#include "core/formats/peft_config.h"
#include "core/formats/pickle_guard.h"
#include "core/formats/safetensors.h"
#include "core/train/checkpoint_manifest.h"

namespace df::fuzz {
namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "invariant broken: %s\n", what);
  abort();
}

template <typename Action>
void guarded(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    require(!error.field().empty(), "an error has a field");
  }
}

std::string_view text_of(const uint8_t* data, size_t bytes) {
  return {reinterpret_cast<const char*>(data), bytes};
}

// A file in memory that can be opened by path.
class MemoryFile {
 public:
  MemoryFile(const uint8_t* data, size_t bytes) : fd_(memfd_create("fuzz", MFD_CLOEXEC)) {
    require(fd_ >= 0, "memfd_create");
    require(write(fd_, data, bytes) == static_cast<ssize_t>(bytes), "write");
  }
  ~MemoryFile() { close(fd_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

}  // namespace

void safetensors(const uint8_t* data, size_t bytes) {
  (void)pickle_sign(std::span<const uint8_t>(data, bytes));
  const MemoryFile memory(data, bytes);
  guarded([&] {
    const auto file = SafetensorsFile::open(memory.path());
    const uint8_t* next = nullptr;
    unsigned sum = 0;
    for (const TensorView& tensor : file.tensors()) {
      require(next == nullptr || tensor.data == next, "tensors follow each other");
      next = tensor.data + tensor.bytes;
      for (uint64_t i = 0; i < tensor.bytes; ++i) sum += tensor.data[i];  // every byte is readable
      require(file.find(tensor.name) == &tensor, "names are unique");
    }
    require(file.tensor_bytes() <= bytes && sum <= bytes * 255, "tensors lie inside the file");
  });
}

void model_config(const uint8_t* data, size_t bytes) {
  guarded([&] {
    const ModelConfig config = parse_model_config(text_of(data, bytes));
    require(config.heads % config.kv_heads == 0, "kv_heads divides heads");
    require(config.rotary_dim <= config.head_dim && config.rotary_dim % 2 == 0, "rotary_dim");
    require(to_json(parse_model_config(to_json(config))) == to_json(config), "round trip");
    if (config.layers <= 8) require(!expected_tensors(config).empty(), "tensors");
  });
}

void peft_config(const uint8_t* data, size_t bytes) {
  guarded([&] {
    const PeftConfig config = parse_peft_config(text_of(data, bytes));
    require(config.rank > 0 && config.scale() > 0, "rank and scale");
    require(to_json(parse_peft_config(to_json(config))) == to_json(config), "round trip");
  });
}

void manifest(const uint8_t* data, size_t bytes) {
  guarded([&] {
    const CheckpointManifest parsed = parse_manifest(text_of(data, bytes), "step-1");
    require(manifest_text(parsed) == text_of(data, bytes), "only the written form is read");
    for (const CheckpointFile& file : parsed.files) {
      require(file.name.find('/') == std::string::npos, "no path leaves the folder");
    }
  });
}

}  // namespace df::fuzz
