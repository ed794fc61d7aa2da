#include "addon/errors.h"

namespace df::addon {

Napi::Error to_js(Napi::Env env, const std::exception& error) {
  Napi::Error js = Napi::Error::New(env, error.what());
  Napi::Object object = js.Value();
  if (const auto* known = dynamic_cast<const Error*>(&error)) {
    object.Set("code", error_code_name(known->code()));
    object.Set("field", known->field());
    object.Set("hint", known->hint());
  } else if (dynamic_cast<const std::bad_alloc*>(&error)) {
    object.Set("code", error_code_name(ErrorCode::kOutOfMemory));
    object.Set("field", "memory");
    object.Set("hint", "close other programs, or use a smaller micro-batch or context");
  } else {
    object.Set("code", error_code_name(ErrorCode::kEngine));
    object.Set("field", "engine");
    object.Set("hint", "");
  }
  return js;
}

}  // namespace df::addon
