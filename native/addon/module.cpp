// The addon's exports (NativeAddon in electron/trainer-process/addon-types.ts). Nothing but
// conversion happens here: the work is in core/.
#include <napi.h>

#include <nlohmann/json.hpp>

#include "addon/arrays.h"
#include "addon/errors.h"
#include "addon/session_object.h"
#include "addon/task.h"
#include "addon/trainer_object.h"
#include "backends/registry.h"
#include "core/formats/model_folder.h"
#include "core/models/model_info.h"
#include "core/tensor/device.h"
#include "core/train/checkpoint_dir.h"
#include "core/train/plan_report.h"
#include "core/train/train_spec.h"

namespace df::addon {
namespace {

using nlohmann::json;

json device_json(const BackendListing& listing, int32_t index) {
  json j{{"backend", listing.name}, {"device", index}, {"name", ""},     {"isa", ""},        {"library", ""},
         {"totalBytes", 0},         {"freeBytes", 0},  {"threads", 0},   {"usable", false},  {"reason", listing.reason}};
  if (!listing.backend) return j;
  DfDeviceInfo info{};
  const DfStatus status = listing.backend->device_info(index, &info);
  if (status.code != DF_OK) {
    j["reason"] = status.message;
    return j;
  }
  j["name"] = info.name;
  j["isa"] = info.isa;
  j["library"] = info.library;
  j["totalBytes"] = info.total_bytes;
  j["freeBytes"] = info.free_bytes;
  j["threads"] = info.threads;
  j["usable"] = true;
  j["reason"] = "";
  return j;
}

Napi::Value devices(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    json all = json::array();
    for (const BackendListing& listing : list_backends()) {
      const int32_t count = listing.backend ? listing.backend->device_count() : 0;
      // Asked for device 0, a backend without devices says why it has none.
      if (count == 0) all.push_back(device_json(listing, 0));
      for (int32_t i = 0; i < count; ++i) all.push_back(device_json(listing, i));
    }
    return Napi::String::New(info.Env(), all.dump());
  });
}

Napi::Value model_info(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    return Napi::String::New(info.Env(), model_info_json(read_text(info[0], "dir")));
  });
}

Napi::Value hash_model(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const std::string directory = read_text(info[0], "dir");
    const Napi::Function listener = info[1].IsFunction() ? info[1].As<Napi::Function>() : no_listener(info.Env());
    return start_task(info.Env(), listener, info.This().As<Napi::Object>(), [directory](const Post& post) -> Finish {
      const std::string hash = ModelFolder::open(directory).content_sha256([&](uint64_t done, uint64_t total) {
        post([done, total](Napi::Env env, Napi::Function f) {
          f.Call({Napi::Number::New(env, static_cast<double>(done)), Napi::Number::New(env, static_cast<double>(total))});
        });
        return true;
      });
      return [hash](Napi::Env env) { return Napi::String::New(env, hash); };
    });
  });
}

Napi::Value plan(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const TrainSpec spec = parse_train_spec(read_text(info[0], "spec"));
    // A plan for a card that is described needs the backend's code, not a device.
    const DfBackend* backend = spec.device.plan_for.compute_capability != 0 ? planning_backend(spec.device.backend)
                                                                            : open_backend(spec.device.backend);
    return Napi::String::New(info.Env(), plan_report(*backend, spec));
  });
}

void init(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] {
    init_model(read_text(info[0], "configPath"), read_text(info[1], "outDir"),
               static_cast<uint64_t>(info[2].ToNumber().Int64Value()));
  });
}

Napi::Value verify_checkpoints(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto entries = list_checkpoints(read_text(info[0], "checkpointsDir"));
    json all = json::array();
    for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
      json j{{"directory", it->directory.filename().string()}, {"step", it->step}, {"ok", true}, {"problem", ""}};
      try {
        j["manifestSha256"] = verify_checkpoint(it->directory).sha256;
      } catch (const Error& error) {
        j["ok"] = false;
        j["problem"] = error.field() + ": " + error.what();
      }
      all.push_back(std::move(j));
    }
    return Napi::String::New(info.Env(), all.dump());
  });
}

Napi::Value sweep(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    return Napi::String::New(info.Env(), json(sweep_checkpoints(read_text(info[0], "checkpointsDir"))).dump());
  });
}

Napi::Value matmul_ceiling(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const DeviceSpec spec = parse_device_spec(read_text(info[0], "device"));
    const DfBackend* backend = open_backend(spec.backend);
    const Device device(backend, context_options(spec));
    double flops = 0;
    const DfStatus status = backend->matmul_ceiling(device.context(), info[1].ToNumber().Int64Value(), &flops);
    if (status.code != DF_OK) throw Error(ErrorCode::kEngine, "matmulCeiling", status.message);
    return Napi::Number::New(info.Env(), flops);
  });
}

Napi::Object start(Napi::Env env, Napi::Object exports) {
  const auto function = [&](const char* name, auto f) { exports.Set(name, Napi::Function::New(env, f, name)); };
  exports.Set("version", "0.1.0");
  function("devices", devices);
  function("modelInfo", model_info);
  function("hashModel", hash_model);
  function("plan", plan);
  function("initModel", init);
  function("verifyCheckpoints", verify_checkpoints);
  function("sweepCheckpoints", sweep);
  function("matmulCeiling", matmul_ceiling);
  exports.Set("Trainer", TrainerObject::define(env));
  exports.Set("Session", SessionObject::define(env));
  return exports;
}

}  // namespace
}  // namespace df::addon

static Napi::Object init_addon(Napi::Env env, Napi::Object exports) { return df::addon::start(env, exports); }

NODE_API_MODULE(differential, init_addon)
