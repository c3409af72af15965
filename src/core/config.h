// What every node of a kitchen must know alike: its name and its stations. Part of the journal (event
// kitchen_configured), because a replica has to show and decide what the hub does without the hub's files.
#pragma once

#include <string>
#include <vector>

#include "core/words.h"

namespace brigade {

struct Station {
    std::string id;
    std::string name;
    StationKind kind = StationKind::prep;
    int warn_s = 480;         // a ticket of this age looks warned about
    int late_s = 720;         // and of this age it is late, and the POS hears so
    int prep_s = 600;         // a line that neither order nor menu times
    std::string backup = {};  // the station that stands in for it when it falls silent; empty: none
    int backup_after_s = 60;  // for so long

    bool operator==(const Station&) const = default;
};

struct KitchenConfig {
    std::string name;
    std::string time_zone;        // whose clock hangs on the wall, "Asia/Jakarta"; empty: UTC
    std::string default_station;  // takes what no rule routes
    std::vector<Station> stations;

    bool operator==(const KitchenConfig&) const = default;

    const Station* find(std::string_view id) const {
        for (const Station& station : stations)
            if (station.id == id) return &station;
        return nullptr;
    }
    bool has_expo() const {
        for (const Station& station : stations)
            if (station.kind == StationKind::expo) return true;
        return false;
    }
};

}  // namespace brigade
