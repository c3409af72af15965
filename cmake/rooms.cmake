# A room is one directory of src/ and one library, `brigade_<room>`; the libraries it links are the only
# rooms whose headers it may include (tests/layering checks the includes as well).
function(brigade_room name)
  cmake_parse_arguments(room "" "" "KNOWS;PRIVATE_PARTS;PUBLIC_PARTS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_main\\.cpp$")  # the mains are programs of their own
  add_library(brigade_${name} STATIC ${sources})
  target_include_directories(brigade_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  foreach(known ${room_KNOWS})
    target_link_libraries(brigade_${name} PUBLIC brigade_${known})
  endforeach()
  target_link_libraries(brigade_${name}
    PUBLIC ${room_PUBLIC_PARTS} PRIVATE ${room_PRIVATE_PARTS} brigade_compile)
endfunction()

# A program of ours: one main file and the rooms it puts together.
function(brigade_program name main)
  cmake_parse_arguments(program "" "" "LINKS" ${ARGN})
  add_executable(${name} ${main})
  target_link_libraries(${name} PRIVATE ${program_LINKS} brigade_compile)
  target_compile_definitions(${name} PRIVATE BRIGADE_VERSION="${PROJECT_VERSION}")
endfunction()

# The scenarios of one room: tests/<name>/*.cpp, one executable, each TEST_CASE a test of its own in CTest.
function(brigade_tests name)
  cmake_parse_arguments(tests "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_executable(test-${name} ${sources})
  target_include_directories(test-${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_link_libraries(test-${name} PRIVATE ${tests_LINKS} brigade_compile Catch2::Catch2WithMain)
  if(BRIGADE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(test-${name} PRIVATE -O0)  # half the time to compile; what is judged is the rooms' code
  endif()
  target_compile_definitions(test-${name} PRIVATE
    BRIGADE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" BRIGADE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  catch_discover_tests(test-${name} TEST_PREFIX "${name}: " DISCOVERY_MODE PRE_TEST)
endfunction()
