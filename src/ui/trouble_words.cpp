#include "ui/trouble_words.h"

#include "base/key_text.h"
#include "base/time.h"
#include "ui/draw_parts.h"
#include "ui/text.h"

namespace brigade::ui {
namespace {

using Kind = Trouble::Kind;

// "1970-01-01 00:12"
std::string date_and_time(TimeMs wall, int utc_offset_min) {
    const std::string text = format_time(wall + utc_offset_min * TimeMs{60'000});
    return text.substr(0, 10) + " " + text.substr(11, 5);
}

TroubleWords unpaired(const Words& words, const ScreenModel& model, const std::string& age,
                      const std::string& kept) {
    const PairingState& pairing = model.pairing;
    std::string text = words.fill(Say::pair_banner_next, {model.hub_address, kept});
    if (!pairing.code.empty())
        text = words.fill(Say::pair_banner_text, {grouped(pairing.code), model.hub_address, age, kept});
    if (!pairing.failure.empty()) text += " " + words.fill(Say::pair_failed, {pairing.failure});
    return {words(Say::pair_banner), text};
}

TroubleWords of_link(const Trouble& trouble, const Words& words, const ScreenModel& model,
                     const std::string& age) {
    const std::string &hub = trouble.names[0], &kept = trouble.names[1];
    if (!model.known && trouble.kind != Kind::foreign_key && trouble.kind != Kind::unpaired)
        return {words(Say::trouble_new), words.fill(Say::trouble_new_text, {hub})};
    switch (trouble.kind) {
        case Kind::foreign_key:
            return {
                words(Say::key_banner),
                words.fill(Say::key_banner_text, {hub, key_beginning(model.pairing.found_key, no_break)})};
        case Kind::unpaired:
            return unpaired(words, model, age, kept);
        case Kind::hub_lost:
            return {words(Say::hub_lost), words.fill(Say::hub_lost_text, {hub, age, kept})};
        default:
            return {words(Say::trouble_connecting), words.fill(Say::hub_connecting, {hub, age, kept})};
    }
}

TroubleWords of_clock(const Trouble& trouble, const Words& words, const ScreenModel& model,
                      TimeMs kitchen_now) {
    if (trouble.kind == Kind::clock_unknown)
        return {words(Say::trouble_clock_unknown), words(Say::trouble_clock_unknown_text)};
    if (trouble.kind == Kind::clock_moved) {
        const Say say = trouble.names[1].empty() ? Say::trouble_clock_forward : Say::trouble_clock_back;
        return {words(Say::trouble_clock_moved), words.fill(say, {trouble.names[0]})};
    }
    const std::string now = date_and_time(kitchen_now + model.wall_offset_ms, model.utc_offset_min);
    return {words(Say::trouble_clock), words.fill(Say::trouble_clock_text, {now})};
}

}  // namespace

TroubleWords trouble_words(const Trouble& trouble, const Words& words, const ScreenModel& model,
                           const Legible& legible, TimeMs kitchen_now) {
    const std::vector<std::string>& names = trouble.names;
    const auto one = [&](Say head, Say text) {
        return TroubleWords{words(head), words.fill(text, {names[0]})};
    };
    switch (trouble.kind) {
        case Kind::unpaired:
        case Kind::foreign_key:
        case Kind::hub_lost:
        case Kind::hub_connecting:
            return of_link(trouble, words, model, rough_age(kitchen_now - model.as_of));
        case Kind::hub_cannot_write:
            return one(Say::trouble_journal, Say::trouble_journal_text);
        case Kind::disk:
            return one(Say::trouble_disk, Say::trouble_disk_text);
        case Kind::said:
            return {words(Say::fault), names[0]};
        case Kind::box:
            return {words(Say::trouble_box), names[0]};
        case Kind::clock_wrong:
        case Kind::clock_unknown:
        case Kind::clock_moved:
            return of_clock(trouble, words, model, kitchen_now);
        case Kind::covered:
            return one(Say::covered, Say::covered_text);
        case Kind::unseen:
            return {words(Say::trouble_unseen),
                    words.fill(Say::trouble_unseen_text, {names[0], names[1], names[2]})};
        case Kind::no_speaker:
            return {words(Say::no_sound_head), words(Say::no_sound_text)};
        case Kind::bar:
            return {words(Say::trouble_bar), words.fill(Say::trouble_bar_text, {names[0], names[1]})};
        case Kind::unknown_bar:
            return one(Say::trouble_unknown_bar, Say::trouble_unknown_bar_text);
        case Kind::small_letters:
            return {words(Say::trouble_letters), legible_sentence(words, legible)};
        case Kind::settings:
            return one(Say::trouble_settings, Say::trouble_settings_text);
        case Kind::filtered:
            return {words(Say::trouble_filtered), words(Say::trouble_filtered_text)};
        case Kind::presses_wait:
            break;
    }
    return one(Say::trouble_presses, Say::trouble_presses_text);
}

}  // namespace brigade::ui
