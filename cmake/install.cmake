# What `cmake --install` puts where: docs/packages.md lists it. Programs look for what comes with them in
# /usr/share/brigade (app/locale.h, app/page_directory.h), so the prefix is meant to be /usr.
include(GNUInstallDirs)
set(data ${CMAKE_INSTALL_DATADIR}/brigade)

install(TARGETS brigade brigade-hub brigade-station)

# What the programs read, and the kitchen that `brigade demo` plays.
install(DIRECTORY assets/locales config/bumpbars DESTINATION ${data})
install(FILES config/brigade.toml config/menu.toml DESTINATION ${data}/config)
install(DIRECTORY stations DESTINATION ${data})
if(BRIGADE_PAGE)
  install(DIRECTORY ${CMAKE_BINARY_DIR}/share/page DESTINATION ${data})
endif()

# The configuration to begin with, laid out as in the repository.
install(FILES config/brigade.toml config/menu.toml DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/brigade/config)
install(DIRECTORY stations DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/brigade)

# Units, users and directories; systemd/README.md says which of them the image alone has.
pkg_check_modules(SYSTEMD_UNITS systemd)
if(SYSTEMD_UNITS_FOUND)
  pkg_get_variable(unit_dir systemd systemdsystemunitdir)
else()
  set(unit_dir lib/systemd/system)
endif()
file(GLOB units CONFIGURE_DEPENDS systemd/*.service systemd/*.target)
list(FILTER units EXCLUDE REGEX "brigade-(first-boot|reset-keys|update|healthy)")
install(FILES ${units} DESTINATION ${unit_dir})
# A box that is nothing but Brigade; on any other machine they would take over what is not theirs.
option(BRIGADE_APPLIANCE "Install what the image alone has" OFF)
if(BRIGADE_APPLIANCE)
  install(TARGETS brigade-first-boot)
  install(DIRECTORY assets/first-boot DESTINATION ${data})
  install(FILES systemd/brigade-first-boot.service systemd/brigade-first-boot-screen.service
    systemd/brigade-reset-keys.service systemd/brigade-healthy.service systemd/brigade-update.service systemd/brigade-update.timer
    systemd/brigade-update-stick@.service DESTINATION ${unit_dir})
  install(PROGRAMS systemd/appliance/libexec/healthy systemd/appliance/libexec/update-from-stick
    DESTINATION libexec/brigade)
  install(FILES systemd/appliance/udev/70-brigade-stick.rules DESTINATION lib/udev/rules.d)
  install(DIRECTORY systemd/appliance/brigade-first-boot.service.d DESTINATION ${unit_dir})
  install(DIRECTORY systemd/appliance/journald.conf.d systemd/appliance/system.conf.d DESTINATION lib/systemd)
  install(DIRECTORY systemd/appliance/tmpfiles.d DESTINATION lib)
  install(DIRECTORY systemd/appliance/iwd.service.d systemd/appliance/systemd-resolved.service.d DESTINATION ${unit_dir})
endif()
if(SYSTEMD_UNITS_VERSION VERSION_GREATER_EQUAL 254)
  install(DIRECTORY systemd/from-254/ DESTINATION ${unit_dir})
endif()
install(DIRECTORY systemd/sysusers.d systemd/tmpfiles.d DESTINATION lib)

# One file completes all three, the others are links to it: it asks the programs themselves.
install(DIRECTORY completions/ DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)

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
