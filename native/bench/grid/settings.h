// The settings for which plan and measurement are compared: every method, checkpointing level, optimizer
// and dropout, batches and contexts that fill tiles and that leave tails, shapes small and real.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace df::grid {

struct Setting {
  const char* shape;
  const char* method;
  const char* checkpointing;
  const char* optimizer;
  int64_t context, batch, rank;
  double dropout;
};

// "small" runs anywhere, "real" needs a card of the data centre; "all" is both.
std::vector<Setting> settings(const std::string& which);

// RunConfig JSON.
std::string config_of(const Setting& setting);

nlohmann::json describe(const Setting& setting);

}  // namespace df::grid
