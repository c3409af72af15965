# How every file of ours is compiled. Third-party headers come in as SYSTEM and are not judged.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_program(BRIGADE_CCACHE ccache)
if(BRIGADE_CCACHE)
  # Paths below the checkout count as relative ones, so that a fresh clone finds what another has compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${BRIGADE_CCACHE})
endif()

# Most of a file's compile time goes into the headers that it shares with its neighbours, so most builds compile a
# room's files in batches. Preset release-test does not: there each file shows that it includes what it uses.
if(BRIGADE_BATCH)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE ${BRIGADE_BATCH})
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
