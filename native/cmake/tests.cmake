# native_tests: every native test in one executable. differential_bench: native micro-benchmarks.
# Both open the backends from DF_TEST_BACKEND_DIR, as the addon opens them beside itself.
function(df_executable target)
  add_executable(${target} ${ARGN})
  target_compile_definitions(
    ${target} PRIVATE DF_TEST_BACKEND_DIR="${DF_BACKEND_DIR}"
                      DF_TEST_REPOSITORY_DIR="${DF_REPOSITORY_DIR}")
  target_link_libraries(${target} PRIVATE df_flags differential_core
                                          nlohmann_json::nlohmann_json)
  foreach(backend differential_cpu differential_cuda)
    if(TARGET ${backend})
      add_dependencies(${target} ${backend})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

if(NOT TARGET differential_core)
  return()
endif()

df_sources(tests native_tests ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.cpp)
# Each of these is a program of its own, or a library that a test preloads.
list(FILTER tests EXCLUDE REGEX "/tests/(fuzz|preload)/")
if(tests)
  find_package(GTest QUIET)
  if(NOT GTest_FOUND)
    message(FATAL_ERROR "googletest is missing. On Debian: apt-get install libgtest-dev")
  endif()
  df_executable(native_tests ${tests})
  target_link_libraries(native_tests PRIVATE GTest::gtest GTest::gtest_main)
  add_library(fault_preload MODULE ${CMAKE_CURRENT_SOURCE_DIR}/tests/preload/fault_preload.cpp)
  target_link_libraries(fault_preload PRIVATE ${CMAKE_DL_LIBS})
  set_target_properties(fault_preload PROPERTIES CXX_VISIBILITY_PRESET default)
  target_compile_definitions(native_tests
                             PRIVATE DF_TEST_FAULT_PRELOAD="$<TARGET_FILE:fault_preload>")
  add_dependencies(native_tests fault_preload)
endif()

df_sources(bench differential_bench ${CMAKE_CURRENT_SOURCE_DIR}/bench/*.cpp)
# cuda_kernels: every kernel of the CUDA backend checked against the CPU backend, and timed.
# memory_grid: planned against measured memory over a grid of settings.
# cuda_step_ops: as cuda_kernels, for what a training step does besides its big products.
set(kernel_bench ${bench})
set(grid_bench ${bench})
set(step_bench ${bench})
list(FILTER bench EXCLUDE REGEX "/bench/(kernels|grid|step)/")
list(FILTER grid_bench INCLUDE REGEX "/bench/(grid/|shapes.cpp)")
list(FILTER kernel_bench INCLUDE REGEX "/bench/kernels/")
list(FILTER step_bench INCLUDE REGEX "/bench/(kernels|step)/")
list(FILTER step_bench EXCLUDE REGEX "/kernels_main.cpp$")
if(bench)
  df_executable(differential_bench ${bench})
endif()
if(grid_bench)
  df_executable(memory_grid ${grid_bench})
endif()
if(kernel_bench AND TARGET differential_cuda)
  df_executable(cuda_kernels ${kernel_bench})
  df_executable(cuda_step_ops ${step_bench})
endif()

# A run without Node: `differential_train --spec FILE --train PREFIX`, for machines that have none.
df_sources(runner differential_train ${CMAKE_CURRENT_SOURCE_DIR}/runner/*.cpp)
if(runner)
  df_executable(differential_train ${runner})
endif()

# Compares the engine with reference vectors: `npm run test:golden -- DIR`.
df_sources(golden golden_check ${CMAKE_CURRENT_SOURCE_DIR}/golden/*.cpp)
if(golden)
  df_executable(golden_check ${golden})
endif()
