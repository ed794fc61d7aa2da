# libFuzzer targets, one a file format. Needs Clang:
#   cmake -S native -B build/fuzz -DCMAKE_CXX_COMPILER=clang++ -DDF_FUZZ=ON
#   build/fuzz/safetensors_fuzz native/tests/fuzz/corpus/safetensors
# What they find that is worth keeping goes into the corpus, which native_tests replays.
option(DF_FUZZ "Build the fuzz targets (Clang)" OFF)
if(NOT DF_FUZZ)
  return()
endif()
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "DF_FUZZ needs Clang: set CMAKE_CXX_COMPILER=clang++")
endif()

set(fuzz_dir ${CMAKE_CURRENT_SOURCE_DIR}/tests/fuzz)
# The sources again, so that they are instrumented: the library of the product is not.
file(GLOB fuzz_core CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/core/error.cpp
     ${CMAKE_CURRENT_SOURCE_DIR}/core/util/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/core/formats/*.cpp
     ${CMAKE_CURRENT_SOURCE_DIR}/core/train/checkpoint_*.cpp)
add_library(fuzz_core STATIC ${fuzz_core} ${CMAKE_CURRENT_SOURCE_DIR}/tests/fuzz_targets.cpp)
target_link_libraries(fuzz_core PRIVATE df_flags nlohmann_json::nlohmann_json)
target_compile_options(fuzz_core PUBLIC -fsanitize=fuzzer-no-link,address,undefined -O1 -g)
foreach(format safetensors model_config peft_config manifest)
  add_executable(${format}_fuzz ${fuzz_dir}/${format}_fuzz.cpp)
  target_link_libraries(${format}_fuzz PRIVATE df_flags fuzz_core)
  target_link_options(${format}_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
  set_target_properties(${format}_fuzz PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endforeach()
