#include "station/troubles.h"

#include <algorithm>

namespace brigade {
namespace {

using Kind = Trouble::Kind;
using Severity = Trouble::Severity;

// Before Brigade was there no kitchen had a ticket; after that its clock has gone wild.
constexpr TimeMs earliest = 1'735'689'600'000;  // 2025-01-01
constexpr TimeMs latest = 4'102'444'800'000;    // 2100-01-01

struct List {
    std::vector<Trouble> all;

    void add(Kind kind, Severity severity, std::vector<std::string> names = {}, bool banner = true) {
        all.push_back({kind, severity, banner, std::move(names)});
    }
};

// What keeps screen and hub apart, the nearest cause alone.
void add_link(List& list, const ScreenModel& model) {
    const std::vector<std::string> names{model.hub_address, std::to_string(model.waiting)};
    if (model.pairing.kind == PairingState::Kind::foreign_key)
        list.add(Kind::foreign_key, Severity::work, names, model.known);
    else if (model.pairing.kind == PairingState::Kind::code)
        list.add(Kind::unpaired, Severity::work, names, model.known);
    else if (model.link == Link::lost)
        list.add(Kind::hub_lost, Severity::work, names, model.known);
    else if (model.link == Link::connecting)
        list.add(Kind::hub_connecting, Severity::care, names, model.known);
}

void add_clock(List& list, const ScreenModel& model, TimeMs kitchen_now) {
    const TimeMs wall = kitchen_now + model.wall_offset_ms;
    if (!model.clock_known)
        list.add(Kind::clock_unknown, Severity::note, {}, false);
    else if (model.known && (wall < earliest || wall >= latest))
        list.add(Kind::clock_wrong, Severity::care);
    else if (model.clock_moved_ms != 0 && kitchen_now - model.clock_moved_at < clock_moved_told_ms)
        list.add(Kind::clock_moved, Severity::note,
                 {std::to_string((std::abs(model.clock_moved_ms) + 30'000) / 60'000),
                  model.clock_moved_ms < 0 ? "-" : ""},
                 false);
}

void add_unseen(List& list, const ScreenModel& model) {
    const auto unseen = [](const ScreenTicket& ticket) { return !ticket.undelivered.empty(); };
    const auto first = std::find_if(model.tickets.begin(), model.tickets.end(), unseen);
    if (first == model.tickets.end()) return;
    const auto count = std::count_if(first, model.tickets.end(), unseen);
    list.add(Kind::unseen, Severity::work, {std::to_string(count), first->number, first->undelivered.front()},
             false);  // their cards say so, and the strip counts them
}

void add_bars(List& list, const ScreenModel& model) {
    for (const BarFound& bar : model.bars) {
        if (!bar.trouble.empty())
            list.add(Kind::bar, Severity::care, {bar.name, bar.trouble});
        else if (bar.looks_like_bar && bar.profile.empty())
            list.add(Kind::unknown_bar, Severity::care, {bar.name});
    }
}

}  // namespace

std::vector<Trouble> troubles(const ScreenModel& model, const SeenByUi& seen, TimeMs kitchen_now) {
    const bool board = model.station.kind == StationKind::board;
    List list;
    add_link(list, model);
    if (!model.hub_trouble.empty()) list.add(Kind::hub_cannot_write, Severity::work, {model.hub_trouble});
    if (!model.copy.fault.empty()) list.add(Kind::disk, Severity::work, {model.copy.fault});
    if (!model.fault.empty()) list.add(Kind::said, Severity::work, {model.fault});
    add_unseen(list, model);
    if (!model.covered_by.empty()) list.add(Kind::covered, Severity::care, {model.covered_by});
    add_clock(list, model, kitchen_now);
    if (seen.no_speaker) list.add(Kind::no_speaker, Severity::care, {}, model.known && !board);
    add_bars(list, model);
    if (seen.small_letters) list.add(Kind::small_letters, Severity::care, {}, false);
    if (model.machine && !model.machine->settings_problem.empty())
        list.add(Kind::settings, Severity::care, {model.machine->settings_problem});
    if (model.machine && !model.machine->box_problem.empty())
        list.add(Kind::box, Severity::care, {model.machine->box_problem}, !board);
    if (!model.settings.services.empty()) list.add(Kind::filtered, Severity::note, {}, false);
    if (model.waiting > 0 && model.link == Link::live)
        list.add(Kind::presses_wait, Severity::note, {std::to_string(model.waiting)}, false);
    std::stable_sort(list.all.begin(), list.all.end(),
                     [](const Trouble& a, const Trouble& b) { return a.severity < b.severity; });
    return std::move(list.all);
}

}  // namespace brigade
