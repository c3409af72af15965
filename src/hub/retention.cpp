#include "hub/retention.h"

#include <algorithm>

namespace brigade {

Result<Seq> forgettable_through(JournalReader& reader, const Kitchen& kitchen, TimeMs before) {
    auto first_kept = reader.first_seq_at_or_after(before);
    if (!first_kept) return first_kept.error();
    const auto& open = kitchen.index.open;
    if (!open.empty()) *first_kept = std::min(*first_kept, *open.begin());
    return *first_kept > 0 ? *first_kept - 1 : 0;
}

}  // namespace brigade
