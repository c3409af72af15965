# Debian's libimgui has no SDL_Renderer backend inside, but ships its source as an example: it is compiled from
# there, never copied. The name changed between Debian 12 (ImGui 1.86) and 13 (1.90).
pkg_check_modules(STB REQUIRED IMPORTED_TARGET GLOBAL stb)

set(BRIGADE_IMGUI_BACKENDS /usr/share/doc/libimgui-dev/examples/backends
  CACHE PATH "Where the distribution keeps the sources of ImGui's backends")
find_file(BRIGADE_IMGUI_RENDERER
  NAMES imgui_impl_sdlrenderer2.cpp imgui_impl_sdlrenderer.cpp
  PATHS ${BRIGADE_IMGUI_BACKENDS} NO_DEFAULT_PATH REQUIRED)
get_filename_component(brigade_imgui_renderer_name ${BRIGADE_IMGUI_RENDERER} NAME_WE)

add_library(brigade_imgui STATIC ${BRIGADE_IMGUI_RENDERER})
find_path(BRIGADE_IMGUI_BACKEND_HEADERS ${brigade_imgui_renderer_name}.h PATH_SUFFIXES imgui/backends REQUIRED)
target_include_directories(brigade_imgui SYSTEM PUBLIC ${BRIGADE_IMGUI_BACKEND_HEADERS})
target_link_libraries(brigade_imgui PUBLIC
  PkgConfig::IMGUI PkgConfig::SDL2 PkgConfig::STB PkgConfig::FREETYPE)
if(brigade_imgui_renderer_name STREQUAL imgui_impl_sdlrenderer2)
  target_compile_definitions(brigade_imgui PUBLIC BRIGADE_IMGUI_SDLRENDERER2)
endif()
