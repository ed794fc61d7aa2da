# Collects the sources of one target. A folder that holds none yet is no error: its target is left
# out, so that every state of the tree configures.
#
#   df_sources(<variable> <target> <pattern>...)
function(df_sources variable target)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${ARGN})
  if(NOT found)
    message(STATUS "${target}: no sources, target left out")
  endif()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()
