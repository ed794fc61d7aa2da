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

# Machine code for Turing, Ampere (which Ada runs) and Hopper with its own instructions; newer cards
# translate the PTX of 8.0 once. Every entry lengthens the build: for work on one card, name it,
# e.g. -DDF_CUDA_ARCHITECTURES=90a-real.
set(DF_CUDA_ARCHITECTURES "75-real;80;90a-real" CACHE STRING "CUDA architectures, as CMake names them")
set(CMAKE_CUDA_ARCHITECTURES ${DF_CUDA_ARCHITECTURES})
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
# Whether wgmma kernels are in this build: without them a Hopper card takes the path of older ones.
set(hopper_code 0)
if("${CMAKE_CUDA_ARCHITECTURES}" MATCHES "(^|;)90a")
  set(hopper_code 1)
endif()
target_compile_definitions(differential_cuda PRIVATE DF_CUDA_HOPPER_CODE=${hopper_code})
target_link_libraries(
  differential_cuda PRIVATE df_flags differential_core CUDA::cudart_static ${CMAKE_DL_LIBS})
target_compile_options(
  differential_cuda
  PRIVATE $<$<COMPILE_LANGUAGE:CUDA>:--Werror=all-warnings -Xcompiler=-Wall,-Wextra,-Werror>
          # Machine code for three generations, a sixth of its plain size; drivers of 12.4 and newer
          # unpack it, and what nvcc 13 makes needs a newer one anyway.
          $<$<AND:$<COMPILE_LANGUAGE:CUDA>,$<VERSION_GREATER_EQUAL:$<CUDA_COMPILER_VERSION>,13.0>>:--compress-mode=size>)
target_link_options(differential_cuda PRIVATE -Wl,--exclude-libs,ALL -Wl,--no-undefined)
set_target_properties(
  differential_cuda PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${DF_BACKEND_DIR}
                               CUDA_ARCHITECTURES "${CMAKE_CUDA_ARCHITECTURES}")
