# The managers' page, bundled into <build>/share/page. Where npm cannot be reached it is left out, and tried again with the
# next build.
option(BRIGADE_PAGE "Build the managers' page (needs Node.js 18 and npm)" ON)
if(BRIGADE_PAGE)
  set(page_directory ${CMAKE_BINARY_DIR}/share/page)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share)
  file(GLOB page_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/page/*.*
       ${CMAKE_SOURCE_DIR}/assets/page/src/*.ts ${CMAKE_SOURCE_DIR}/assets/page/src/figures/*.ts)
  add_custom_command(OUTPUT ${page_directory}/index.html
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/page ${page_directory}
    DEPENDS ${page_sources} ${CMAKE_SOURCE_DIR}/scripts/page
    COMMENT "Bundling the managers' page" VERBATIM)
  add_custom_target(page ALL DEPENDS ${page_directory}/index.html)
endif()
