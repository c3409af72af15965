#include "analytics/daypart.h"

namespace brigade {

std::vector<Daypart> default_dayparts() {
    constexpr int hour = 60;
    return {{"breakfast", 5 * hour, 11 * hour},
            {"lunch", 11 * hour, 15 * hour},
            {"afternoon", 15 * hour, 17 * hour},
            {"dinner", 17 * hour, 22 * hour},
            {"late", 22 * hour, 5 * hour}};
}

}  // namespace brigade
