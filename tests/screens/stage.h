// A headless window with a screen in it, stepped by hand.
#pragma once

#include "screens/samples.h"
#include "ui/controls.h"
#include "ui/drawn.h"
#include "ui/screen.h"
#include "ui/ui.h"
#include "ui/window.h"

namespace brigade::screens {

struct Stage {
    std::unique_ptr<ui::Window> window;
    ui::Words words;
    ui::Screen screen;
    ui::Controls controls;
    ui::DrawnLog drawn;
    ui::Frame frame;
    TimeMs now_ms = 0;

    static Stage open(int width = 960, int height = 540, const std::string& language = "en");
    // Draws the model and returns what is whole on the picture for the first time.
    std::vector<Drawn> show(const ModelPtr& model);
    // What time alone brings about, as before a picture.
    std::optional<Action> settle(const ModelPtr& model);
    std::optional<Action> press(ui::Function function, const ModelPtr& model);
    // What is on the glass, as the bytes of a PNG.
    std::string picture() const;
};

// The whole room as its owner sees it, in memory and in English.
std::unique_ptr<ui::Ui> open_ui(Mailbox& mailbox);

}  // namespace brigade::screens
