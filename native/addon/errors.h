// df::Error as a JavaScript Error with `code`, `field` and `hint`.
#pragma once

#include <napi.h>

#include <exception>

#include "core/error.h"

namespace df::addon {

Napi::Error to_js(Napi::Env env, const std::exception& error);

// Runs `body`; what it throws becomes a JavaScript exception.
template <typename Body>
auto guarded(Napi::Env env, Body body) -> decltype(body()) {
  try {
    return body();
  } catch (const Napi::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw to_js(env, error);
  }
}

}  // namespace df::addon
