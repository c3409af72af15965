# Writes the commit that is being built into a header, when it has changed. Run at every build, so that a
# failing seed names the code that it failed on.
execute_process(COMMAND git -C ${SOURCE_DIR} describe --always --dirty --abbrev=12 --exclude *
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit "unknown")
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define BRIGADE_COMMIT \"${commit}\"\n")
