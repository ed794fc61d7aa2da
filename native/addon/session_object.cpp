#include "addon/session_object.h"

#include <cstring>

#include "addon/arrays.h"
#include "addon/errors.h"
#include "backends/registry.h"
#include "core/formats/safetensors.h"
#include "core/infer/scoring.h"
#include "core/util/file_hash.h"

namespace df::addon {
namespace {

int32_t read_adapter(const Napi::Value& value) {
  if (!value.IsNumber()) throw Error(ErrorCode::kInvalidInput, "adapter", "adapter must be a number");
  return value.As<Napi::Number>().Int32Value();
}

Napi::Function read_listener(const Napi::Value& value, const char* field) {
  if (!value.IsFunction()) throw Error(ErrorCode::kInvalidInput, field, std::string(field) + " must be a function");
  return value.As<Napi::Function>();
}

CountProgress counting(const Post& post, const std::atomic<bool>& cancelled) {
  return [&post, &cancelled](int64_t done, int64_t total) {
    post([done, total](Napi::Env env, Napi::Function listener) {
      listener.Call({Napi::Number::New(env, static_cast<double>(done)), Napi::Number::New(env, static_cast<double>(total))});
    });
    return !cancelled.load();
  };
}

}  // namespace

Napi::Function SessionObject::define(Napi::Env env) {
  return DefineClass(
      env, "Session",
      {InstanceMethod<&SessionObject::add_adapter>("addAdapter"),
       InstanceMethod<&SessionObject::remove_adapter>("removeAdapter"),
       InstanceMethod<&SessionObject::generate>("generate"), InstanceMethod<&SessionObject::cancel>("cancel"),
       InstanceMethod<&SessionObject::score>("score"), InstanceMethod<&SessionObject::perplexity>("perplexity"),
       InstanceMethod<&SessionObject::memory_bytes>("memoryBytes"),
       InstanceMethod<&SessionObject::load_notices>("loadNotices"), InstanceMethod<&SessionObject::close>("close")});
}

SessionObject::SessionObject(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<SessionObject>(info), state_(std::make_shared<State>()) {
  guarded(info.Env(), [&] {
    const SessionSpec spec = parse_session_spec(read_text(info[0], "spec"));
    state_->model = std::make_unique<ResidentModel>(*open_backend(spec.device.backend), spec, LoadProgress{});
  });
}

Napi::Promise SessionObject::start(const Napi::CallbackInfo& info, Napi::Function listener,
                                   std::function<Finish(State&, const Post&)> work) {
  const auto state = state_;
  return start_task(info.Env(), listener, info.This().As<Napi::Object>(),
                    [state, work = std::move(work)](const Post& post) -> Finish {
                      const std::lock_guard<std::mutex> lock(state->busy);
                      if (!state->model) throw Error(ErrorCode::kCancelled, "session", "the session is closed");
                      state->cancelled = false;
                      return work(*state, post);
                    });
}

Napi::Value SessionObject::add_adapter(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const std::string directory = read_text(info[0], "dir");
    return start(info, no_listener(info.Env()), [directory](State& state, const Post&) -> Finish {
      const std::string hash = file_sha256(std::filesystem::path(directory) / "adapter_model.safetensors");
      const int32_t id = state.model->add_adapter(directory);
      return [id, hash](Napi::Env env) {
        return Napi::String::New(env, "{\"id\":" + std::to_string(id) + ",\"sha256\":\"" + hash + "\"}");
      };
    });
  });
}

void SessionObject::remove_adapter(const Napi::CallbackInfo& info) {
  guarded(info.Env(), [&] {
    const std::lock_guard<std::mutex> lock(state_->busy);
    if (state_->model) state_->model->remove_adapter(read_adapter(info[0]));
  });
}

Napi::Value SessionObject::generate(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto requests = parse_generate_requests(read_text(info[0], "requests"));
    return start(info, read_listener(info[1], "onToken"), [requests](State& state, const Post& post) -> Finish {
      Generation generation(*state.model, requests);
      const auto publish = [&](Generation* running) {
        const std::lock_guard<std::mutex> lock(state.generation_guard);
        state.generation = running;
      };
      publish(&generation);
      std::vector<GenerateResult> results;
      try {
        results = generation.run([&](int32_t request, int32_t token, float logprob) {
          post([request, token, logprob](Napi::Env env, Napi::Function listener) {
            listener.Call({Napi::Number::New(env, request), Napi::Number::New(env, token), Napi::Number::New(env, logprob)});
          });
        });
      } catch (...) {
        publish(nullptr);
        throw;
      }
      publish(nullptr);
      const std::string json = generate_results_json(requests, results);
      return [json](Napi::Env env) { return Napi::String::New(env, json); };
    });
  });
}

void SessionObject::cancel(const Napi::CallbackInfo& info) {
  const int32_t request = info[0].IsNumber() ? info[0].As<Napi::Number>().Int32Value() : -1;
  if (request < 0) state_->cancelled = true;
  const std::lock_guard<std::mutex> lock(state_->generation_guard);
  if (state_->generation) state_->generation->cancel(request);
}

Napi::Value SessionObject::score(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const int32_t adapter = read_adapter(info[0]);
    auto prompts = read_sequences(info[1], "prompts");
    auto labels = read_sequences(info[2], "labels");
    return start(info, read_listener(info[3], "onProgress"),
                 [adapter, prompts = std::move(prompts), labels = std::move(labels)](State& state, const Post& post) -> Finish {
                   auto scores = std::make_shared<std::vector<float>>(
                       score_labels(*state.model, adapter, prompts, labels, counting(post, state.cancelled)));
                   return [scores](Napi::Env env) {
                     // Copied: Electron does not allow buffers outside its heap.
                     auto array = Napi::Float32Array::New(env, scores->size());
                     std::memcpy(array.Data(), scores->data(), scores->size() * sizeof(float));
                     return array;
                   };
                 });
  });
}

Napi::Value SessionObject::perplexity(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const int32_t adapter = read_adapter(info[0]);
    auto examples = read_examples(info[1], "examples");
    const bool completion_only = info[2].ToBoolean();
    return start(info, read_listener(info[3], "onProgress"),
                 [adapter, examples = std::move(examples), completion_only](State& state, const Post& post) -> Finish {
                   const Perplexity p =
                       df::perplexity(*state.model, adapter, examples, completion_only, counting(post, state.cancelled));
                   return [p](Napi::Env env) {
                     Napi::Object result = Napi::Object::New(env);
                     result.Set("loss", p.loss);
                     result.Set("tokens", static_cast<double>(p.tokens));
                     const auto json = env.Global().Get("JSON").As<Napi::Object>();
                     return json.Get("stringify").As<Napi::Function>().Call(json, {result});
                   };
                 });
  });
}

Napi::Value SessionObject::memory_bytes(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), state_->model ? static_cast<double>(state_->model->bytes()) : 0);
}

Napi::Value SessionObject::load_notices(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const std::lock_guard<std::mutex> lock(state_->busy);
    Napi::Array notices = Napi::Array::New(info.Env());
    if (!state_->model) return notices;
    for (const std::string& text : state_->model->load_notices()) notices[notices.Length()] = text;
    return notices;
  });
}

void SessionObject::close(const Napi::CallbackInfo& info) {
  cancel(info);
  const std::lock_guard<std::mutex> lock(state_->busy);
  state_->model.reset();
}

}  // namespace df::addon
