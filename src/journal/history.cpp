#include "journal/history.h"

#include <fmt/format.h>

#include <algorithm>

namespace brigade {

History::History(const CopyFiles& files) : coverage_(files.size()), files_(files.size()) {
    for (const auto& file : files)
        if (file->origin())
            for (const auto& mark : file->origin()->marks)
                if (std::ranges::find(marks_, std::pair<Seq, Identity>(mark)) == marks_.end())
                    marks_.emplace_back(mark);
    std::optional<Seq> seq = next_start(0, files);
    while (seq) {
        plant(*seq, files);
        step(*seq, files);
        seq = growing_.empty() ? next_start(*seq + 1, files) : *seq + 1;
    }
    for (std::size_t file = 0; file < files_; ++file) {
        FileEvents& coverage = coverage_[file];
        if (files[file]->greatest() > coverage.last)
            coverage.bad.emplace_back(coverage.last + 1, files[file]->greatest());
    }
}

// The least seq from `from` on where something begins: a base, a snapshot, or the event before a stored one.
std::optional<Seq> History::next_start(Seq from, const CopyFiles& files) const {
    std::optional<Seq> next;
    auto offer = [&](Seq seq) {
        if (seq >= from && (!next || seq < *next)) next = seq;
    };
    for (const auto& file : files) {
        if (file->origin()) offer(file->origin()->base.seq);
        for (const Snapshot& snapshot : file->snapshots()) offer(snapshot.head.seq);
        if (auto seq = file->next_seq(from)) offer(*seq - 1);
    }
    return next;
}

// The growing segment that ends at this head, or a new one that begins there.
std::size_t History::root_at(const Last& start, std::size_t file) {
    auto found = std::ranges::find_if(
        growing_, [&](std::size_t segment) { return segments_[segment].end.head == start.head; });
    std::size_t segment = segments_.size();
    if (found == growing_.end()) {
        Segment root;
        root.start = root.end = start;
        root.last_row.resize(files_);
        root.holds.resize(files_);
        segments_.push_back(std::move(root));
        growing_.push_back(segment);
    } else {
        segment = *found;
    }
    segments_[segment].holds[file] = true;
    segments_[segment].last_row[file] = start.head.seq;
    return segment;
}

void History::plant(Seq seq, const CopyFiles& files) {
    for (std::size_t file = 0; file < files_; ++file) {
        const auto& origin = files[file]->origin();
        if (origin && origin->base.seq == seq) {
            std::size_t segment = root_at({origin->base, origin->base_at_ms}, file);
            if (seq == 0 || origin->base == genesis_head(origin->identity, seq))
                segments_[segment].known = true;
        }
        for (const Snapshot& snapshot : files[file]->snapshots()) {
            if (snapshot.head.seq != seq) continue;
            std::size_t segment = root_at({snapshot.head, snapshot.at_ms}, file);
            segments_[segment].known = true;
            segments_[segment].snapshots.push_back(&snapshot);
        }
    }
}

bool History::attach(std::vector<Child>& children, const CopyRow& row, std::size_t file) const {
    for (Child& child : children)
        if (child.end.head.hash == row.hash && child.record == row.record) {
            child.files.push_back(file);
            return true;
        }
    for (std::size_t segment : growing_) {
        const Last& end = segments_[segment].end;
        if (row.record.at_ms < end.at_ms) continue;
        Child child{segment, {}, row.record, {next_head(end.head, row.record), row.record.at_ms}, {file}};
        bool holds = child.end.head.hash == row.hash;
        for (const auto& [seq, mark] : marks_) {
            if (holds || seq != end.head.seq) continue;
            child.mark = mark;
            child.end.head = next_head(marked_head(end.head, mark), row.record);
            holds = child.end.head.hash == row.hash;
        }
        if (!holds) continue;
        children.push_back(std::move(child));
        return true;
    }
    return false;
}

void History::put(std::size_t segment, const Child& child) {
    Segment& grown = segments_[segment];
    if (child.mark) grown.marks[grown.end.head.seq] = *child.mark;
    grown.end = child.end;
    grown.hashes.push_back(child.end.head.hash);
    for (std::size_t file : child.files) {
        grown.holds[file] = true;
        grown.last_row[file] = child.end.head.seq;
    }
}

void History::extend(const std::vector<Child>& children) {
    std::vector<std::size_t> grown;
    for (const Child& child : children) {
        auto siblings = std::ranges::count_if(children, [&](const Child& c) { return c.of == child.of; });
        std::size_t segment = child.of;
        if (siblings > 1) {
            segment = segments_.size();
            Segment branch;
            branch.parent = child.of;
            branch.start = branch.end = segments_[child.of].end;
            branch.last_row.resize(files_);
            branch.holds.resize(files_);
            segments_.push_back(std::move(branch));
        }
        put(segment, child);
        grown.push_back(segment);
    }
    growing_ = std::move(grown);
}

// A row that follows on nothing still says which head is after it: what comes next may hold.
void History::claim(const CopyRow& row, std::size_t file) {
    Head head{row.record.seq, row.hash};
    bool there = std::ranges::any_of(
        growing_, [&](std::size_t segment) { return segments_[segment].end.head == head; });
    if (there) return;
    std::size_t segment = root_at({head, 0}, file);
    segments_[segment].claimed = true;
}

void History::step(Seq seq, const CopyFiles& files) {
    std::vector<Child> children;
    std::vector<std::pair<CopyRow, std::size_t>> loose;
    for (std::size_t file = 0; file < files_; ++file) {
        auto row = files[file]->row(seq + 1);
        if (!row) continue;
        bool good = attach(children, *row, file);
        note(file, seq + 1, good);
        if (!good) loose.emplace_back(*std::move(row), file);
    }
    extend(children);
    for (const auto& [row, file] : loose) claim(row, file);
}

void History::note(std::size_t file, Seq seq, bool good) {
    FileEvents& coverage = coverage_[file];
    auto bad = [&](Seq from, Seq to) {
        if (!coverage.bad.empty() && coverage.bad.back().second + 1 == from)
            coverage.bad.back().second = to;
        else
            coverage.bad.emplace_back(from, to);
    };
    if (coverage.first == 0) coverage.first = seq;
    if (coverage.last && seq > coverage.last + 1) bad(coverage.last + 1, seq - 1);
    if (!good) bad(seq, seq);
    coverage.last = seq;
}

std::vector<std::size_t> History::path_to(std::size_t segment) const {
    std::vector<std::size_t> path{segment};
    while (segments_[path.back()].parent) path.push_back(*segments_[path.back()].parent);
    std::ranges::reverse(path);
    return path;
}

bool History::is_leaf(std::size_t segment) const {
    return std::ranges::none_of(segments_, [&](const Segment& one) { return one.parent == segment; });
}

Status History::read(const CopyFiles& files, std::size_t index,
                     const std::function<bool(const Record&, const Head&)>& each) const {
    const Segment& segment = segments_[index];
    Head head = segment.start.head;
    for (const Hash& hash : segment.hashes) {
        std::optional<CopyRow> found;
        for (std::size_t file = 0; file < files.size() && !found; ++file) {
            if (!segment.holds[file]) continue;
            auto row = files[file]->row(head.seq + 1);
            if (row && follow(segment.marks, head, row->record).hash == hash) found = std::move(row);
        }
        if (!found) return Error{fmt::format("event {} could be read once and not again", head.seq + 1)};
        head = {head.seq + 1, hash};
        if (!each(found->record, head)) break;
    }
    return {};
}

}  // namespace brigade
