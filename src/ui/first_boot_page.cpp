#include "ui/first_boot_page.h"

#include <algorithm>

namespace brigade::ui {
namespace {

constexpr std::size_t kitchen_letters_max = 60;
constexpr std::size_t station_letters_max = 32;
constexpr const char* another_station = "?";

bool runs_hub(const FirstAnswers& answers) { return answers.role != "station"; }

// The question after this one, by what has been answered.
FirstStep step_after(FirstStep step, const FirstAnswers& answers) {
    switch (step) {
        case FirstStep::problems:
            return FirstStep::language;
        case FirstStep::language:
            return FirstStep::role;
        case FirstStep::role:
            return runs_hub(answers) ? FirstStep::kitchen : FirstStep::hub;
        case FirstStep::kitchen:
            return answers.role == "hub" ? FirstStep::region : FirstStep::station;
        case FirstStep::hub:
            return FirstStep::station;
        case FirstStep::station:
            return runs_hub(answers) ? FirstStep::region : FirstStep::good;
        case FirstStep::region:
            return FirstStep::zone;
        case FirstStep::zone:
            return FirstStep::good;
        default:
            return FirstStep::done;
    }
}

void open_first_typing(FirstBootView& view) {
    const bool kitchen = view.step == FirstStep::kitchen;
    open_entry(view.entry, EntryFor::device_name, kitchen ? view.answers.kitchen : view.answers.station,
               kitchen ? kitchen_letters_max : station_letters_max);
}

void next_step(FirstBootView& view) {
    view.before.push_back(view.step);
    view.step = step_after(view.step, view.answers);
    view.row = 0;
    if (view.step == FirstStep::kitchen) open_first_typing(view);
}

void add_regions(std::vector<FirstRow>& rows, const std::vector<std::string>& zones) {
    for (const std::string& zone : zones) {
        const std::string region = zone.substr(0, zone.find('/'));
        const bool has_places = region.size() < zone.size() && region != "Etc";
        if (has_places && (rows.empty() || rows.back().id != region)) rows.push_back({region, region});
    }
    rows.push_back({"UTC", "UTC"});
}

void add_places(std::vector<FirstRow>& rows, const std::vector<std::string>& zones,
                const std::string& region) {
    for (const std::string& zone : zones) {
        if (!zone.starts_with(region + "/")) continue;
        std::string place = zone.substr(region.size() + 1);
        std::ranges::replace(place, '_', ' ');
        rows.push_back({zone, place});
    }
}

void answer_station(FirstBootView& view, const std::string& id) {
    if (id == another_station) return open_first_typing(view);
    view.answers.station = id;
    next_step(view);
}

// UTC has no places to choose from.
void answer_region(FirstBootView& view, const std::string& id) {
    view.region = id;
    if (id != "UTC") return next_step(view);
    view.answers.zone = id;
    view.before.push_back(view.step);
    view.step = step_after(FirstStep::zone, view.answers);
    view.row = 0;
}

void take_answer(FirstBootView& view, const std::string& id) {
    switch (view.step) {
        case FirstStep::language:
            view.answers.language = id;
            break;
        case FirstStep::role:
            view.answers.role = id;
            break;
        case FirstStep::hub:
            view.answers.hub = id;
            break;
        case FirstStep::zone:
            view.answers.zone = id;
            break;
        case FirstStep::station:
            return answer_station(view, id);
        case FirstStep::region:
            return answer_region(view, id);
        case FirstStep::good:
            if (id == "again") {
                const FirstAnswers kept = view.answers;
                view = {};
                view.answers = kept;
                return;
            }
            break;
        default:
            break;
    }
    next_step(view);
}

// What is likely, or was answered before, is chosen already: two thirds of a continent's clocks are far away.
void choose_likely(FirstBootView& view, const FirstBootFacts& facts, const FirstWords& words) {
    const std::string zone = !view.answers.zone.empty()      ? view.answers.zone
                             : view.answers.language == "id" ? "Asia/Jakarta"
                                                             : "";
    std::string likely;
    if (view.step == FirstStep::region) likely = zone.substr(0, zone.find('/'));
    if (view.step == FirstStep::zone) likely = zone;
    if (view.step == FirstStep::station) likely = view.answers.station;
    if (view.step == FirstStep::role) likely = view.answers.role;
    if (likely.empty()) return;
    const std::vector<FirstRow> rows = first_rows(view, facts, words);
    const auto found = std::ranges::find(rows, likely, &FirstRow::id);
    if (found != rows.end()) view.row = static_cast<std::size_t>(found - rows.begin());
}

// A name is needed: an empty one is asked for again.
void take_first_typed(FirstBootView& view, EntryEnd end) {
    std::string& typed = view.step == FirstStep::kitchen ? view.answers.kitchen : view.answers.station;
    if (end == EntryEnd::done && !view.entry.text.empty()) {
        typed = view.entry.text;
        return next_step(view);
    }
    if (end == EntryEnd::done) return open_first_typing(view);
    if (view.step == FirstStep::kitchen) first_step_back(view);
}

}  // namespace

std::vector<FirstRow> first_rows(const FirstBootView& view, const FirstBootFacts& facts,
                                 const FirstWords& words) {
    std::vector<FirstRow> rows;
    switch (view.step) {
        case FirstStep::problems:
            return {{"here", words(FirstSay::set_up_here)}};
        case FirstStep::language:
            for (const auto& language : facts.languages) rows.push_back({language.id, language.name});
            return rows;
        case FirstStep::role:
            return {{"both", words(FirstSay::role_both)},
                    {"station", words(FirstSay::role_station)},
                    {"hub", words(FirstSay::role_hub)}};
        case FirstStep::hub:
            rows.push_back({"", words(FirstSay::any_hub)});
            for (const std::string& kitchen : facts.hubs) rows.push_back({kitchen, kitchen});
            return rows;
        case FirstStep::station:
            for (const auto& station : facts.stations) rows.push_back({station.id, station.name});
            // A hub knows its own kitchen's stations and no others.
            if (!runs_hub(view.answers)) rows.push_back({another_station, words(FirstSay::another_station)});
            return rows;
        case FirstStep::region:
            add_regions(rows, facts.zones);
            return rows;
        case FirstStep::zone:
            add_places(rows, facts.zones, view.region);
            return rows;
        case FirstStep::good:
            return {{"start", words(FirstSay::start)}, {"again", words(FirstSay::from_the_start)}};
        default:
            return rows;
    }
}

void open_first_boot(FirstBootView& view, const FirstBootFacts& facts) {
    view = {};
    if (!facts.problems.empty()) view.step = FirstStep::problems;
}

void first_step_back(FirstBootView& view) {
    if (view.before.empty()) return;
    view.entry.open = false;
    view.step = view.before.back();
    view.before.pop_back();
    view.row = 0;
    if (view.step == FirstStep::kitchen) open_first_typing(view);
}

void touch_first_row(FirstBootView& view, std::size_t row, const FirstBootFacts& facts,
                     const FirstWords& words) {
    const std::vector<FirstRow> rows = first_rows(view, facts, words);
    if (row >= rows.size()) return;
    take_answer(view, rows[row].id);
    choose_likely(view, facts, words);
}

void touch_first_key(FirstBootView& view, std::size_t row, std::size_t key) {
    if (const auto end = touch_entry_key(view.entry, row, key)) take_first_typed(view, *end);
}

void press_on_first_boot(FirstBootView& view, Function function, const FirstBootFacts& facts,
                         const FirstWords& words) {
    if (view.entry.open) {
        if (const auto end = press_on_entry(view.entry, function)) take_first_typed(view, *end);
        return;
    }
    const std::size_t count = first_rows(view, facts, words).size();
    if (count == 0) return;
    view.row = std::min(view.row, count - 1);
    const std::size_t page = view.row / first_rows_on_page * first_rows_on_page;
    if (const int key = key_of(function); key > 0 && key <= static_cast<int>(first_rows_on_page))
        return touch_first_row(view, page + static_cast<std::size_t>(key) - 1, facts, words);
    switch (function) {
        case Function::up:
            view.row = (view.row + count - 1) % count;
            return;
        case Function::down:
            view.row = (view.row + 1) % count;
            return;
        case Function::right:
        case Function::page_next:
            view.row = page + first_rows_on_page < count ? page + first_rows_on_page : 0;
            return;
        case Function::left:
        case Function::page_previous:
            view.row = page >= first_rows_on_page ? page - first_rows_on_page : count - 1;
            return;
        case Function::bump:
        case Function::bump_line:
        case Function::confirm:
            return touch_first_row(view, view.row, facts, words);
        case Function::recall:
        case Function::cancel:
            return first_step_back(view);
        default:
            return;
    }
}

std::string to_settings_lines(const FirstAnswers& answers) {
    std::string text;
    const auto line = [&](const char* key, const std::string& value) {
        if (!value.empty()) text += std::string(key) + "=\"" + value + "\"\n";
    };
    line("ROLE", answers.role);
    line("LANGUAGE", answers.language);
    line("KITCHEN", runs_hub(answers) ? answers.kitchen : answers.hub);
    if (answers.role != "hub") line("STATION", answers.station);
    if (runs_hub(answers)) line("TIME_ZONE", answers.zone);
    return text;
}

}  // namespace brigade::ui
