#include <algorithm>
#include <chrono>
#include <optional>

#include "ui/keys.h"
#include "ui/window_parts.h"

namespace brigade::ui {
namespace {

// Without a driver that waits for us, events are looked for this often: well within a frame.
constexpr int poll_ms = 8;

// Its letter comes by itself, as the keyboard's layout has it.
bool prints(const SDL_Keysym& key) {
    const bool keypad = (key.sym >= SDLK_KP_1 && key.sym <= SDLK_KP_0) || key.sym == SDLK_KP_PLUS;
    return keypad || (key.sym >= SDLK_SPACE && key.sym < SDLK_DELETE) ||
           (key.sym > SDLK_DELETE && key.sym < 0x110000);
}

// A finger that has been down for so long is a palm or a cloth, or was lifted unseen: it is in nobody's way
// any more.
constexpr std::uint64_t finger_rests_ms = 5'000;

struct Scope {
    float to_pixels, width, height;
    bool takes_text;
};

// Fingers tell by themselves where they are: the mouse that SDL makes of the first one is switched off.
std::optional<Input> by_finger(const SDL_Event& event, const Scope& scope) {
    Input input{event.type == SDL_FINGERDOWN ? Input::Kind::touch : Input::Kind::release};
    input.x = event.tfinger.x * scope.width, input.y = event.tfinger.y * scope.height;
    input.finger = event.tfinger.fingerId;
    SDL_ShowCursor(SDL_DISABLE);
    return input;
}

std::optional<Input> by_mouse(const SDL_Event& event, const Scope& scope) {
    if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID)
        return std::nullopt;
    Input input{event.type == SDL_MOUSEBUTTONDOWN ? Input::Kind::touch : Input::Kind::release};
    input.x = static_cast<float>(event.button.x) * scope.to_pixels;
    input.y = static_cast<float>(event.button.y) * scope.to_pixels;
    return input;
}

std::optional<Input> translate(const SDL_Event& event, const Scope& scope) {
    switch (event.type) {
        case SDL_QUIT:
            return Input{Input::Kind::quit};
        case SDL_KEYDOWN: {
            const bool ignored = event.key.repeat || (scope.takes_text && prints(event.key.keysym));
            if (event.key.keysym.sym == SDLK_TAB && !ignored) return Input{Input::Kind::next_pane};
            const Function function = ignored ? Function::none : function_of(event.key.keysym);
            if (function == Function::none) return std::nullopt;
            return Input{Input::Kind::function, function};
        }
        case SDL_TEXTINPUT: {
            if (!scope.takes_text) return std::nullopt;
            Input input{Input::Kind::text};
            input.text = event.text.text;
            return input;
        }
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            return by_mouse(event, scope);
        case SDL_FINGERDOWN:
        case SDL_FINGERUP:
            return by_finger(event, scope);
        case SDL_MOUSEMOTION:  // the pointer shows for a mouse, never for a finger
            if (event.motion.which != SDL_TOUCH_MOUSEID) SDL_ShowCursor(SDL_ENABLE);
            return std::nullopt;
        case SDL_AUDIODEVICEADDED:
        case SDL_AUDIODEVICEREMOVED:
            return event.adevice.iscapture ? std::nullopt : std::optional(Input{Input::Kind::speakers});
        case SDL_WINDOWEVENT:
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
            return Input{Input::Kind::redraw};
        default:
            return std::nullopt;
    }
}

}  // namespace

// A finger belongs to the pane that it came down on, wherever it is lifted; a second one on the same pane
// counts for nothing. False: of a finger that does not count.
bool Window::Parts::find_pane(Input& input) {
    if (input.kind != Input::Kind::touch && input.kind != Input::Kind::release) return true;
    const std::uint64_t now_ms = SDL_GetTicks64();
    if (input.kind == Input::Kind::touch) {
        input.pane = pane_at(pane_areas, input.x, input.y);
        for (Pane& other : panes)  // a finger that was lifted unseen is down here now
            if (other.finger == input.finger) other.finger.reset();
        Pane& pane = panes[input.pane];
        if (pane.finger && pane.finger != input.finger && now_ms - pane.finger_at_ms < finger_rests_ms)
            return false;
        pane.finger = input.finger;
        pane.finger_at_ms = now_ms;
    } else {
        const auto pane = std::ranges::find(panes, std::optional(input.finger), &Pane::finger);
        if (pane == panes.end()) return false;
        pane->finger.reset();
        input.pane = static_cast<std::size_t>(pane - panes.begin());
    }
    input.x -= panes[input.pane].touch_x;
    input.y -= panes[input.pane].touch_y;
    return true;
}

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
        if (window_width > 0) to_pixels = static_cast<float>(parts.width) / static_cast<float>(window_width);
    }
    const Scope scope{to_pixels, static_cast<float>(parts.width), static_cast<float>(parts.height),
                      parts.takes_text};
    std::vector<Input> inputs;
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        parts.follow(event);
        std::optional<Input> input = translate(event, scope);
        if (input && parts.find_pane(*input)) inputs.push_back(*std::move(input));
    }
    return inputs;
}

void Window::mark(std::optional<std::size_t> pane) { parts_->marked = pane; }

void Window::take_text(bool on) {
    if (parts_->takes_text == on) return;
    parts_->takes_text = on;
    if (on)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
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
