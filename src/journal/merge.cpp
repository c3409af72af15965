#include "journal/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/bounds.h"
#include "journal/merge_plan.h"
#include "journal/orders_seen.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

std::string range(Seq from, Seq to) {
    return from == to ? fmt::format("event {}", from) : fmt::format("events {} to {}", from, to);
}

// Every readable file, the journal first; those that are not leave a sentence.
std::vector<std::size_t> open_files(MergePlan& plan, Merged& merged, const std::vector<fs::path>& paths) {
    std::vector<std::size_t> source_of;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        MergeSource source;
        source.path = paths[i];
        auto file = CopyFile::open(paths[i]);
        if (file) {
            plan.has_journal = plan.has_journal || i == 0;
            plan.tables.push_back((*file)->orders());
            plan.files.push_back(*std::move(file));
            source_of.push_back(i);
        } else {
            source.sentence = file.error().message;
        }
        merged.sources.push_back(std::move(source));
    }
    return source_of;
}

std::string what_it_holds(const FileEvents& coverage) {
    if (coverage.first == 0) return "no events";
    std::string text = range(coverage.first, coverage.last);
    constexpr std::size_t named = 3;
    for (std::size_t i = 0; i < std::min(named, coverage.bad.size()); ++i)
        text += fmt::format("{}{}", i ? ", " : "; damaged or missing: ",
                            range(coverage.bad[i].first, coverage.bad[i].second));
    if (coverage.bad.size() > named) text += fmt::format(" and {} more places", coverage.bad.size() - named);
    return text;
}

std::string what_became_of_it(const MergePlan& plan, std::size_t file) {
    Seq here = 0, apart = 0;
    bool holds = false, related = false, elsewhere = false;
    for (std::size_t i = 0; i < plan.history().segments().size(); ++i) {
        const Segment& segment = plan.segment(i);
        if (!segment.holds[file] || segment.worthless()) continue;
        if (plan.on_path(i)) {
            here = std::max(here, segment.last_row[file]);
            holds = true;
        } else {
            elsewhere = true;
            apart = std::max(apart, segment.last_row[file]);
            related = related || plan.related(plan.history().path_to(i));
        }
    }
    if (holds && elsewhere)
        return fmt::format("used up to {}; what it holds beyond, up to {}, does not follow on that", here,
                           apart);
    if (holds) return here > 0 ? fmt::format("used up to {}", here) : "used";
    if (!elsewhere) return "nothing of it could be used";
    if (related)
        return "not used: it is of this kitchen, but shares no event with the history that was taken";
    return "not used: it is of another kitchen, or of a history that shares nothing with the others";
}

void describe_sources(const MergePlan& plan, const std::vector<std::size_t>& source_of, Merged& merged) {
    for (std::size_t file = 0; file < plan.files.size(); ++file) {
        MergeSource& source = merged.sources[source_of[file]];
        const FileEvents& coverage = plan.history().coverage()[file];
        source.first = coverage.first;
        source.last = coverage.last;
        source.used = plan.holds_path(file);
        source.sentence = fmt::format("{}; {}", what_it_holds(coverage), what_became_of_it(plan, file));
    }
}

// Segments of this kitchen that were not taken, oldest first.
std::vector<std::size_t> left_out(const MergePlan& plan) {
    std::vector<std::size_t> segments;
    for (std::size_t i = 0; i < plan.history().segments().size(); ++i)
        if (!plan.on_path(i) && !plan.segment(i).worthless() && !plan.is_past(i) &&
            plan.related(plan.history().path_to(i)))
            segments.push_back(i);
    std::ranges::stable_sort(segments, {}, [&](std::size_t i) { return plan.segment(i).start.head.seq; });
    return segments;
}

fs::path path_of_holder(const MergePlan& plan, std::size_t segment) {
    for (std::size_t file = 0; file < plan.files.size(); ++file)
        if (plan.segment(segment).holds[file]) return plan.files[file]->path();
    return {};
}

Result<OrdersSeen> orders_in(const MergePlan& plan, const std::vector<std::size_t>& segments) {
    OrdersSeen seen;
    for (std::size_t index : segments) {
        const Segment& segment = plan.segment(index);
        auto snapshots_at = [&](const Head& head) {
            for (const Snapshot* snapshot : segment.snapshots)
                if (snapshot->head == head)
                    if (auto kitchen = decode_snapshot(snapshot->body)) seen.take(*kitchen, index);
        };
        snapshots_at(segment.start.head);
        auto read = plan.history().read(plan.files, index, [&](const Record& record, const Head& head) {
            if (auto event = decode_event(record.body)) seen.take(*event, index);
            snapshots_at(head);
            return true;
        });
        if (!read) return read.error();
    }
    return seen;
}

