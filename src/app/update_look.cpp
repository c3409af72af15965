#include "app/update_look.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <ctime>

#include "app/json_words.h"
#include "app/time_zone.h"
#include "app/update_hub.h"

namespace brigade {
namespace {

constexpr DurationMs look_within_ms = 10'000;
constexpr TimeMs ms_a_minute = 60'000;

int minute_here() {
    const std::time_t now = wall_clock_ms() / 1000;
    std::tm local{};
    return ::localtime_r(&now, &local) ? local.tm_hour * 60 + local.tm_min : 0;
}

Result<boost::json::object> object_at(HubQuestions& hub, const char* target) {
    net::HttpQuestion question{target};
    question.silent_ms = look_within_ms;
    auto answer = hub.ask(std::move(question));
    if (!answer) return answer.error();
    boost::system::error_code failed;
    boost::json::value parsed = boost::json::parse(answer->body, failed);
    if (answer->status != 200 || failed || !parsed.is_object())
        return Error{"it answers " + std::to_string(answer->status)};
    return std::move(parsed.get_object());
}

std::size_t tickets_on(const boost::json::object& boards) {
    std::size_t tickets = 0;
    const boost::json::value* all = boards.if_contains("boards");
    for (const auto& board : all && all->is_array() ? all->get_array() : boost::json::array()) {
        const auto* entry = board.if_object();
        const auto* on_it = entry ? entry->if_contains("tickets") : nullptr;
        if (on_it && on_it->is_array()) tickets += on_it->get_array().size();
    }
    return tickets;
}

}  // namespace

KitchenLook look_at_kitchen(const UpdateBox& box, const ToolArguments& arguments) {
    KitchenLook look;
    look.minute_of_day = minute_here();
    auto hub = HubQuestions::open(box, arguments);
    auto facts = hub ? object_at(*hub, "/api/v1/hub") : Result<boost::json::object>(hub.error());
    auto boards = facts ? object_at(*hub, "/api/v1/boards") : Result<boost::json::object>(facts.error());
    if (!boards) {
        look.not_reached = boards.error().message;
        return look;
    }
    look.tickets = tickets_on(*boards);
    look.seq = static_cast<Seq>(integer_in(*boards, "seq", 0));
    if (const auto time = parse_time(text_in(*facts, "time"))) {
        const TimeMs local = *time / ms_a_minute + integer_in(*facts, "utc_offset_min", 0);
        look.minute_of_day = static_cast<int>(local % (24 * 60));
    }
    return look;
}

}  // namespace brigade
