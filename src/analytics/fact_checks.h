// What guards the parts of the file of facts that the projection goes on from. Inside the room only.
#pragma once

#include <fmt/format.h>

#include "analytics/fact_file.h"

namespace brigade {

inline Hash check_of_place(const FactPlace& place, std::string_view frame) {
    return hash_of({"place ", bytes_of(place.identity), to_text(place.head), frame});
}

inline Hash check_of_state(Seq order, std::string_view state) {
    return hash_of({"state ", fmt::format("{} ", order), state});
}

}  // namespace brigade
