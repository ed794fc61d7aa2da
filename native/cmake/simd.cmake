# The build never asks what the building machine can do: a kernel names its instruction set in its
# file name, and the caller chooses at run time. Such a file must define nothing inline that other
# files share, or the linker may keep its copy for all of them.
#
#   df_simd_sources(<variable>)   sets the flags, and drops x86 files from the list elsewhere
set(DF_SIMD_AVX2 -mavx2 -mfma -mf16c -ffp-contract=fast)
set(DF_SIMD_AVX512 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mfma -mf16c -ffp-contract=fast)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns inside its own intrinsics: _mm512_undefined_* is uninitialized on purpose.
  list(APPEND DF_SIMD_AVX2 -Wno-uninitialized -Wno-maybe-uninitialized)
  list(APPEND DF_SIMD_AVX512 -Wno-uninitialized -Wno-maybe-uninitialized)
endif()

function(df_simd_sources variable)
  set(kept ${${variable}})
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    foreach(source IN LISTS kept)
      if(source MATCHES "_avx2\\.cpp$")
        set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "${DF_SIMD_AVX2}")
      elseif(source MATCHES "_avx512\\.cpp$")
        set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "${DF_SIMD_AVX512}")
      endif()
    endforeach()
  else()
    list(FILTER kept EXCLUDE REGEX "_avx(2|512)\\.cpp$")
  endif()
  set(${variable} ${kept} PARENT_SCOPE)
endfunction()
