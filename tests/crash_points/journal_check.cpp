#include "crash_points/journal_check.h"

#include <fmt/format.h>

#include <algorithm>

namespace brigade::test {
namespace {

std::string broken_events(JournalReader& reader, const Written& written, Seq after, Seq last) {
    for (Seq seq = after; seq < last;) {
        auto records = reader.read(seq, 1000, 1 << 22);
        if (!records) return records.error().message;
        if (records->empty()) return fmt::format("event {} is missing", seq + 1);
        for (const Record& record : *records)
            if (++seq; record != written.events.at(seq)) return fmt::format("event {} is another", seq);
    }
    return {};
}

std::string broken_orders(JournalReader& reader, const Written& written, Seq last) {
    for (const OrderEntry& order : written.orders) {
        auto found = reader.find_order(order.id);
        if (!found) return found.error().message;
        if (found->has_value() != (order.seq <= last) || (*found && **found != order))
            return fmt::format("order {} is {}", order.id, *found ? "there" : "missing");
    }
    return {};
}

std::string broken_snapshot(JournalReader& reader, const JournalPromise& promise) {
    auto snapshot = reader.newest_snapshot();
    if (!snapshot) return snapshot.error().message;
    Seq seq = *snapshot ? (*snapshot)->head.seq : 0;
    if (seq < promise.snapshot_acked) return fmt::format("the newest snapshot is at {}", seq);
    if (*snapshot && (*snapshot)->body != snapshot_at(seq)) return "the snapshot is another";
    return {};
}

}  // namespace

std::string snapshot_at(Seq seq) { return fmt::format("{:>9000}", seq); }

Batch next_batch(const Written& written, std::size_t count, std::size_t body_bytes) {
    Batch batch;
    Seq seq = written.ends.rbegin()->first;
    for (std::size_t i = 0; i < count; ++i) {
        ++seq;
        std::string body = fmt::format("{{\"event\":{},\"notes\":\"", seq);
        while (body.size() < body_bytes) body += static_cast<char>('a' + (seq + body.size() * 7) % 26);
        batch.events.push_back({seq, static_cast<TimeMs>(1000 + seq), body + "\"}"});
        if (seq % 3 == 0)
            batch.orders.push_back({fmt::format("order-{}", seq * 7919 % 1000), seq, hash_of({body})});
    }
    return batch;
}

void add(Written& written, const Batch& batch, const Head& head) {
    for (const Record& record : batch.events) written.events[record.seq] = record;
    written.orders.insert(written.orders.end(), batch.orders.begin(), batch.orders.end());
    written.ends[head.seq] = head;
}

std::string broken_promise(JournalReader& reader, const Written& written, const JournalPromise& promise) {
    auto last = reader.last();
    if (!last) return last.error().message;
    Seq end = last->head.seq;
    if (end < promise.acked) return fmt::format("it ends at {} and {} was acked", end, promise.acked);
    if (end > promise.begun) return fmt::format("it ends at {}, which was never begun", end);
    auto known = written.ends.find(end);
    if (known == written.ends.end()) return fmt::format("it ends at {}, within a batch", end);
    if (known->second != last->head && end > 0) return fmt::format("its head at {} is another", end);
    auto base = reader.base();
    if (!base) return base.error().message;
    if (*base < promise.base_acked || *base > promise.base_begun) return fmt::format("its base is {}", *base);
    std::string broken = broken_events(reader, written, *base, end);
    if (broken.empty()) broken = broken_orders(reader, written, end);
    if (broken.empty()) broken = broken_snapshot(reader, promise);
    return broken;
}

std::string judge_journal(const std::filesystem::path& path, const Written& written,
                          const JournalPromise& promise, OpenOptions options, bool damage_expected) {
    Seq end = 0;
    {
        auto journal = open_journal(path, options);
        if (!journal) return journal.error().message;
        if (!damage_expected && !journal->recovery.found.empty())
            return "it is called damaged: " + journal->recovery.found;
        std::string broken = broken_promise(*journal->reader, written, promise);
        if (!broken.empty()) return broken;
        end = journal->writer->head().seq;
        Batch batch{{{end + 1, 9'000'000, "{}"}}, {{"after the crash", end + 1, Hash{}}}};
        auto appended = journal->writer->append(batch);
        if (appended.outcome != WriteOutcome::durable) return appended.message;
    }
    options.verify_all = true;
    auto again = open_journal(path, options);
    if (!again) return again.error().message;
    if (!again->recovery.found.empty())
        return "the second time it is called damaged: " + again->recovery.found;
    auto order = again->reader->find_order("after the crash");
    if (again->writer->head().seq != end + 1 || !order || !*order) return "what was written on is not there";
    return {};
}

}  // namespace brigade::test
