#include "addon/trainer_object.h"

#include "addon/arrays.h"
#include "addon/errors.h"
#include "addon/task.h"
#include "backends/registry.h"

namespace df::addon {

Napi::Function TrainerObject::define(Napi::Env env) {
  return DefineClass(env, "Trainer",
                     {InstanceMethod<&TrainerObject::run>("run"), InstanceMethod<&TrainerObject::pause>("pause"),
                      InstanceMethod<&TrainerObject::resume>("resume"), InstanceMethod<&TrainerObject::stop>("stop"),
                      InstanceMethod<&TrainerObject::discard>("discard")});
}

TrainerObject::TrainerObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<TrainerObject>(info) {
  guarded(info.Env(), [&] {
    TrainSpec spec = parse_train_spec(read_text(info[0], "spec"));
    const DfBackend* backend = open_backend(spec.device.backend);
    trainer_ = std::make_shared<Trainer>(*backend, std::move(spec), read_examples(info[1], "train"),
                                         read_examples(info[2], "validation"));
  });
}

Napi::Value TrainerObject::run(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    if (!info[0].IsFunction()) throw Error(ErrorCode::kInvalidInput, "onEvent", "onEvent must be a function");
    if (started_) throw Error(ErrorCode::kInvalidInput, "run", "a trainer runs once; make a new one to resume");
    started_ = true;
    return start_task(info.Env(), info[0].As<Napi::Function>(), info.This().As<Napi::Object>(),
                      [trainer = trainer_](const Post& post) -> Finish {
                        const std::string result = trainer->run([&](const std::string& event) {
                          post([event](Napi::Env env, Napi::Function listener) {
                            listener.Call({Napi::String::New(env, event)});
                          });
                        });
                        return [result](Napi::Env env) { return Napi::String::New(env, result); };
                      });
  });
}

}  // namespace df::addon
