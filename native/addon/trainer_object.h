// class Trainer of the addon (NativeTrainer in electron/trainer-process/addon-types.ts).
#pragma once

#include <napi.h>

#include <memory>

#include "core/train/trainer.h"

namespace df::addon {

class TrainerObject : public Napi::ObjectWrap<TrainerObject> {
 public:
  static Napi::Function define(Napi::Env env);
  explicit TrainerObject(const Napi::CallbackInfo& info);

 private:
  Napi::Value run(const Napi::CallbackInfo& info);
  void pause(const Napi::CallbackInfo&) { trainer_->pause(); }
  void resume(const Napi::CallbackInfo&) { trainer_->resume(); }
  void stop(const Napi::CallbackInfo&) { trainer_->stop(); }
  void discard(const Napi::CallbackInfo&) { trainer_->discard(); }

  std::shared_ptr<Trainer> trainer_;
  bool started_ = false;
};

}  // namespace df::addon
