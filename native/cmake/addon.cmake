# The N-API addon. Its headers come from npm packages: no node-gyp, nothing downloaded. The N-API
# symbols are the host's (Node or Electron), so the addon is linked with them undefined.
df_sources(addon differential ${CMAKE_CURRENT_SOURCE_DIR}/addon/*.cpp)
if(NOT addon)
  return()
endif()

set(DF_NODE_MODULES ${DF_REPOSITORY_DIR}/node_modules CACHE PATH "Where npm put its packages")
foreach(header node-api-headers/include/node_api.h node-addon-api/napi.h)
  if(NOT EXISTS ${DF_NODE_MODULES}/${header})
    message(FATAL_ERROR "${DF_NODE_MODULES}/${header} is missing: run npm ci")
  endif()
endforeach()

add_library(differential MODULE ${addon})
target_include_directories(
  differential SYSTEM PRIVATE ${DF_NODE_MODULES}/node-api-headers/include
                              ${DF_NODE_MODULES}/node-addon-api)
target_compile_definitions(
  differential PRIVATE NAPI_VERSION=9 NAPI_CPP_EXCEPTIONS NODE_ADDON_API_DISABLE_DEPRECATED)
target_link_libraries(differential PRIVATE df_flags differential_core)
target_link_options(differential PRIVATE -Wl,--exclude-libs,ALL)
set_target_properties(
  differential PROPERTIES PREFIX "" SUFFIX ".node" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
