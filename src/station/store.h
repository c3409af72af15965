// What one screen keeps on its machine: its lasting id, how its hub knows it, its copy of the kitchen's
// journal, and the presses that wait for the hub. An interface, so that the simulator can give a screen a
// disk of its own. Loop thread; owned by the StationScreen.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/open.h"
#include "journal/outbox.h"
#include "station/pairing_record.h"

namespace brigade {

class StationStore {
  public:
    virtual ~StationStore() = default;

    // By which a hub knows this screen for ever: made once, then kept.
    virtual Result<std::string> screen_id() = 0;

    // The pairing with its hub: nothing if there is none, an error if it cannot be read. Kept durably, and
    // for its owner's eyes alone.
    virtual Result<std::optional<PairingRecord>> pairing() = 0;
    virtual Status keep_pairing(const PairingRecord& record) = 0;
    virtual Status forget_pairing() = 0;

    // Opens or makes the copy (journal/open.h, `replica`).
    virtual Result<Opened> open_copy() = 0;
    // Begins it anew from the hub's snapshot at `head`. No copy may be open. The old one is put aside unless
    // it held nothing.
    virtual Result<Opened> begin_copy(const Head& head, TimeMs at, std::string_view snapshot,
                                      bool old_is_empty) = 0;

    // Deletes copies that were put aside and last written before that time of the wall clock. Best effort.
    virtual void forget_copies(TimeMs before_ms) = 0;

    virtual Result<OpenedOutbox> open_outbox() = 0;
};

// In files of this directory, which is made if missing.
std::unique_ptr<StationStore> store_in(const std::filesystem::path& directory);

}  // namespace brigade
