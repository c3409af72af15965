// Where the projection begins: at the file's end, or anew.
#include <algorithm>

#include "analytics/beginning.h"
#include "analytics/fold.h"
#include "analytics/projection.h"
#include "base/limits.h"
#include "base/log.h"
#include "journal/files.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

FactError other_error(const Error& error) { return {error.message, false}; }

// By its identity or, where a salvage has given the journal another one, by any head that the two share:
// whatever stands before that in the one stands in the other.
FactResult<bool> tell_of_one_history(JournalReader& journal, FactFile& file, const FactPlace& place) {
    if (place.identity == journal.identity()) return true;
    auto heads = file.day_heads();
    if (!heads) return heads.error();
    heads->insert(heads->begin(), place.head);
    for (const Head& one : *heads) {
        auto here = journal.head_at(one.seq);
        if (!here) return other_error(here.error());
        if (*here == one) return true;
    }
    return false;
}

}  // namespace

FactStatus Projection::start() {
    if (!lock_) {
        auto lock = FileLock::take(options_.path);
        if (!lock) return other_error(lock.error());
        lock_ = *std::move(lock);
        drop_staged_file(options_.path);  // of a process that was killed
    }
    orders_ = {};
    days_.clear();
    items_.clear();
    days_to_pack_.clear();
    wanted_zone_.clear();
    if (!anew_) {
        auto goes_on = go_on();
        if (!goes_on && !goes_on.error().damaged) return goes_on.error();
        if (goes_on && *goes_on) return {};
        if (!goes_on) log_info("{}: the facts are made anew", goes_on.error().message);
    }
    anew_ = true;
    return build_anew();
}

// Whether the file lies on the journal's history.
FactResult<bool> Projection::go_on() {
    auto file = FactFile::open(options_.path);
    if (!file) return file.error();
    auto place = (*file)->place();
    if (!place) return place.error();
    if (place->identity != journal_.identity()) {
        log_info("the file of facts is not of this journal: the facts are made anew");
        return false;
    }
    auto head = journal_.head_at(place->head.seq);
    if (!head) return other_error(head.error());
    if (*head != place->head) {
        log_info("the file of facts is of another history than the journal: the facts are made anew");
        return false;
    }
    file_ = *std::move(file);
    place_ = *std::move(place);
    staged_ = false;
    committed_ = began_at_ = place_.head.seq;
    show(options_.path);
    return true;
}

// What is damaged, or of another format, is as good as none; what cannot be read just now is tried again.
FactResult<Projection::OldFacts> Projection::look_at_old() {
    OldFacts old;
    std::error_code unseen;
    const auto bytes = fs::file_size(options_.path, unseen);
    old.there = !unseen;
    if (old.there) old.bytes = bytes;
    auto file = FactFile::open(options_.path);
    if (!file && !file.error().damaged) return file.error();
    if (!file) return old;
    auto place = (*file)->place();
    if (!place && !place.error().damaged) return place.error();
    if (!place) return old;
    old.good = true;
    auto ours = tell_of_one_history(journal_, **file, *place);
    if (!ours && !ours.error().damaged) return ours.error();
    old.ours = ours && *ours;
    return old;
}

FactStatus Projection::build_anew() {
    auto beginning = beginning_of(journal_);
    if (!beginning) return beginning.error();
    const Seq base = beginning->head.seq;
    const Kitchen& kitchen = beginning->kitchen;
    if (beginning->known && !offset_min(kitchen.config.time_zone, kitchen.at + kitchen.wall_offset_ms)) {
        wanted_zone_ = kitchen.config.time_zone;
        return {};
    }
    auto old = look_at_old();
    if (!old) return old.error();
    if (auto room = check_room(old->bytes); !room) return room;
    bool adopts = base > 0 && old->ours;
    auto made = make_file(adopts ? base : 0);
    if (!made && made.error().damaged && adopts) {
        log_warning("{}: days that the journal has forgotten are left out", made.error().message);
        adopts = false;
        made = make_file(0);
    }
    if (!made) return made;
    puts_aside_ = old->there && !adopts && (base > 0 || (old->good && !old->ours));
    anew_ = false;
    staged_ = true;
    unsynced_ = 0;
    committed_.reset();
    place_ = {journal_.identity(), beginning->head, {}};
    auto begun = beginning->known ? begin_with(kitchen) : begin_likely(kitchen);
    if (!begun) return begun;
    began_at_ = base;
    // The old one is read on as long as it can be.
    show(old->good ? options_.path : beside(options_.path, ".new"));
    return {};
}

