// The only owner of SDL and of ImGui's context: a full screen, a window, or a picture in memory for machines
// without a display (tests, screenshots). It has one pane, or two that share the panel (panes.h), each with a
// look of its own. Main thread, except wake().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/burn_in.h"
#include "ui/canvas.h"
#include "ui/function.h"
#include "ui/legible.h"
#include "ui/look.h"
#include "ui/png.h"

namespace brigade::ui {

struct WindowOptions {
    enum class Mode { fullscreen, windowed, headless };
    Mode mode = Mode::fullscreen;
    int width_px = 1920, height_px = 1080;  // not for fullscreen
    int left_px = -1, top_px = -1;  // windowed: its place, without a frame; -1: in the middle, with one
    std::string title = "Brigade";
    FontFiles fonts;
    Viewing viewing;  // a diagonal of 0 is taken from what the panel says about itself
    std::size_t panes = 1;
};

// What came from keyboard, mouse and touch screen, in terms of what it means.
inline constexpr std::int64_t the_mouse = -1;  // of all fingers

struct Input {
    // next_pane: the keyboard is to mean the other pane; speakers: a sound device came or went
    enum class Kind { function, text, touch, release, next_pane, redraw, speakers, quit };
    Kind kind = Kind::redraw;
    Function function = Function::none;
    float x = 0, y = 0;  // touch, release: in the pane that was touched, where it may end outside
    std::size_t pane = 0;
    std::int64_t finger = the_mouse;
    std::string text = {};  // text: letters, as UTF-8
};

class Window {
  public:
    // Fails without a display (unless headless), without a renderer, without fonts.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    float width(std::size_t pane = 0) const;
    float height(std::size_t pane = 0) const;
    const Look& look(std::size_t pane = 0) const;  // follows the window's size

    // How it is to look from the next picture on.
    void dress(Theme theme, Density density, const Viewing& viewing, std::size_t pane = 0);
    // For pictures that must be whole at once (a test's): a screen shows codes in boxes for the moment that
    // reading the fonts of the other scripts takes.
    void wait_for_fonts();
    // Where the next picture stands. What is touched is told as if it stood in the middle.
    void shift(Shift shift, std::size_t pane = 0);
    // How large its letters are seen, for a setup screen to say.
    Legible legible(std::size_t pane = 0) const;

    // Draws one picture, pane after pane, and puts it on the screen. `draw` may be called more than once, if
    // letters turn up that have no glyph yet. Only what differs from the picture before is drawn and sent to
    // the glass. True once the glass has it; false if nothing was sent, for what stands there looks
    // the same.
    bool present(const std::function<void(std::size_t pane, Canvas&)>& draw);
    bool present(const std::function<void(Canvas&)>& draw);  // of a window with one pane
    // The next picture is drawn whole.
    void redraw();
    // The next picture is sent to the glass even if it looks like the one that stands there.
    void send_again();
    // The picture presented last, row after row: red, green and blue of each pixel.
    Result<std::vector<std::uint8_t>> pixels();
    // The same, or one pane of it.
    Result<Pixels> picture(std::optional<std::size_t> pane = {});
    // As a file.
    Status screenshot(const std::string& path, std::optional<std::size_t> pane = {});

    // Inputs that have come; waits up to `wait_ms` for the first, or for wake().
    std::vector<Input> inputs(int wait_ms);
    void wake();  // any thread
    // The pane that an ordinary keyboard means, to be marked; none: no mark. From the next picture on.
    void mark(std::optional<std::size_t> pane);
    // While it is on, keys that print letters come as text, not as functions.
    void take_text(bool on);

  private:
    struct Parts;
    explicit Window(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace brigade::ui
