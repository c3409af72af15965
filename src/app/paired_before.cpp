#include "app/paired_before.h"

#include <fmt/format.h>

namespace brigade {

std::string said_of_old_pairing(StationStore& store) {
    const auto kept = store.pairing();
    if (!kept || !*kept || (*kept)->device.empty()) return {};
    const PairingRecord& record = **kept;
    return fmt::format(
        "this screen forgets that it is device {} (\"{}\") of {}; as soon as it is paired anew, revoke the "
        "old "
        "one at that hub: brigade devices revoke {}",
        record.device, record.name, record.kitchen, record.device);
}

}  // namespace brigade
