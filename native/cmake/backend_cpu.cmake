# The CPU backend: a plug-in opened by dlopen. OpenBLAS is linked statically and its symbols stay
# inside, so that no other BLAS of the process can take their place.
df_sources(cpu differential_cpu ${CMAKE_CURRENT_SOURCE_DIR}/backends/cpu/*.cpp)
if(NOT cpu)
  return()
endif()

find_library(
  DF_OPENBLAS_LIBRARY
  NAMES libopenblas.a
  PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/openblas-pthread
  NO_DEFAULT_PATH)
find_path(
  DF_OPENBLAS_INCLUDE_DIR
  NAMES cblas.h
  PATHS /usr/include/${CMAKE_LIBRARY_ARCHITECTURE}/openblas-pthread
  NO_DEFAULT_PATH)
if(NOT DF_OPENBLAS_LIBRARY OR NOT DF_OPENBLAS_INCLUDE_DIR)
  message(FATAL_ERROR "The static OpenBLAS (pthread) is missing. On Debian: apt-get install "
                      "libopenblas-pthread-dev. Elsewhere set DF_OPENBLAS_LIBRARY (libopenblas.a, "
                      "position independent) and DF_OPENBLAS_INCLUDE_DIR (the folder of cblas.h).")
endif()

df_simd_sources(cpu)
add_library(differential_cpu MODULE ${cpu})
target_include_directories(differential_cpu SYSTEM PRIVATE ${DF_OPENBLAS_INCLUDE_DIR})
target_link_libraries(
  differential_cpu PRIVATE df_flags differential_core ${DF_OPENBLAS_LIBRARY} Threads::Threads m)
target_link_options(differential_cpu PRIVATE -Wl,--exclude-libs,ALL)
if(NOT DF_SANITIZE)
  target_link_options(differential_cpu PRIVATE -Wl,--no-undefined)
endif()
set_target_properties(differential_cpu PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${DF_BACKEND_DIR})
