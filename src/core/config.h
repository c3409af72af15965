// What every node of a kitchen must know alike: its name and its stations. Part of the journal (event
// kitchen_configured), because a replica has to show and decide what the hub does without the hub's files.
#pragma once

#include <string>
#include <vector>

#include "core/words.h"

namespace brigade {

// Where one service is to be quicker or may take longer than the station's tickets in general.
struct ServiceLimits {
    Service service = Service::dine_in;
    int warn_s = 0;
    int late_s = 0;

    bool operator==(const ServiceLimits&) const = default;
};

struct Station {
    std::string id;
    std::string name;
    StationKind kind = StationKind::prep;
    int warn_s = 480;         // a ticket of this age looks warned about
    int late_s = 720;         // and of this age it is late, and the POS hears so
    int prep_s = 600;         // a line that neither order nor menu times
    std::string backup = {};  // the station that stands in for it when it falls silent; empty: none
    int backup_after_s = 60;  // for so long
    bool two_step = false;    // a bump of a ticket that nobody has begun starts it; the next one is done
    Arrangement layout = Arrangement::masonry;
    std::vector<ServiceLimits> services = {};  // at most one of each

    ServiceLimits limits_for(Service service) const {
        for (const ServiceLimits& limits : services)
            if (limits.service == service) return limits;
        return {service, warn_s, late_s};
    }
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
