#include "analytics/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "base/percent.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::string_view range_names = "from to",
                           filter_names = "station item daypart service channel cook";

// Whether `word` is one of the words of `list`.
bool lists(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool taken(std::string_view takes, std::string_view name) {
    if (lists(range_names, name)) return lists(takes, "range");
    if (lists(filter_names, name)) return lists(takes, "filters");
    return name != "range" && name != "filters" && lists(takes, name);
}

std::string dayparts_told(const std::vector<Daypart>& dayparts) {
    std::string text;
    for (const Daypart& part : dayparts) text += (text.empty() ? "" : ", ") + part.id;
    return text;
}

// Reads parameter by parameter and keeps the first refusal.
class SelectionReader {
  public:
    SelectionReader(std::string_view takes, const std::vector<Daypart>& dayparts)
        : takes_(takes),
          dayparts_(dayparts) {}

    std::optional<Refusal> take(std::string_view parameter) {
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        const auto name = decoded_text(parameter.substr(0, equals), true);
        const auto value = decoded_text(parameter.substr(std::min(equals + 1, parameter.size())), true);
        if (!name || !taken(takes_, *name) || name->size() > limits::id_chars)
            return wrong_parameter(name ? *name : "", "there is no such parameter here");
        if (!value || !is_text(*value, limits::text_chars))
            return wrong_parameter(
                *name,
                fmt::format("it must be percent-encoded UTF-8 of at most {} characters", limits::text_chars));
        return lists(filter_names, *name) ? filter(*name, *value) : once(*name, *value);
    }

    Result<Selection, Refusal> read(const Coverage& coverage) {
        if (auto refusal = range(coverage)) return *refusal;
        return std::move(selection_);
    }

  private:
    std::optional<Refusal> filter(const std::string& name, const std::string& value) {
        FigureFilters& filters = selection_.filters;
        const bool may_be_empty = name == "channel" || name == "cook";
        if (value.empty() && !may_be_empty) return wrong_parameter(name, "it must not be empty");
        if (name == "station") filters.stations.push_back(value);
        if (name == "item") filters.items.push_back(value);
        if (name == "channel") filters.channels.push_back(value);
        if (name == "cook") filters.cooks.push_back(value);
        if (name == "daypart") return daypart(value);
        if (name == "service") return service(value);
        return std::nullopt;
    }

    std::optional<Refusal> daypart(const std::string& value) {
        const auto found = std::ranges::find(dayparts_, value, &Daypart::id);
        if (found == dayparts_.end())
            return wrong_parameter("daypart", "it must be one of " + dayparts_told(dayparts_));
        selection_.filters.dayparts.push_back(*found);
        return std::nullopt;
    }

    std::optional<Refusal> service(const std::string& value) {
        const auto service = from_word<Service>(value);
        if (!service) return wrong_parameter("service", "it must be " + choices_of<Service>());
        selection_.filters.services.push_back(*service);
        return std::nullopt;
    }

    std::optional<Refusal> once(const std::string& name, const std::string& value) {
        auto& seen = name == "from"     ? from_
                     : name == "to"     ? to_
                     : name == "format" ? format_
                                        : selection_.options[name];
        if (std::ranges::count(names_, name) > 0) return wrong_parameter(name, "it may stand only once");
        names_.push_back(name);
        seen = value;
        if ((name == "from" || name == "to") && !parse_day(value))
            return wrong_parameter(name, "it must be a day, such as 2026-11-20");
        if (name == "format" && value != "json" && value != "csv")
            return wrong_parameter(name, "it must be json or csv");
        selection_.csv = selection_.csv || (name == "format" && value == "csv");
        return std::nullopt;
    }

    std::optional<Refusal> range(const Coverage& coverage) {
        const ServiceDay today = parse_day(coverage.today).value_or(ServiceDay{});
        const auto from = parse_day(from_), to = parse_day(to_);
        DayRange& days = selection_.days;
        days.from = from ? *from : to ? *to : today;
        days.to = to ? *to : today;
        if (days.to < days.from)
            return wrong_parameter("from", fmt::format("it must not be after {}", to_text(days.to)));
        if (days.days() > limits::figure_days)
            return wrong_parameter("from",
                                   fmt::format("at most {} days can be asked for", limits::figure_days));
        return std::nullopt;
    }

    std::string_view takes_;
    const std::vector<Daypart>& dayparts_;
    Selection selection_;
    std::string from_, to_, format_;
    std::vector<std::string> names_;
};

}  // namespace

Refusal wrong_parameter(std::string_view name, std::string message) {
    return {ErrorCode::invalid_message, "/" + std::string(name), std::move(message)};
}

std::optional<std::string> decoded_text(std::string_view text, bool plus_is_blank) {
    std::string coded(text);
    if (plus_is_blank) std::ranges::replace(coded, '+', ' ');
    auto decoded = percent_decoded(coded);
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (!decoded || std::ranges::any_of(*decoded, is_control) || !is_text(*decoded, decoded->size()))
        return std::nullopt;
    return decoded;
}

const std::string* Selection::option(std::string_view name) const {
    const auto found = options.find(name);
    return found == options.end() ? nullptr : &found->second;
}

Result<int, Refusal> Selection::count(std::string_view name, int otherwise, int max) const {
    const std::string* text = option(name);
    if (!text) return otherwise;
    int number = 0;
    const char* end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number < 1 || number > max)
        return wrong_parameter(name, fmt::format("it must be a whole number from 1 to {}", max));
    return number;
}

Result<Selection, Refusal> read_selection(std::string_view query, std::string_view takes,
                                          const std::vector<Daypart>& dayparts, const Coverage& coverage) {
    if (std::ranges::count(query, '&') >= limits::figure_parameters)
        return wrong_parameter(
            "", fmt::format("at most {} parameters may stand in a question", limits::figure_parameters));
    SelectionReader reader(takes, dayparts);
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        if (end > 0)
            if (auto refusal = reader.take(query.substr(0, end))) return *refusal;
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return reader.read(coverage);
}

}  // namespace brigade
