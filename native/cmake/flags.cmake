# One set of compiler flags for all our targets (df_flags). Third-party headers are SYSTEM, so that
# warnings as errors speak only of our own code.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -g1 -DNDEBUG")

add_library(df_flags INTERFACE)
target_compile_options(
  df_flags
  INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall>
    $<$<COMPILE_LANGUAGE:CXX>:-Wextra>
    $<$<COMPILE_LANGUAGE:CXX>:-Werror>
    $<$<COMPILE_LANGUAGE:CXX>:-fstack-protector-strong>
    # a*b+c is rounded twice everywhere but in the SIMD kernels (simd.cmake): otherwise the compiler
    # would decide, file by file, which results change with the machine.
    $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off>)
target_include_directories(
  df_flags INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/include ${CMAKE_CURRENT_SOURCE_DIR})
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  target_link_options(df_flags INTERFACE -Wl,-z,relro,-z,now)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 reports a false overlap for "literal" + std::string (GCC bug 105651).
  target_compile_options(df_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()

if(DF_SANITIZE)
  # Instrumented code confuses GCC's flow analysis; the plain build is the one that must not warn.
  target_compile_options(
    df_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                       -fno-omit-frame-pointer -Wno-error)
  target_compile_definitions(df_flags INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(df_flags INTERFACE -fsanitize=address,undefined)
endif()
