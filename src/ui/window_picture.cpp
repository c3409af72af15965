// From what was drawn to the glass: only what is not as it was in the picture before.
#include <utility>

#include "ui/backend.h"
#include "ui/packed.h"
#include "ui/png.h"
#include "ui/window_parts.h"

namespace brigade::ui {

// A graphics card forgets a picture once it has shown it: there it is drawn on a texture.
void Window::Parts::keep_picture() {
    changed.forget();
    if (kept) SDL_DestroyTexture(kept);
    kept = nullptr;
    SDL_RendererInfo info{};
    SDL_GetRendererInfo(renderer, &info);
    software = (info.flags & SDL_RENDERER_SOFTWARE) != 0;
    if (software) return;
    kept = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET, width, height);
    if (kept) SDL_SetTextureBlendMode(kept, SDL_BLENDMODE_NONE);
}

// What may have cost the glass, the kept picture or the textures what was on them.
void Window::Parts::follow(const SDL_Event& event) {
    if (event.type == SDL_RENDER_DEVICE_RESET) make_textures();
    if (event.type == SDL_WINDOWEVENT || event.type == SDL_RENDER_TARGETS_RESET) changed.forget();
}

void Window::Parts::begin_list(Pane& pane) {
    pane.list->_ResetForNewFrame();
    pane.list->PushTextureID(ImGui::GetIO().Fonts->TexID);
    pane.list->PushClipRectFullScreen();
}

// All panes on the glass, each on a ground of its own where there are several.
void Window::Parts::gather() {
    picture.clear();
    for (Pane& pane : panes) {
        std::vector<Piece> pieces = backend::pieces(*pane.list);
        put_on_glass(pieces, pane.area, pane.shift);
        if (panes.size() > 1) picture.push_back({pane.area, {}, packed(pane.look.colour.ground)});
        picture.insert(picture.end(), pieces.begin(), pieces.end());
        const PixelArea edge{pane.area.x1, pane.area.y1, pane.area.x2,
                             pane.area.y1 + gutter_px(width, height)};
        if (marked && &panes[*marked] == &pane) picture.push_back({edge, {}, packed(pane.look.colour.live)});
        pane.touch_x = static_cast<float>(pane.area.x1 + pane.shift.x);
        pane.touch_y = static_cast<float>(pane.area.y1 + pane.shift.y);
    }
}

Colour Window::Parts::ground() const {
    return panes.size() > 1 ? Colour{} : panes.front().look.colour.ground;  // black: it never moves
}

// To the glass, or the place from which it is taken. Returns once the display has it.
void Window::Parts::send(const std::vector<PixelArea>& areas) {
    if (kept) SDL_RenderCopy(renderer, kept, nullptr, nullptr);
    std::vector<SDL_Rect> places;
    for (const PixelArea& area : areas)
        places.push_back({area.x1, area.y1, area.x2 - area.x1, area.y2 - area.y1});
    if (software && window &&
        SDL_UpdateWindowSurfaceRects(window, places.data(), static_cast<int>(places.size())) == 0)
        return;
    SDL_RenderPresent(renderer);
}

bool Window::Parts::show_picture() {
    const Colour ground = this->ground();
    gather();
    presented = true;
    if (!software && !kept) changed.forget();
    const std::uint64_t number = backend::texture_version() << 32U | std::uint64_t{ground.red} << 16U |
                                 std::uint64_t{ground.green} << 8U | ground.blue;
    const std::vector<PixelArea> areas = changed.follow(picture, width, height, number);
    if (areas.empty() && !std::exchange(again, false)) return false;
    again = false;
    if (!areas.empty()) {
        if (kept) SDL_SetRenderTarget(renderer, kept);
        backend::render(picture, areas, ground);
        if (kept) SDL_SetRenderTarget(renderer, nullptr);
    }
    send(areas.empty() ? std::vector{PixelArea{0, 0, width, height}} : areas);
    return true;
}

bool Window::present(const std::function<void(Canvas&)>& draw) {
    return present([&](std::size_t, Canvas& canvas) { draw(canvas); });
}

bool Window::present(const std::function<void(std::size_t, Canvas&)>& draw) {
    parts_->follow_size();
    Fonts& fonts = parts_->fonts;
    fonts.catch_up();
    ImGui::GetIO().DisplaySize = {static_cast<float>(parts_->width), static_cast<float>(parts_->height)};
    constexpr int tries = 3;  // a letter is wanted at the first and there at the second
    for (int i = 0; i < tries; ++i) {
        if (fonts.wanting()) {
            backend::forget_font_texture();
            fonts.bake();
        }
        backend::new_frame();
        ImGui::NewFrame();
        for (std::size_t pane = 0; pane < parts_->panes.size(); ++pane) {
            Parts::Pane& on = parts_->panes[pane];
            parts_->begin_list(on);
            Canvas canvas(fonts, on.look, on.list.get());
            draw(pane, canvas);
        }
        if (!fonts.wanting() || i + 1 == tries) break;
        ImGui::EndFrame();
    }
    fonts.upload();
    ImGui::Render();
    return parts_->show_picture();
}

void Window::redraw() { parts_->changed.forget(); }
void Window::send_again() { parts_->again = true; }

Result<std::vector<std::uint8_t>> Window::pixels() {
    Parts& parts = *parts_;
    if (!parts.presented) return Error{"nothing has been presented yet"};
    const auto width = static_cast<std::size_t>(parts.width), height = static_cast<std::size_t>(parts.height);
    const PixelArea all{0, 0, parts.width, parts.height};
    std::vector<std::uint8_t> pixels(width * height * 3);
    if (parts.kept) SDL_SetRenderTarget(parts.renderer, parts.kept);
    if (!parts.kept && !parts.software) backend::render(parts.picture, std::span(&all, 1), parts.ground());
    const bool read = SDL_RenderReadPixels(parts.renderer, nullptr, SDL_PIXELFORMAT_RGB24, pixels.data(),
                                           parts.width * 3) == 0;
    if (parts.kept) SDL_SetRenderTarget(parts.renderer, nullptr);
    if (!read) return Error{std::string("the picture could not be read back: ") + SDL_GetError()};
    return pixels;
}

Result<Pixels> Window::picture(std::optional<std::size_t> pane) {
    auto read = pixels();
    if (!read) return read.error();
    if (!pane || parts_->panes.size() == 1) return Pixels{parts_->width, parts_->height, *std::move(read)};
    const PixelArea area = parts_->panes[*pane].area;
    Pixels part{area.x2 - area.x1, area.y2 - area.y1, {}};
    const auto columns = static_cast<std::ptrdiff_t>(part.width) * 3;
    for (int y = area.y1; y < area.y2; ++y) {
        const auto row = read->begin() + (static_cast<std::ptrdiff_t>(y) * parts_->width + area.x1) * 3;
        part.rgb.insert(part.rgb.end(), row, row + columns);
    }
    return part;
}

Status Window::screenshot(const std::string& path, std::optional<std::size_t> pane) {
    const auto taken = picture(pane);
    return taken ? write_png(path, *taken) : Status(taken.error());
}

}  // namespace brigade::ui
