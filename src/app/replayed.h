// A journal replayed to its end by the same `apply` that every node runs, from the first event it keeps and
// from its newest snapshot, so that both ways can be held against each other. Reads only.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "core/kitchen.h"
#include "journal/journal.h"

namespace brigade {

struct Replayed {
    Kitchen kitchen;
    Head head;
    Seq base = 0;
    std::size_t events = 0;       // kept ones, all verified against the chain
    std::optional<Seq> snapshot;  // that the journal would start from
    bool from_base = false;       // replayed from the first event; else from the snapshot
    Hash digest{};
    std::optional<Hash> digest_from_snapshot;  // where both ways could be gone

    bool agrees() const { return !digest_from_snapshot || *digest_from_snapshot == digest; }
};

// `each` is called with every kept event, in order. Fails with a sentence if the journal cannot be read, is
// damaged, or holds what is no event.
Result<Replayed> replay_journal(const std::filesystem::path& path,
                                const std::function<void(const Record&, const Event&)>& each = {});

}  // namespace brigade
