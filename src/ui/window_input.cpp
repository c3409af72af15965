#include <chrono>
#include <optional>

#include "ui/keys.h"
#include "ui/window_parts.h"

namespace brigade::ui {
namespace {

// Without a driver that waits for us, events are looked for this often: well within a frame.
constexpr int poll_ms = 8;

std::optional<Input> translate(const SDL_Event& event, float to_pixels) {
    const auto at = [&](Input::Kind kind) {
        return Input{kind, Function::none, static_cast<float>(event.button.x) * to_pixels,
                     static_cast<float>(event.button.y) * to_pixels};
    };
    switch (event.type) {
        case SDL_QUIT:
            return Input{Input::Kind::quit};
        case SDL_KEYDOWN: {
            const Function function = event.key.repeat ? Function::none : function_of(event.key.keysym);
            if (function == Function::none) return std::nullopt;
            return Input{Input::Kind::function, function};
        }
        case SDL_MOUSEBUTTONDOWN:
            return event.button.button == SDL_BUTTON_LEFT ? std::optional(at(Input::Kind::touch))
                                                          : std::nullopt;
        case SDL_MOUSEBUTTONUP:
            return event.button.button == SDL_BUTTON_LEFT ? std::optional(at(Input::Kind::release))
                                                          : std::nullopt;
        case SDL_MOUSEMOTION:
            // The pointer shows for a mouse, never for a finger.
            if ((event.motion.which == SDL_TOUCH_MOUSEID) == (SDL_ShowCursor(SDL_QUERY) == SDL_ENABLE))
                SDL_ShowCursor(event.motion.which == SDL_TOUCH_MOUSEID ? SDL_DISABLE : SDL_ENABLE);
            return std::nullopt;
        case SDL_WINDOWEVENT:
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
            return Input{Input::Kind::redraw};
        default:
            return std::nullopt;
    }
}

}  // namespace

std::vector<Input> Window::inputs(int wait_ms) {
    Parts& parts = *parts_;
    if (parts.driver_waits) {
        SDL_WaitEventTimeout(nullptr, wait_ms);
    } else {
        const bool headless = parts.options.mode == WindowOptions::Mode::headless;
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
        std::unique_lock lock(parts.mutex);
        while (!parts.woken && std::chrono::steady_clock::now() < end) {
            const auto next =
                headless
                    ? end
                    : std::min(end, std::chrono::steady_clock::now() + std::chrono::milliseconds(poll_ms));
            parts.wakes.wait_until(lock, next);
            if (!headless) {
                SDL_PumpEvents();
                if (SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) break;
            }
        }
        parts.woken = false;
    }
    float to_pixels = 1;
    if (int window_width = 0; parts.window) {
        SDL_GetWindowSize(parts.window, &window_width, nullptr);
        if (window_width > 0) to_pixels = width() / static_cast<float>(window_width);
    }
    std::vector<Input> inputs;
    SDL_Event event;
    while (SDL_PollEvent(&event))
        if (const std::optional<Input> input = translate(event, to_pixels)) inputs.push_back(*input);
    return inputs;
}

void Window::wake() {
    if (parts_->driver_waits) {
        SDL_Event event{};
        event.type = SDL_USEREVENT;
        SDL_PushEvent(&event);
        return;
    }
    const std::lock_guard lock(parts_->mutex);
    parts_->woken = true;
    parts_->wakes.notify_one();
}

}  // namespace brigade::ui
