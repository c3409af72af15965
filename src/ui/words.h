// Our own words on the screen, in the language chosen for it (assets/locales). The application fills this
// from a file; a word that is missing, or one that nothing asks for, is an error there and then.
// "{0}", "{1}" … stand for what fill() is given.
#pragma once

#include <array>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade::ui {

enum class Say {
    open,
    late,
    ready,
    this_hour,
    page,
    as_of,
    dine_in,
    takeaway,
    delivery,
    drive_thru,
    self_order,
    table,
    cover,
    covers,
    seat,
    rush,
    vip,
    voided,
    due,
    promised_in,
    allergy,
    course,
    course_held,
    held,
    tag_new,
    tag_changed,
    tag_void,
    tag_unavailable,
    continued,
    ready_serve,
    at_the_pass,
    late_in,
    fire_course,
    not_shown,
    hub_lost,
    hub_lost_text,
    hub_connecting,
    fault,
    waiting_title,
    waiting_text,
    all_done,
    all_done_text,
    key_choose,
    key_bump,
    key_bump_hint,
    key_serve_hint,
    key_start,
    key_start_hint,
    key_line,
    key_line_hint,
    key_fire,
    key_fire_hint,
    key_confirm,
    key_confirm_hint,
    key_recall,
    key_undo,
    key_page,
    more_on_page,
    tickets_on_pages,
    bumped,
    undo,
    recall_title,
    recall_empty,
    recall_hint,
    recall_count,
    ago,
    preparing,
    board_ready,
    more_numbers,
    count_
};

// In the order of Say: the keys of a locale file.
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Say::count_)> word_keys{
    "open",
    "late",
    "ready",
    "this_hour",
    "page",
    "as_of",
    "dine_in",
    "takeaway",
    "delivery",
    "drive_thru",
    "self_order",
    "table",
    "cover",
    "covers",
    "seat",
    "rush",
    "vip",
    "voided",
    "due",
    "promised_in",
    "allergy",
    "course",
    "course_held",
    "held",
    "tag_new",
    "tag_changed",
    "tag_void",
    "tag_unavailable",
    "continued",
    "ready_serve",
    "at_the_pass",
    "late_in",
    "fire_course",
    "not_shown",
    "hub_lost",
    "hub_lost_text",
    "hub_connecting",
    "fault",
    "waiting_title",
    "waiting_text",
    "all_done",
    "all_done_text",
    "key_choose",
    "key_bump",
    "key_bump_hint",
    "key_serve_hint",
    "key_start",
    "key_start_hint",
    "key_line",
    "key_line_hint",
    "key_fire",
    "key_fire_hint",
    "key_confirm",
    "key_confirm_hint",
    "key_recall",
    "key_undo",
    "key_page",
    "more_on_page",
    "tickets_on_pages",
    "bumped",
    "undo",
    "recall_title",
    "recall_empty",
    "recall_hint",
    "recall_count",
    "ago",
    "preparing",
    "board_ready",
    "more_numbers"};
static_assert(!word_keys.back().empty(), "every Say has its key");

class Words {
  public:
    // Fails with every missing and every unknown key named.
    static Result<Words> from(const std::map<std::string, std::string>& texts);

    const std::string& operator()(Say say) const { return texts_[static_cast<std::size_t>(say)]; }
    std::string fill(Say say, std::initializer_list<std::string_view> values) const;

  private:
    std::array<std::string, static_cast<std::size_t>(Say::count_)> texts_;
};

}  // namespace brigade::ui
