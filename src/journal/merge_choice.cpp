#include <algorithm>
#include <set>
#include <tuple>

#include "journal/merge_plan.h"

namespace brigade {
namespace {

using Path = std::vector<std::size_t>;
using Accepted = std::set<std::tuple<Seq, std::string, Hash>>;

bool holds(const Path& path, std::size_t segment) { return std::ranges::find(path, segment) != path.end(); }

const Last& end_of(const MergePlan& plan, const Path& path) { return plan.segment(path.back()).end; }

bool goes_further(const MergePlan& plan, const Path& one, const Path& other) {
    return end_of(plan, one).head.seq > end_of(plan, other).head.seq;
}

// Every way from a beginning to an end on which a whole state stands.
std::vector<Path> known_paths(const MergePlan& plan) {
    std::vector<Path> paths;
    for (std::size_t i = 0; i < plan.history().segments().size(); ++i) {
        if (!plan.history().is_leaf(i)) continue;
        Path path = plan.history().path_to(i);
        if (std::ranges::any_of(path, [&](std::size_t one) { return plan.segment(one).known; }))
            paths.push_back(std::move(path));
    }
    return paths;
}

void add(Accepted& to, const std::vector<OrderEntry>& entries) {
    for (const OrderEntry& entry : entries) to.emplace(entry.seq, entry.id, entry.content);
}

Accepted accepted_on(const MergePlan& plan, const Path& path) {
    Accepted all;
    for (std::size_t segment : path) {
        add(all, plan.facts[segment].accepted);
        add(all, plan.facts[segment].remembered);
    }
    return all;
}

std::size_t doings_beside(const MergePlan& plan, const Path& path, const Path& other) {
    std::size_t doings = 0;
    for (std::size_t segment : path)
        if (!holds(other, segment)) doings += plan.facts[segment].doings;
    return doings;
}

const KitchenConfig* config_of(const MergePlan& plan, const Path& path) {
    for (auto segment = path.rbegin(); segment != path.rend(); ++segment)
        if (const auto& config = plan.facts[*segment].config) return &*config;
    return nullptr;
}

// The path to the newest event that the journal itself holds, continued as far as any file does.
Path journals_own(const MergePlan& plan, const std::vector<Path>& paths) {
    const Path* best = nullptr;
    Seq best_row = 0;
    for (const Path& path : paths) {
        Seq row = 0;
        bool held = false;
        for (std::size_t segment : path) {
            if (!plan.segment(segment).holds[0]) continue;
            held = true;
            row = plan.segment(segment).last_row[0];
        }
        if (!held) continue;
        if (!best || row > best_row || (row == best_row && goes_further(plan, path, *best))) {
            best = &path;
            best_row = row;
        }
    }
    return best ? *best : Path{};
}

Path furthest(const MergePlan& plan, const std::vector<Path>& paths) {
    return *std::ranges::max_element(
        paths, [&](const Path& one, const Path& other) { return goes_further(plan, other, one); });
}

// The newest salvage after which the history went on: what stands before it may be of the damaged one too.
Seq newest_parting(const MergePlan& plan, const Path& path) {
    Seq newest = 0;
    for (std::size_t segment : path)
        if (const Marks& marks = plan.segment(segment).marks; !marks.empty())
            newest = std::max(newest, marks.rbegin()->first);
    return newest;
}

// A screen's copy that begins at a snapshot after the journal's end shares no head with it. It goes on from
// the journal if it knows one of its newest orders, and none from its time that the journal does not know.
bool goes_on_from(const MergePlan& plan, const Path& later, const Path& earlier) {
    const Last& end = end_of(plan, earlier);
    const Segment& root = plan.segment(later.front());
    if (!root.known || root.start.head.seq < end.head.seq) return false;
    Accepted before = accepted_on(plan, earlier);
    Seq parting = newest_parting(plan, earlier), base = plan.segment(earlier.front()).start.head.seq;
    bool proven = false;
    for (const OrderEntry& entry : plan.facts[later.front()].remembered) {
        if (entry.seq > end.head.seq || entry.seq <= base) continue;
        if (!before.contains({entry.seq, entry.id, entry.content})) return false;
        proven = proven || entry.seq > parting;
    }
    return proven;
}

// The newest event up to which a file's orders are those of the history that was taken.
Seq shared_up_to(const MergePlan& plan, std::size_t file) {
    bool journal = plan.has_journal && file == 0;
    Seq shared = journal ? plan.base().head.seq : 0;
    bool holds = false, apart = false;
    for (std::size_t i = 0; i < plan.history().segments().size(); ++i) {
        const Segment& segment = plan.segment(i);
        if (!segment.holds[file]) continue;
        if (plan.on_path(i)) {
            holds = true;
            shared = std::max(shared, segment.last_row[file]);
        } else {
            apart = apart || (!segment.claimed && !segment.hashes.empty());
        }
    }
    // What the journal has lost of its own events is what others continue it with.
    return journal && holds && !apart ? plan.end().head.seq : shared;
}

// Where the last request on the path ends.
Last whole_end_of(const MergePlan& plan) {
    for (auto one = plan.path.rbegin(); one != plan.path.rend(); ++one)
        if (const auto& end = plan.facts[*one].request_end) return *end;
    return plan.base();
}

}  // namespace

bool MergePlan::on_path(std::size_t segment) const { return holds(path, segment); }

bool MergePlan::holds_path(std::size_t file) const {
    return std::ranges::any_of(path, [&](std::size_t one) { return segment(one).holds[file]; });
}

bool MergePlan::related(const Path& other) const {
    for (std::size_t one : other) {
        if (on_path(one)) return true;
        for (std::size_t file = 0; file < files.size(); ++file)
            if (segment(one).holds[file] && (holds_path(file) || (has_journal && file == 0))) return true;
    }
    Accepted ours = accepted_on(*this, path);
    if (has_journal) add(ours, tables.front());
    Accepted theirs = accepted_on(*this, other);
    if (std::ranges::any_of(theirs, [&](const auto& entry) { return ours.contains(entry); })) return true;
    const KitchenConfig *our_config = config_of(*this, path), *their_config = config_of(*this, other);
    return our_config && their_config && !our_config->name.empty() && *our_config == *their_config;
}

bool MergePlan::is_past(std::size_t index) const {
    return has_journal && segment(index).holds[0] && segment(index).end.head.seq <= base().head.seq;
}

Status choose_history(MergePlan& plan) {
    auto paths = known_paths(plan);
    if (paths.empty())
        return Error{
            "no file holds events from a known state on, that is, from the first or from a snapshot"};
    if (plan.has_journal) plan.path = journals_own(plan, paths);
    if (plan.path.empty()) plan.path = furthest(plan, paths);
    // Where a hub has started again and nobody has done anything with it yet, what was before is worth more.
    std::vector<Path> worth_more;
    for (const Path& path : paths)
        if (plan.related(path) && doings_beside(plan, plan.path, path) == 0 &&
            doings_beside(plan, path, plan.path) > 0)
            worth_more.push_back(path);
    if (!worth_more.empty()) plan.path = furthest(plan, worth_more);
    std::vector<Path> later;
    for (const Path& path : paths)
        if (path != plan.path && goes_on_from(plan, path, plan.path)) later.push_back(path);
    if (!later.empty()) plan.path = furthest(plan, later);
    plan.whole_end = whole_end_of(plan);
    return {};
}

void collect_orders(MergePlan& plan) {
    auto take = [&](const OrderEntry& entry) { plan.orders.emplace(entry.id, entry); };
    for (std::size_t segment : plan.path)
        for (const OrderEntry& entry : plan.facts[segment].accepted)
            if (entry.seq <= plan.end().head.seq) take(entry);
    Seq base = plan.base().head.seq;
    for (std::size_t segment : plan.path)
        for (const OrderEntry& entry : plan.facts[segment].remembered)
            if (entry.seq <= base) take(entry);
    // What an event does not tell this program, a table may: up to where its file is of the same history.
    for (std::size_t file = 0; file < plan.files.size(); ++file) {
        Seq shared = shared_up_to(plan, file);
        for (const OrderEntry& entry : plan.tables[file])
            if (entry.seq <= shared && entry.seq <= plan.end().head.seq) take(entry);
    }
}

}  // namespace brigade
