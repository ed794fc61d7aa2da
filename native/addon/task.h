// Work on a thread of its own with messages to JavaScript through a bounded queue: a slow listener
// slows the engine down, it never fills the memory.
#pragma once

#include <napi.h>

#include <functional>

namespace df::addon {

using Message = std::function<void(Napi::Env, Napi::Function)>;
using Post = std::function<void(Message)>;
using Finish = std::function<Napi::Value(Napi::Env)>;

// Starts `work` on a new thread. It may post messages, which run on the JavaScript thread with
// `listener`; what it returns makes the promise's value, what it throws rejects it. `keep_alive`
// is held until then.
Napi::Promise start_task(Napi::Env env, Napi::Function listener, Napi::Object keep_alive,
                         std::function<Finish(const Post&)> work);

// A listener for calls that take none.
Napi::Function no_listener(Napi::Env env);

}  // namespace df::addon
