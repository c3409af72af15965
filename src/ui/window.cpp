#include "ui/window.h"

#include <string_view>

#include "ui/backend.h"
#include "ui/panel.h"
#include "ui/window_parts.h"

namespace brigade::ui {

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    auto parts = std::make_unique<Parts>();
    parts->options = options;
    const bool headless = options.mode == WindowOptions::Mode::headless;
    if (Status status = headless ? parts->open_picture_in_memory() : parts->open_display(); !status)
        return status.error();
    if (Status status = parts->open_imgui(); !status) return status.error();
    return std::unique_ptr<Window>(new Window(std::move(parts)));
}

Window::Window(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Window::~Window() = default;

Window::Parts::~Parts() {
    panes.clear();  // their lists are ImGui's
    if (backend) backend::close();
    if (imgui) ImGui::DestroyContext();
    if (kept) SDL_DestroyTexture(kept);
    if (renderer) SDL_DestroyRenderer(renderer);
    if (surface) SDL_FreeSurface(surface);
    if (window) SDL_DestroyWindow(window);
    if (sdl) SDL_Quit();
}

Status Window::Parts::open_display() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0)
        return Error{std::string("there is no display to show the screen on (") + SDL_GetError() +
                     "): connect one, set DISPLAY, or run headless"};
    sdl = true;
    const bool full = options.mode == WindowOptions::Mode::fullscreen;
    const bool placed = options.left_px >= 0 && options.top_px >= 0;
    const Uint32 flags = full     ? SDL_WINDOW_FULLSCREEN_DESKTOP
                         : placed ? SDL_WINDOW_BORDERLESS
                                  : SDL_WINDOW_RESIZABLE;
    const int centred = static_cast<int>(SDL_WINDOWPOS_CENTERED);
    window = SDL_CreateWindow(options.title.c_str(), placed ? options.left_px : centred,
                              placed ? options.top_px : centred, options.width_px, options.height_px, flags);
    if (!window) return Error{std::string("the window could not be opened: ") + SDL_GetError()};
    if (full) SDL_ShowCursor(SDL_DISABLE);
    renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!renderer) renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
    if (!renderer) return Error{std::string("nothing can draw on the window: ") + SDL_GetError()};
    const std::string_view driver = SDL_GetCurrentVideoDriver();
    driver_waits = driver == "x11" || driver == "wayland";
    return {};
}

Status Window::Parts::open_picture_in_memory() {
    if (SDL_Init(SDL_INIT_EVENTS) != 0) return Error{std::string("SDL could not start: ") + SDL_GetError()};
    sdl = true;
    surface =
        SDL_CreateRGBSurfaceWithFormat(0, options.width_px, options.height_px, 32, SDL_PIXELFORMAT_ARGB8888);
    if (surface) renderer = SDL_CreateSoftwareRenderer(surface);
    if (!renderer) return Error{std::string("the picture in memory could not be made: ") + SDL_GetError()};
    return {};
}

Status Window::Parts::open_imgui() {
    ImGui::CreateContext();
    imgui = true;
    ImGui::GetIO().IniFilename = nullptr;
    if (!backend::open(renderer)) return Error{"the picture's renderer could not start"};
    backend = true;
    SDL_GetRendererOutputSize(renderer, &width, &height);
    keep_picture();
    panes.resize(options.panes);
    for (Pane& pane : panes) {
        pane.viewing = options.viewing;
        pane.list = std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData());
    }
    follow_panel();
    make_looks();
    return fonts.load(options.fonts);
}

void Window::Parts::follow_size() {
    const int before = width, before_height = height;
    SDL_GetRendererOutputSize(renderer, &width, &height);
    if (width == before && height == before_height) return;
    follow_panel();
    make_looks();
    make_textures();
}

void Window::Parts::make_textures() {
    if (fonts.load(options.fonts)) backend::forget_font_texture();
    keep_picture();
}

// A window or a picture in memory is on no panel of its own.
void Window::Parts::follow_panel() {
    if (options.mode == WindowOptions::Mode::fullscreen) panel_in = panel_diagonal_in(width, height);
}

Viewing Window::Parts::viewing_of(const Pane& pane) const {
    Viewing viewing = pane.viewing;
    if (viewing.diagonal_in <= 0) viewing.diagonal_in = panel_in;
    return viewing;
}

// By the whole panel: letters are as large on a half of it.
void Window::Parts::make_looks() {
    pane_areas = panes_of(width, height, panes.size());
    for (std::size_t i = 0; i < panes.size(); ++i) {
        Pane& pane = panes[i];
        pane.look =
            make_look(palette_of(pane.theme), scale_for({width, height}, viewing_of(pane), pane.density));
        pane.area = pane_areas[i];
    }
}

float Window::width(std::size_t pane) const {
    const PixelArea& area = parts_->panes[pane].area;
    return static_cast<float>(area.x2 - area.x1);
}

float Window::height(std::size_t pane) const {
    const PixelArea& area = parts_->panes[pane].area;
    return static_cast<float>(area.y2 - area.y1);
}

const Look& Window::look(std::size_t pane) const { return parts_->panes[pane].look; }
void Window::shift(Shift shift, std::size_t pane) { parts_->panes[pane].shift = shift; }

void Window::wait_for_fonts() { parts_->fonts.wait_for_all(); }

void Window::dress(Theme theme, Density density, const Viewing& viewing, std::size_t pane) {
    Parts& parts = *parts_;
    parts.panes[pane].theme = theme;
    parts.panes[pane].density = density;
    parts.panes[pane].viewing = viewing;
    parts.make_looks();
}

Legible Window::legible(std::size_t pane) const {
    const Parts::Pane& of = parts_->panes[pane];
    return ui::legible(of.look, {parts_->width, parts_->height}, parts_->viewing_of(of));
}

}  // namespace brigade::ui
