// A kitchen in which something goes wrong, and what its screen then tells (station/troubles.h). The pictures'
// own troubles, sound and letters, are brought about in tests/hands.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "station/lan_kitchen.h"
#include "station/troubles.h"

namespace brigade::test {

inline std::vector<Trouble> all_troubles(const ScreenModel& model, net::EventLoop& loop) {
    return troubles(model, {}, loop.now_ms() + model.clock_offset_ms);
}

inline std::optional<Trouble> find_trouble(const std::vector<Trouble>& all, Trouble::Kind kind) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Trouble& one) { return one.kind == kind; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

struct TroubledKitchen : LineKitchen {
    std::optional<Trouble> told(Trouble::Kind kind) {
        return find_trouble(all_troubles(*model(), loop), kind);
    }
    bool until_told(Trouble::Kind kind) {
        return until([&](const ScreenModel& shown) {
            return find_trouble(all_troubles(shown, loop), kind).has_value();
        });
    }
    bool until_well() {
        return until([&](const ScreenModel& shown) { return all_troubles(shown, loop).empty(); });
    }
};

}  // namespace brigade::test