void tell_orders(const MergePlan& plan, const OrdersSeen& seen, Merged& merged) {
    for (const auto& [id, order] : seen.all()) {
        if (!plan.orders.contains(id)) {
            Order left = order.left();
            bool finished = order.finished || left.lines.empty();
            merged.elsewhere.push_back(
                {finished ? *order.content : std::move(left), finished, path_of_holder(plan, order.segment)});
        } else if (order.changed) {
            merged.missing.push_back(fmt::format(
                "order {} ({}) was changed in events that were left out, in {}; look at it by hand",
                order.content->number, id, path_of_holder(plan, order.segment).string()));
        }
    }
    std::unordered_set<std::string> counted;
    for (std::size_t file = 0; file < plan.files.size(); ++file) {
        if (!plan.holds_path(file) && !(plan.has_journal && file == 0)) continue;
        for (const OrderEntry& entry : plan.tables[file]) {
            if (plan.orders.contains(entry.id) || seen.all().contains(entry.id)) continue;
            if (!counted.insert(entry.id).second) continue;
            if (merged.lost_orders.size() < limits::lost_orders_named) merged.lost_orders.push_back(entry.id);
        }
    }
    merged.lost_orders_count = counted.size();
}

void tell_segment(const MergePlan& plan, std::size_t index, Merged& merged) {
    const Segment& segment = plan.segment(index);
    std::string file = path_of_holder(plan, index).string();
    Seq first = segment.start.head.seq + 1, last = segment.end.head.seq;
    if (segment.hashes.empty()) return;
    if (segment.parent) {
        merged.notes.push_back(fmt::format(
            "after event {} another history goes on to {}, in {}; {} of its events came from people",
            first - 1, last, file, plan.facts[index].doings));
    } else if (segment.claimed && !segment.known) {
        merged.missing.push_back(
            fmt::format("{} in {} can be read but do not follow on: what comes before them is in no file",
                        range(first, last), file));
    } else {
        merged.notes.push_back(
            fmt::format("{} holds a history of its own, {}; {} of its events came from people", file,
                        range(first, last), plan.facts[index].doings));
    }
}

// A base above 0 that the journal does not begin with: some past is gone, though the state is not.
void tell_base(const MergePlan& plan, Merged& merged) {
    Seq base = plan.base().head.seq;
    bool known_past = false;
    for (std::size_t file = 0; file < plan.files.size(); ++file)
        known_past = known_past || (plan.holds_path(file) && !plan.tables[file].empty());
    if (base == 0) return;
    const auto* origin = plan.has_journal && plan.files[0]->origin() ? &*plan.files[0]->origin() : nullptr;
    if (origin && origin->base.seq < base)
        merged.missing.push_back(fmt::format(
            "the new journal begins at the snapshot at {}, because events before it are in no file; "
            "the kitchen's state is whole",
            base));
    if (!known_past && !(plan.has_journal && !plan.tables[0].empty()))
        merged.missing.push_back(fmt::format(
            "the ids of closed orders from before event {} are in no file; one that a POS sends again "
            "would be taken as new",
            base));
}

}  // namespace

bool Merged::complete() const {
    return missing.empty() && lost_orders_count == 0 &&
           std::ranges::all_of(elsewhere, [](const OrderElsewhere& order) { return order.finished; });
}

Result<Merged> read_copies(const fs::path& journal, const std::vector<fs::path>& copies) {
    auto plan = std::make_shared<MergePlan>();
    Merged merged;
    std::vector<fs::path> paths{journal};
    paths.insert(paths.end(), copies.begin(), copies.end());
    auto source_of = open_files(*plan, merged, paths);
    if (plan->files.empty())
        return Error{fmt::format("{}: {}; there is no other file to read", journal.string(),
                                 merged.sources.front().sentence)};
    plan->grown.emplace_back(plan->files);
    for (const auto& file : plan->files)
        if (!file->hindrance().empty())
            return Error{fmt::format("{} could not be read through: {}; try again", file->path().string(),
                                     file->hindrance())};
    auto facts = facts_of(plan->files, plan->history());
    if (!facts) return facts.error();
    plan->facts = *std::move(facts);
    if (auto chosen = choose_history(*plan); !chosen) return chosen.error();
    collect_orders(*plan);
    merged.base = plan->base().head.seq;
    merged.head = plan->end().head;
    describe_sources(*plan, source_of, merged);
    auto others = left_out(*plan);
    for (std::size_t segment : others) tell_segment(*plan, segment, merged);
    tell_base(*plan, merged);
    auto seen = orders_in(*plan, others);
    if (!seen) return seen.error();
    tell_orders(*plan, *seen, merged);
    merged.plan = std::move(plan);
    return merged;
}

Result<Merged> merge_copies(const fs::path& journal, const std::vector<fs::path>& copies,
                            const fs::path& into) {
    auto merged = read_copies(journal, copies);
    if (!merged) return merged;
    if (auto written = write_merged(*merged, into); !written) return written.error();
    return merged;
}

}  // namespace brigade
