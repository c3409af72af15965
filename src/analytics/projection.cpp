#include "analytics/projection.h"

#include <fmt/format.h>

#include "analytics/fits.h"
#include "analytics/fold.h"
#include "core/apply.h"
#include "core/event_json.h"

namespace brigade {
namespace {

constexpr std::size_t read_bytes_max = 4 << 20;
constexpr DurationMs kept_day_ms = 24 * 3600 * 1000;

FactError journal_error(const Error& error) { return {error.message, false}; }

}  // namespace

Projection::~Projection() = default;

FactResult<Advanced> Projection::advance(std::size_t events_max) {
    auto last = journal_.last();
    if (!last) return journal_error(last.error());
    journal_end_ = last->head.seq;
    auto started = file_ ? FactStatus() : start();
    if (started && !file_) return Advanced{false, wanted_zone_};
    auto advanced = started ? take_events(events_max) : FactResult<Advanced>(started.error());
    if (advanced) return advanced;
    // What had not been committed is read again.
    if (staged_ || advanced.error().damaged) anew_ = true;
    give_up();
    return advanced;
}

void Projection::begin_anew() {
    anew_ = true;
    give_up();
}

void Projection::begin_again() {
    anew_ = anew_ || staged_;
    give_up();
}

// Half a file takes room that somebody else may need.
void Projection::give_up() {
    file_.reset();
    if (!lock_ || !anew_) return;
    staged_ = false;
    const std::filesystem::path staged = beside(options_.path, ".new");
    drop_staged_file(options_.path);
    if (readable_ == staged) show({});
}

FactStatus Projection::check_room(std::uintmax_t bytes) const {
    std::optional<std::uint64_t> free;
    if (options_.room_bytes) {
        free = options_.room_bytes();
    } else {
        std::error_code unknown;
        const auto directory = options_.path.parent_path();
        const auto space = std::filesystem::space(directory.empty() ? "." : directory, unknown);
        if (!unknown) free = space.available;
    }
    const std::uintmax_t wanted = limits::facts_room_bytes + bytes;
    if (!free || *free >= wanted) return {};
    constexpr std::uintmax_t mb = 1024 * 1024;
    return FactError{
        fmt::format("no room on the disk: {} MB are free, {} MB are wanted so that orders keep theirs",
                    *free / mb, (wanted + mb - 1) / mb),
        false};
}

double Projection::progress() const {
    if (journal_end_ <= began_at_) return 1;
    return static_cast<double>(place_.head.seq - began_at_) / static_cast<double>(journal_end_ - began_at_);
}

FactResult<Hash> Projection::digest() {
    if (!file_) return FactError{"the file of facts is not open", false};
    return file_->digest();
}

// --- events ----------------------------------------------------------------------------------------------

FactResult<Advanced> Projection::take_events(std::size_t events_max) {
    Advanced advanced;
    auto records = journal_.read(place_.head.seq, events_max, read_bytes_max);
    if (!records) return journal_error(records.error());
    for (const Record& record : *records) {
        auto event = decode_event(record.body);
        if (!event) return journal_error(event.error());
        if (!knows_zone(*event)) {
            advanced.wants_zone = place_.frame.config.time_zone;
            break;
        }
        if (auto taken = take(*event); !taken) return taken.error();
    }
    // Also with nothing to take: hours are told in it.
    const Kitchen& frame = place_.frame;
    if (!offset_min(frame.config.time_zone, frame.at + frame.wall_offset_ms))
        advanced.wants_zone = frame.config.time_zone;
    advanced.at_end = advanced.wants_zone.empty() && place_.head.seq == journal_end_;
    const bool waits = !advanced.wants_zone.empty();
    if (advanced.at_end || waits ||
        place_.head.seq - committed_.value_or(began_at_) >= options_.commit_events)
        if (auto committed = commit(); !committed) return committed.error();
    if (advanced.at_end && staged_)
        if (auto put = put_in_place(); !put) return put.error();
    return advanced;
}

bool Projection::knows_zone(const Event& event) const {
    const bool labelled = std::holds_alternative<OrderAccepted>(event.body) ||
                          std::holds_alternative<DayOpened>(event.body) ||
                          std::holds_alternative<AvailabilitySet>(event.body);
    return !labelled ||
           offset_min(place_.frame.config.time_zone, event.at + event.wall_offset_ms).has_value();
}

// A kitchen that was not configured yet is in no zone.
std::optional<int> Projection::offset_min(const std::string& zone, TimeMs at) const {
    return zone.empty() ? std::optional(0) : options_.utc_offset_min(zone, at);
}

// Where knows_zone() is true.
int Projection::offset_at(TimeMs at) const {
    return offset_min(place_.frame.config.time_zone, at).value_or(0);
}

Moment Projection::moment_of(const Event& event) const {
    return {event.at, event.wall_offset_ms, offset_at(event.at + event.wall_offset_ms)};
}

FactStatus Projection::take(const Event& event) {
    auto taken = event.order_id.empty() ? take_of_kitchen(event) : take_of_order(event);
    Kitchen& frame = place_.frame;
    frame.seq = place_.head.seq = event.seq;
    frame.at = event.at;
    frame.wall_offset_ms = event.wall_offset_ms;
    if (const auto* corrected = std::get_if<ClockCorrected>(&event.body))
        frame.wall_offset_ms = corrected->wall_offset_ms;
    return taken;
}

FactStatus Projection::take_of_order(const Event& event) {
    if (std::holds_alternative<OrderAccepted>(event.body)) {
        HeldOrder order{accepted_order(event), {}};
        const int offset_min = offset_at(event.at + event.wall_offset_ms);
        order.facts = accepted_facts(order.state, event, place_.frame, offset_min);
        orders_.accept(std::move(order));
        return {};
    }
    auto found = orders_.find(*file_, event.order_id);
    if (!found) return found.error();
    OrderInHand* in_hand = *found;
    if (!in_hand) return {};  // it was accepted before the journal begins
    if (!fits(in_hand->order.state, event))
        return fact_damage(fmt::format("event {} does not fit order {}", event.seq, event.order_id));
    apply_to_order(in_hand->order.state, event);
    fold(in_hand->order.facts, in_hand->order.state, event, place_.frame);
    in_hand->changed = true;
    return {};
}

FactStatus Projection::take_of_kitchen(const Event& event) {
    Kitchen& frame = place_.frame;
    if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
        if (!frame.day.empty()) days_to_pack_.insert(frame.day);
        days_.push_back({opened->day, event.seq, moment_of(event)});
        orders_.let_closed_go();
    } else if (const auto* set = std::get_if<AvailabilitySet>(&event.body)) {
        // What comes back may be out in facts of a time that the journal has forgotten.
        if (set->available || !frame.is_unavailable(set->item))
            items_.push_back({set->item, set->available, event.seq, moment_of(event)});
    }
    apply(frame, event);
    return {};
}

