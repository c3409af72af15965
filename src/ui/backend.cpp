#include "ui/backend.h"

#include <SDL.h>
#include <imgui.h>
#ifdef BRIGADE_IMGUI_SDLRENDERER2
#include <imgui_impl_sdlrenderer2.h>
#else
#include <imgui_impl_sdlrenderer.h>
#endif

namespace brigade::ui::backend {
namespace {

SDL_Renderer* onto = nullptr;  // the backend, too, knows one renderer only

}  // namespace

#ifdef BRIGADE_IMGUI_SDLRENDERER2
void close() { ImGui_ImplSDLRenderer2_Shutdown(); }
void new_frame() { ImGui_ImplSDLRenderer2_NewFrame(); }
void forget_font_texture() { ImGui_ImplSDLRenderer2_DestroyFontsTexture(); }
bool open(SDL_Renderer* renderer) { return (onto = renderer) && ImGui_ImplSDLRenderer2_Init(renderer); }
#else
void close() { ImGui_ImplSDLRenderer_Shutdown(); }
void new_frame() { ImGui_ImplSDLRenderer_NewFrame(); }
void forget_font_texture() { ImGui_ImplSDLRenderer_DestroyFontsTexture(); }
bool open(SDL_Renderer* renderer) { return (onto = renderer) && ImGui_ImplSDLRenderer_Init(renderer); }
#endif

void render(unsigned char red, unsigned char green, unsigned char blue) {
    SDL_RenderSetClipRect(onto, nullptr);
    SDL_SetRenderDrawColor(onto, red, green, blue, 255);
    SDL_RenderClear(onto);
#if defined(BRIGADE_IMGUI_SDLRENDERER2) && IMGUI_VERSION_NUM >= 19100
    ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData(), onto);
#elif defined(BRIGADE_IMGUI_SDLRENDERER2)
    ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData());
#else
    ImGui_ImplSDLRenderer_RenderDrawData(ImGui::GetDrawData());
#endif
    SDL_RenderFlush(onto);
}

}  // namespace brigade::ui::backend
