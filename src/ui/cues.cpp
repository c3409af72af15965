#include "ui/cues.h"

#include <algorithm>
#include <span>
#include <vector>

#include "ui/draw.h"
#include "ui/filter.h"

namespace brigade::ui {
namespace {

struct Cause {
    Cues::Key key;
    int work = 0;        // done on the ticket so far, at whichever of the station's screens
    bool known = false;  // nothing to say about it: our own press, or something else says it
};

// How long after each time it sounds again; the last pause goes on for ever, unless it ends.
struct Repeats {
    std::span<const DurationMs> pauses_ms;
    bool ends = true;
};

constexpr DurationMs undelivered_pauses[] = {10'000, 15'000, 20'000, 30'000};
constexpr DurationMs rush_pauses[] = {15'000, 30'000, 60'000};
constexpr DurationMs change_pauses[] = {12'000, 20'000, 30'000, 60'000};
constexpr DurationMs timer_pauses[] = {20'000, 30'000, 60'000};
constexpr DurationMs late_pauses[] = {60'000};
constexpr DurationMs new_order_pauses[] = {20'000};

Repeats repeats_of(Cue cue) {
    switch (cue) {
        case Cue::undelivered:
            return {undelivered_pauses, false};
        case Cue::rush:
            return {rush_pauses, false};
        case Cue::change:
            return {change_pauses, false};
        case Cue::timer_done:
            return {timer_pauses, false};
        case Cue::late:
            return {late_pauses};
        case Cue::new_order:
            return {new_order_pauses};
        default:
            return {};
    }
}

// What goes on until a person has done something is worth saying to who comes to a screen just started.
bool waits_for_somebody(Cue cue) { return cue == Cue::undelivered || cue == Cue::change; }

int work_on(const ScreenTicket& ticket) {
    int work = 0;
    for (const ScreenLine& line : ticket.lines)
        work +=
            (line.state == LineState::started ? 1 : 0) + (line.state == LineState::done ? 2 : 0) + line.done;
    return work;
}

// All that a cook has to read again; empty: nothing.
std::string changes_in(const ScreenTicket& ticket) {
    std::string changes;
    for (const ScreenLine& line : ticket.lines) {
        if (line.change == Change::none) continue;
        changes += line.id + '\n' + std::string(word(line.change)) + '\n' + std::to_string(line.quantity) +
                   '\n' + line.name + '\n' + line.notes + '\n';
        for (const Modifier& modifier : line.modifiers) changes += modifier.name + '\n';
    }
    return changes;
}

std::string version_of(const ScreenTicket& ticket) { return std::to_string(ticket.generation); }

void add_prep(const ScreenTicket& ticket, TimeMs kitchen_now, std::vector<Cause>& causes) {
    const std::string& id = ticket.order_id;
    const int work = work_on(ticket);
    const std::string changes = changes_in(ticket);
    if (!changes.empty()) causes.push_back({{Cue::change, id, changes}, work});
    if (ticket.state != TicketState::open) return;
    // A change says itself that there is more work, and so does a rush.
    const bool said = !changes.empty() || ticket.priority != Priority::normal;
    causes.push_back({{Cue::new_order, id, version_of(ticket) + "/" + std::to_string(ticket.opened_seq)},
                      work,
                      said || ticket.pending});
    for (const ScreenLine& line : ticket.lines)
        if (line.state == LineState::started && line.prep_s > 0 &&
            kitchen_now >= line.started_at + line.prep_s * DurationMs{1'000})
            causes.push_back({{Cue::timer_done, id, line.id + "/" + std::to_string(line.started_at)}, work});
}

void add_expo(const ScreenTicket& ticket, std::vector<Cause>& causes) {
    std::string stations;
    for (const std::string& name : ticket.undelivered) stations += name + '\n';
    if (!stations.empty()) causes.push_back({{Cue::undelivered, ticket.order_id, stations}});
}

std::vector<Cause> causes_in(const ScreenModel& model, TimeMs kitchen_now) {
    std::vector<Cause> causes;
    const bool prep = model.station.kind == StationKind::prep,
               board = model.station.kind == StationKind::board;
    for (const ScreenTicket& ticket : model.tickets) {
        if (!is_shown(model, ticket)) {  // whoever looks after it looks at another screen
            if (!prep && !board && ticket.state == TicketState::open) add_expo(ticket, causes);
            continue;
        }
        if (prep) add_prep(ticket, kitchen_now, causes);
        if (ticket.state != TicketState::open) continue;
        if (!prep && ticket.ready) causes.push_back({{Cue::ready, ticket.order_id, version_of(ticket)}});
        if (board) continue;
        if (!prep) add_expo(ticket, causes);
        // At an expo work is the stations', and tells nothing about who stands at the pass.
        const int work = prep ? work_on(ticket) : 0;
        if (ticket.priority != Priority::normal)
            causes.push_back({{Cue::rush, ticket.order_id, version_of(ticket)}, work, ticket.pending});
        if (age_of(ticket, kitchen_now) == Age::late)
            causes.push_back({{Cue::late, ticket.order_id, version_of(ticket)}, work, ticket.pending});
    }
    return causes;
}

}  // namespace

void Cues::pressed(const std::string& order_id, TimeMs now_ms) {
    for (auto& [key, concern] : concerns_) {
        const bool about_it =
            !order_id.empty() && key.order_id == order_id && now_ms - concern.since_ms >= noticed_ms;
        const bool somebody_is_here = key.cue == Cue::new_order && concern.sounded > 0;
        concern.over = concern.over || about_it || somebody_is_here;
    }
}

void Cues::follow(const ScreenModel& model, TimeMs now_ms) {
    std::map<Key, Concern> before;
    before.swap(concerns_);
    for (Cause& cause : causes_in(model, now_ms + model.clock_offset_ms)) {
        const auto found = before.find(cause.key);
        Concern concern = found != before.end() ? found->second : Concern{now_ms, now_ms, cause.work};
        const bool old = found == before.end() && !begun_ && !waits_for_somebody(cause.key.cue);
        concern.over = concern.over || cause.known || old || cause.work > concern.work;
        concerns_.insert_or_assign(std::move(cause.key), concern);
    }
    begun_ = true;
}

std::optional<Cue> Cues::next(const ScreenModel& model, TimeMs now_ms) {
    if (!model.known) return std::nullopt;
    follow(model, now_ms);
    if (!model.day.empty() && model.day != day_) {
        day_ = model.day;
        test_due_ = true;
    }
    if (now_ms < free_at_ms_) return std::nullopt;
    // In the order of importance: the keys are sorted by their cue.
    for (const auto& [key, concern] : concerns_)
        if (!concern.over && concern.due_ms <= now_ms &&
            now_ms >= free_again_ms_[static_cast<std::size_t>(key.cue)]) {
            const Cue cue = key.cue;
            sound(cue, now_ms);
            return cue;
        }
    if (!test_due_) return std::nullopt;
    sound(Cue::test, now_ms);
    return Cue::test;
}

// One figure speaks for all that it could mean now. Whichever sounded, the loudspeaker has shown that it
// works.
void Cues::sound(Cue cue, TimeMs now_ms) {
    const Repeats repeats = repeats_of(cue);
    for (auto& [key, concern] : concerns_) {
        if (key.cue != cue || concern.over) continue;
        const std::size_t index =
            std::min(concern.sounded, repeats.pauses_ms.size() - (repeats.ends ? 0 : 1));
        ++concern.sounded;
        concern.over = index >= repeats.pauses_ms.size();
        if (!concern.over) concern.due_ms = now_ms + repeats.pauses_ms[index];
    }
    free_at_ms_ = now_ms + length_ms(cue) + figure_pause_ms;
    free_again_ms_[static_cast<std::size_t>(cue)] = now_ms + same_pause_ms;
    test_due_ = false;
}

}  // namespace brigade::ui
