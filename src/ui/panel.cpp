#include "ui/panel.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/directory.h"
#include "ui/edid.h"

namespace brigade::ui {
namespace {

namespace fs = std::filesystem;

bool connected(const fs::path& connector) {
    std::string status;
    return std::getline(std::ifstream(connector / "status"), status) && status == "connected";
}

std::vector<Edid> panels_in(const fs::path& directory) {
    std::vector<Edid> panels;
    for (const fs::path& connector : entries_of(directory)) {
        if (!connected(connector)) continue;
        std::ifstream file(connector / "edid", std::ios::binary);
        constexpr std::size_t block_bytes = 128;
        std::string text(block_bytes, '\0');
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        const std::vector<std::uint8_t> bytes(text.begin(),
                                              text.begin() + std::max<std::streamsize>(0, file.gcount()));
        // One that says nothing is still a panel: then nobody knows which of two this is.
        panels.push_back(parse_edid(bytes).value_or(Edid{}));
    }
    return panels;
}

}  // namespace

float panel_diagonal_in(int width_px, int height_px, const fs::path& directory) {
    std::vector<Edid> panels = panels_in(directory);
    if (panels.size() > 1)
        std::erase_if(panels, [&](const Edid& panel) {
            const bool upright = panel.width_px == height_px && panel.height_px == width_px;
            return !upright && (panel.width_px != width_px || panel.height_px != height_px);
        });
    if (panels.empty()) return 0;
    const float diagonal_in = panels.front().diagonal_in;
    const bool alike = std::all_of(panels.begin(), panels.end(), [&](const Edid& panel) {
        return std::abs(panel.diagonal_in - diagonal_in) < 0.5F;
    });
    return alike ? diagonal_in : 0;
}

}  // namespace brigade::ui
