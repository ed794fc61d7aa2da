# The engine: C++20, no CUDA, no N-API. The backend registry (native/backends/*.cpp) is part of it.
file(GLOB registry CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/backends/*.cpp)
df_sources(core differential_core ${CMAKE_CURRENT_SOURCE_DIR}/core/*.cpp)
if(NOT core)
  return()
endif()

find_package(nlohmann_json 3.11 QUIET)
if(NOT nlohmann_json_FOUND)
  message(FATAL_ERROR "nlohmann json 3.11 is missing. On Debian: apt-get install nlohmann-json3-dev")
endif()

df_simd_sources(core)
add_library(differential_core STATIC ${core} ${registry})
target_link_libraries(
  differential_core
  PUBLIC Threads::Threads ${CMAKE_DL_LIBS}
  PRIVATE df_flags $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>)
