// class Session of the addon (NativeSession in electron/trainer-process/addon-types.ts).
#pragma once

#include <napi.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "addon/task.h"
#include "core/infer/generation.h"
#include "core/infer/resident_model.h"

namespace df::addon {

class SessionObject : public Napi::ObjectWrap<SessionObject> {
 public:
  static Napi::Function define(Napi::Env env);
  explicit SessionObject(const Napi::CallbackInfo& info);

 private:
  // Shared with the threads that work on it; one call at a time holds `busy`.
  struct State {
    std::unique_ptr<ResidentModel> model;
    std::mutex busy;
    std::mutex generation_guard;
    Generation* generation = nullptr;  // the running one, for cancel()
    std::atomic<bool> cancelled{false};
  };

  Napi::Value add_adapter(const Napi::CallbackInfo& info);
  void remove_adapter(const Napi::CallbackInfo& info);
  Napi::Value generate(const Napi::CallbackInfo& info);
  void cancel(const Napi::CallbackInfo& info);
  Napi::Value score(const Napi::CallbackInfo& info);
  Napi::Value perplexity(const Napi::CallbackInfo& info);
  Napi::Value memory_bytes(const Napi::CallbackInfo& info);
  Napi::Value load_notices(const Napi::CallbackInfo& info);
  void close(const Napi::CallbackInfo& info);

  Napi::Promise start(const Napi::CallbackInfo& info, Napi::Function listener,
                      std::function<Finish(State&, const Post&)> work);

  std::shared_ptr<State> state_;
};

}  // namespace df::addon
