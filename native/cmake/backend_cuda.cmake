# The CUDA backend, where nvcc is found. The runtime is linked statically and libcuda not at all:
# the plug-in loads on a machine without a driver, and says so.
df_sources(cuda differential_cuda ${CMAKE_CURRENT_SOURCE_DIR}/backends/cuda/*.cpp
           ${CMAKE_CURRENT_SOURCE_DIR}/backends/cuda/*.cu)
if(NOT cuda OR NOT DF_CUDA OR DF_SANITIZE)
  return()
endif()

include(CheckLanguage)
check_language(CUDA)
if(NOT CMAKE_CUDA_COMPILER)
  message(STATUS "differential_cuda: nvcc not found, target left out")
  return()
endif()

set(CMAKE_CUDA_ARCHITECTURES 80-real 90-real 90-virtual)
set(CMAKE_CUDA_RUNTIME_LIBRARY Static)
set(CMAKE_CUDA_VISIBILITY_PRESET hidden)
set(CMAKE_CUDA_FLAGS_RELEASE "-O3 -DNDEBUG")
enable_language(CUDA)
if(NOT DEFINED CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
  # CMake 3.25 does not know yet that nvcc (12 and later) speaks C++20.
  set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION "-std=c++20")
  set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION "-std=c++20")
endif()
find_package(CUDAToolkit REQUIRED)

add_library(differential_cuda MODULE ${cuda})
target_link_libraries(differential_cuda PRIVATE df_flags differential_core CUDA::cudart_static)
target_compile_options(
  differential_cuda PRIVATE $<$<COMPILE_LANGUAGE:CUDA>:--Werror=all-warnings
                            -Xcompiler=-Wall,-Wextra,-Werror>)
target_link_options(differential_cuda PRIVATE -Wl,--exclude-libs,ALL -Wl,--no-undefined)
set_target_properties(
  differential_cuda PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${DF_BACKEND_DIR}
                               CUDA_ARCHITECTURES "${CMAKE_CUDA_ARCHITECTURES}")
