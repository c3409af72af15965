// The panel, also where it is not there yet: a box may be on before its display, and a display may be
// switched off, unplugged or replaced. Main thread.
#pragma once

#include <vector>

#include "ui/ui.h"
#include "ui/window.h"

namespace brigade {

// With `waits`, for as long as it takes, and systemd hears that this is no hang. Else fails with a sentence.
Result<std::unique_ptr<ui::Ui>> open_panel(const ui::WindowOptions& options,
                                           const std::vector<ui::PaneOptions>& panes, bool waits);
// Likewise, of a program that draws its own pictures.
Result<std::unique_ptr<ui::Window>> open_window(const ui::WindowOptions& options, bool waits);

}  // namespace brigade
