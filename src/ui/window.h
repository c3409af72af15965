// The only owner of SDL and of ImGui's context: a full screen, a window, or a picture in memory for machines
// without a display (tests, screenshots). Main thread, except wake().
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/canvas.h"
#include "ui/function.h"
#include "ui/look.h"

namespace brigade::ui {

struct WindowOptions {
    enum class Mode { fullscreen, windowed, headless };
    Mode mode = Mode::fullscreen;
    int width_px = 1920, height_px = 1080;  // not for fullscreen
    std::string title = "Brigade";
    FontFiles fonts;
    Viewing viewing;
};

// What came from keyboard, mouse and touch screen, in terms of what it means.
struct Input {
    enum class Kind { function, touch, release, redraw, quit };
    Kind kind = Kind::redraw;
    Function function = Function::none;
    float x = 0, y = 0;  // touch, release
};

class Window {
  public:
    // Fails without a display (unless headless), without a renderer, without fonts.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    float width() const;
    float height() const;
    const Look& look() const;  // follows the window's size

    // Draws one picture and puts it on the screen. `draw` may be called more than once, if letters turn up
    // that have no glyph yet.
    void present(const std::function<void(Canvas&)>& draw);
    // The picture presented last, as a PNG; written beside and renamed, so that no reader sees half of it.
    Status screenshot(const std::string& path);

    // Inputs that have come; waits up to `wait_ms` for the first, or for wake().
    std::vector<Input> inputs(int wait_ms);
    void wake();  // any thread

  private:
    struct Parts;
    explicit Window(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace brigade::ui