// --- writing ---------------------------------------------------------------------------------------------

FactStatus Projection::commit() {
    if (place_.head.seq == committed_) return {};
    auto head = journal_.head_at(place_.head.seq);
    if (!head) return journal_error(head.error());
    if (!*head) return FactError{"the journal has changed under its reader", false};
    place_.head = **head;
    if (auto room = check_room(0); !room) return room;
    if (auto begun = file_->begin(); !begun) return begun;
    auto written = write();
    if (written) written = file_->commit();
    if (!written) {
        file_->roll_back();
        return written;
    }
    orders_.written();
    days_.clear();
    items_.clear();
    days_to_pack_.clear();
    committed_ = place_.head.seq;
    if (!staged_ || ++unsynced_ < limits::facts_commits_a_sync) return {};
    unsynced_ = 0;
    auto synced = sync_file(beside(options_.path, ".new"));
    return synced ? FactStatus() : journal_error(synced.error());
}

FactStatus Projection::write() {
    for (const ItemChange& change : items_) {
        auto set = change.available ? file_->bring_back(change.item, change.at)
                                    : file_->take_out(change.item, change.seq, change.at);
        if (!set) return set;
    }
    for (const DayChange& change : days_) {
        auto head = journal_.head_at(change.seq);
        if (!head) return journal_error(head.error());
        auto opened = file_->open_day({change.day, head->value_or(Head{change.seq, {}}), change.at});
        if (!opened) return opened;
    }
    if (auto orders = orders_.write(*file_); !orders) return orders;
    if (auto days = write_days(); !days) return days;
    return file_->put_place(place_);
}

FactStatus Projection::write_days() {
    for (std::string& day : orders_.days_changed()) days_to_pack_.insert(std::move(day));
    if (!days_.empty()) days_to_pack_.insert(place_.frame.day);
    for (const std::string& day : days_to_pack_)
        if (auto written = write_day(day); !written) return written;
    if (days_.empty()) return {};
    return file_->forget_before(days_.back().at.at - options_.keep_days * kept_day_ms);
}

FactStatus Projection::write_day(const std::string& day) {
    if (day == place_.frame.day) return file_->put_pack(day, {});
    auto orders = file_->of_day(day);
    if (!orders) return orders.error();
    return file_->put_pack(day, orders->empty() ? std::string() : options_.pack_day(*orders));
}

}  // namespace brigade
