#include "ui/window.h"

#include <imgui.h>

#include <string_view>

#include "ui/backend.h"
#include "ui/png.h"
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
    if (backend) backend::close();
    if (imgui) ImGui::DestroyContext();
    if (renderer) SDL_DestroyRenderer(renderer);
    if (surface) SDL_FreeSurface(surface);
    if (window) SDL_DestroyWindow(window);
    if (sdl) SDL_Quit();
}

Status Window::Parts::open_display() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0)
        return Error{std::string("there is no display to show the screen on (") + SDL_GetError() +
                     "): connect one, set DISPLAY, or run headless"};
    sdl = true;
    const bool full = options.mode == WindowOptions::Mode::fullscreen;
    const Uint32 flags = full ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    window = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                              options.width_px, options.height_px, flags);
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
    look = make_look(dark_palette(), scale_for(width, height, options.viewing));
    return fonts.load(options.fonts, look);
}

void Window::Parts::follow_size() {
    const int before = width, before_height = height;
    SDL_GetRendererOutputSize(renderer, &width, &height);
    if (width == before && height == before_height) return;
    look = make_look(dark_palette(), scale_for(width, height, options.viewing));
    if (fonts.load(options.fonts, look)) backend::forget_font_texture();
}

void Window::Parts::render() {
    const Colour ground = look.colour.ground;
    backend::render(ground.red, ground.green, ground.blue);
}

float Window::width() const { return static_cast<float>(parts_->width); }
float Window::height() const { return static_cast<float>(parts_->height); }
const Look& Window::look() const { return parts_->look; }

void Window::present(const std::function<void(Canvas&)>& draw) {
    parts_->follow_size();
    Fonts& fonts = parts_->fonts;
    ImGui::GetIO().DisplaySize = {width(), height()};
    constexpr int tries = 3;  // a letter is wanted at the first and there at the second
    for (int i = 0; i < tries; ++i) {
        if (fonts.wanting()) {
            backend::forget_font_texture();
            fonts.bake();
        }
        backend::new_frame();
        ImGui::NewFrame();
        Canvas canvas(fonts, parts_->look, ImGui::GetBackgroundDrawList());
        draw(canvas);
        if (!fonts.wanting() || i + 1 == tries) break;
        ImGui::EndFrame();
    }
    ImGui::Render();
    parts_->render();
    SDL_RenderPresent(parts_->renderer);
}

Status Window::screenshot(const std::string& path) {
    if (!ImGui::GetDrawData()) return Error{"nothing has been presented yet"};
    parts_->render();
    const int width = parts_->width, height = parts_->height;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    if (SDL_RenderReadPixels(parts_->renderer, nullptr, SDL_PIXELFORMAT_RGB24, pixels.data(), width * 3) != 0)
        return Error{std::string("the picture could not be read back: ") + SDL_GetError()};
    return write_png(path, width, height, pixels);
}

}  // namespace brigade::ui
