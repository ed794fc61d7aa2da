#include "addon/task.h"

#include <memory>
#include <thread>
#include <utility>

#include "addon/errors.h"

namespace df::addon {
namespace {

constexpr size_t kQueueLength = 256;

struct Task {
  Napi::Promise::Deferred deferred;
  Napi::ObjectReference keep_alive;
  Napi::ThreadSafeFunction queue;
  std::thread thread;
};

void post(Napi::ThreadSafeFunction& queue, Message message) {
  auto* boxed = new Message(std::move(message));
  const napi_status status = queue.BlockingCall(boxed, [](Napi::Env env, Napi::Function listener, Message* m) {
    const std::unique_ptr<Message> owned(m);
    // The environment is gone when the process is ending: nobody listens any more.
    if (env != nullptr) (*owned)(env, listener);
  });
  if (status != napi_ok) delete boxed;
}

std::string what_of(const std::exception_ptr& error, Error& typed, bool& is_typed) {
  try {
    std::rethrow_exception(error);
  } catch (const Error& e) {
    typed = e;
    is_typed = true;
    return e.what();
  } catch (const std::bad_alloc&) {
    typed = Error(ErrorCode::kOutOfMemory, "memory", "the system refused memory",
                  "close other programs, or use a smaller micro-batch or context");
    is_typed = true;
    return typed.what();
  } catch (const std::exception& e) {
    return e.what();
  }
}

void run_task(Task* task, const std::function<Finish(const Post&)>& work) {
  Finish finish;
  std::exception_ptr failure;
  try {
    finish = work([task](Message m) { post(task->queue, std::move(m)); });
  } catch (...) {
    failure = std::current_exception();
  }
  post(task->queue, [task, finish, failure](Napi::Env env, Napi::Function) {
    task->thread.detach();
    if (failure) {
      Error typed(ErrorCode::kEngine, "engine", "");
      bool is_typed = false;
      const std::string what = what_of(failure, typed, is_typed);
      const Error error = is_typed ? typed : Error(ErrorCode::kEngine, "engine", what);
      task->deferred.Reject(to_js(env, error).Value());
    } else {
      task->deferred.Resolve(finish(env));
    }
    task->keep_alive.Reset();
  });
  task->queue.Release();
}

}  // namespace

Napi::Promise start_task(Napi::Env env, Napi::Function listener, Napi::Object keep_alive,
                         std::function<Finish(const Post&)> work) {
  auto* task = new Task{Napi::Promise::Deferred::New(env), Napi::Persistent(keep_alive), {}, {}};
  task->queue = Napi::ThreadSafeFunction::New(env, listener, "differential", kQueueLength, 1,
                                              [task](Napi::Env) { delete task; });
  const Napi::Promise promise = task->deferred.Promise();
  task->thread = std::thread([task, work = std::move(work)] { run_task(task, work); });
  return promise;
}

Napi::Function no_listener(Napi::Env env) {
  return Napi::Function::New(env, [](const Napi::CallbackInfo& info) { return info.Env().Undefined(); });
}

}  // namespace df::addon
