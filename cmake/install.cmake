# What `cmake --install` puts where: docs/packages.md lists it. Programs look for what comes with them in
# /usr/share/brigade (app/locale.h, app/page_directory.h), so the prefix is meant to be /usr.
include(GNUInstallDirs)
set(BRIGADE_UNIT_DIR lib/systemd/system CACHE STRING "Where systemd looks for the units of packages")
set(data ${CMAKE_INSTALL_DATADIR}/brigade)

install(TARGETS brigade brigade-hub brigade-station)

# What the programs read, and the kitchen that `brigade demo` plays.
install(DIRECTORY assets/locales config/bumpbars DESTINATION ${data})
install(FILES config/brigade.toml config/menu.toml DESTINATION ${data}/config)
install(DIRECTORY stations DESTINATION ${data})
if(BRIGADE_PAGE)
  install(DIRECTORY ${CMAKE_BINARY_DIR}/share/page DESTINATION ${data})
endif()

# The configuration to begin with. In /etc the stations lie beside the file that names them.
file(READ config/brigade.toml kitchen)
string(REPLACE "\"../stations/" "\"stations/" kitchen "${kitchen}")
file(CONFIGURE OUTPUT etc/brigade.toml CONTENT "${kitchen}" @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/etc/brigade.toml config/menu.toml DESTINATION ${CMAKE_INSTALL_SYSCONFDIR}/brigade)
install(DIRECTORY stations DESTINATION ${CMAKE_INSTALL_SYSCONFDIR}/brigade)

# One file completes all three: it asks the programs themselves.
install(FILES completions/brigade DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
foreach(program brigade-hub brigade-station)
  file(CREATE_LINK brigade ${CMAKE_BINARY_DIR}/completions/${program} SYMBOLIC)
  install(FILES ${CMAKE_BINARY_DIR}/completions/${program} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endforeach()

# The manual's pages are written for scdoc; without it they are left out.
find_program(BRIGADE_SCDOC scdoc)
if(BRIGADE_SCDOC)
  file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/man/*.scd)
  foreach(source ${pages})
    cmake_path(GET source STEM LAST_ONLY page)  # brigade.1
    string(REGEX REPLACE "^.*\\." "" section ${page})
    set(built ${CMAKE_BINARY_DIR}/share/man/${page})
    add_custom_command(OUTPUT ${built} COMMAND sh -c "mkdir -p share/man && ${BRIGADE_SCDOC} < ${source} > ${built}"
      DEPENDS ${source} WORKING_DIRECTORY ${CMAKE_BINARY_DIR} COMMENT "Manual page ${page}" VERBATIM)
    list(APPEND built_pages ${built})
    install(FILES ${built} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
  endforeach()
  add_custom_target(manual ALL DEPENDS ${built_pages})
endif()