// With what the old file has up to `adopted`.
FactStatus Projection::make_file(Seq adopted) {
    auto staged = new_staged_file(options_.path);
    if (!staged) return other_error(staged.error());
    auto file = FactFile::create(*staged);
    if (!file) return file.error();
    file_ = *std::move(file);
    if (adopted == 0) return {};
    if (auto taken = file_->adopt(options_.path, adopted); !taken) return taken;
    auto days = file_->days_with_orders();
    if (!days) return days.error();
    days_to_pack_.insert(days->begin(), days->end());
    return {};
}

// What was still out, and which day it was, is known where an old file was taken over.
FactStatus Projection::begin_likely(const Kitchen& kitchen) {
    place_.frame = kitchen;
    if (kitchen.seq == 0) return {};
    auto first_at = first_event_at(journal_, kitchen.seq);
    if (!first_at) return first_at.error();
    if (*first_at != 0) {
        auto out = file_->items_out(*first_at);
        if (!out) return out.error();
        for (const auto& [item, seq] : *out) place_.frame.items[item] = {false, seq};
    }
    auto day = file_->day_at(kitchen.seq);
    if (!day) return day.error();
    if (!day->empty()) place_.frame.day = *day;
    return {};
}

// Nothing but the state is known of what was before, and what an old file tells up to there.
FactStatus Projection::begin_with(const Kitchen& kitchen) {
    place_.frame = kitchen;
    place_.frame.orders.clear();
    place_.frame.by_id.clear();
    place_.frame.index = {};
    const Moment now{kitchen.at, kitchen.wall_offset_ms, offset_at(kitchen.at + kitchen.wall_offset_ms)};
    auto out = file_->items_out(kitchen.at);
    if (!out) return out.error();
    for (const auto& [item, availability] : kitchen.items)
        if (!availability.available && !out->contains(item))
            items_.push_back({item, false, availability.seq, now});
    for (const auto& [seq, order] : kitchen.orders)
        if (auto taken = take_state(order); !taken) return taken;
    return {};
}

FactStatus Projection::take_state(const OrderState& order) {
    auto stored = file_->order(order.id());
    if (!stored) return stored.error();
    if (*stored && (*stored)->seq == order.seq && (*stored)->last_seq <= place_.head.seq) {
        orders_.accept({order, **stored});
        return {};
    }
    if (auto dropped = file_->drop_order(order.seq); !dropped) return dropped;
    const int offset_min = offset_at(order.accepted_at + place_.frame.wall_offset_ms);
    orders_.accept({order, facts_of_state(order, place_.frame, offset_min)});
    return {};
}

FactStatus Projection::put_in_place() {
    file_.reset();
    if (puts_aside_)
        if (auto put = put_derived_aside(options_.path); !put) return other_error(put.error());
    if (auto put = replace_derived_file(options_.path, beside(options_.path, ".new")); !put)
        return other_error(put.error());
    if (puts_aside_) log_warning("older facts lie at {}", beside(options_.path, ".old-1").string());
    staged_ = puts_aside_ = false;
    show(options_.path);
    auto file = FactFile::open(options_.path);
    if (!file) return file.error();
    file_ = *std::move(file);
    return {};
}

void Projection::show(const fs::path& path) {
    readable_ = path;
    ++readable_changes_;
}

}  // namespace brigade
