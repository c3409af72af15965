# How every file of ours is compiled. Third-party headers come in as SYSTEM and are not judged.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(BRIGADE_CCACHE ccache)
if(BRIGADE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${BRIGADE_CCACHE})
endif()

add_library(brigade_compile INTERFACE)
target_compile_options(brigade_compile INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -fno-strict-aliasing
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(BRIGADE_WERROR)
  target_compile_options(brigade_compile INTERFACE -Werror)
endif()

if(BRIGADE_SANITIZE)
  add_compile_options(-fsanitize=${BRIGADE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BRIGADE_SANITIZE})
endif()
