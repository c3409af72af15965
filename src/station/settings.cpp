#include "station/settings.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::size_t bars_max = 8;
constexpr int minutes_in_day = 24 * 60;

// A distance is kept in millimetres and a diagonal in tenths of an inch: whole numbers read back as they
// were.
constexpr float mm_per_m = 1000, tenths = 10;

json::array bars_of(const ScreenSettings& settings) {
    json::array bars;
    for (const BoundBar& bar : settings.bars)
        bars.push_back(json::object{{"device", bar.device}, {"profile", bar.profile}});
    return bars;
}

template <class E>
std::vector<E> words_in(JsonFields& fields, std::string_view name) {
    std::vector<E> values;
    for (const std::string& text : fields.texts(name, words::of<E>.size(), limits::text_chars)) {
        const auto value = from_word<E>(text);
        if (value && std::find(values.begin(), values.end(), *value) == values.end())
            values.push_back(*value);
    }
    return values;
}

}  // namespace

std::string to_text(const ScreenSettings& settings) {
    json::array services;
    for (const Service service : settings.services) services.push_back(json::string(word(service)));
    return json::serialize(
               json::object{{"language", settings.language},
                            {"theme", word(settings.theme)},
                            {"density", word(settings.density)},
                            {"distance_mm", static_cast<int>(settings.distance_m * mm_per_m + 0.5F)},
                            {"diagonal_tenths_in", static_cast<int>(settings.diagonal_in * tenths + 0.5F)},
                            {"shows", word(settings.shows)},
                            {"services", std::move(services)},
                            {"volume_percent", settings.volume_percent},
                            {"quiet_from_min", settings.quiet_from_min},
                            {"quiet_until_min", settings.quiet_until_min},
                            {"bars", bars_of(settings)}}) +
           "\n";
}

Result<ScreenSettings> read_settings(std::string_view text, const ScreenSettings& otherwise) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"it is not a JSON object"};
    std::optional<Refusal> problem;
    JsonFields fields(value->get_object(), "", ErrorCode::invalid_message, problem);
    ScreenSettings settings = otherwise;
    const auto whole = [&](std::string_view name, int present, int least, int most) {
        return static_cast<int>(fields.integer(name, least, most).value_or(present));
    };
    if (fields.has("language")) settings.language = fields.required_text("language", limits::text_chars);
    settings.theme = fields.choice("theme", settings.theme);
    settings.density = fields.choice("density", settings.density);
    settings.distance_m = static_cast<float>(whole(
                              "distance_mm", static_cast<int>(settings.distance_m * mm_per_m), 1, 100'000)) /
                          mm_per_m;
    settings.diagonal_in =
        static_cast<float>(
            whole("diagonal_tenths_in", static_cast<int>(settings.diagonal_in * tenths), 0, 10'000)) /
        tenths;
    settings.shows = fields.choice("shows", settings.shows);
    if (fields.has("services")) settings.services = words_in<Service>(fields, "services");
    settings.volume_percent = whole("volume_percent", settings.volume_percent, 0, 100);
    settings.quiet_from_min = whole("quiet_from_min", settings.quiet_from_min, 0, minutes_in_day - 1);
    settings.quiet_until_min = whole("quiet_until_min", settings.quiet_until_min, 0, minutes_in_day - 1);
    if (fields.has("bars")) {
        settings.bars.clear();
        fields.each_object("bars", bars_max, [&](JsonFields bar) {
            settings.bars.push_back({bar.required_text("device", limits::text_chars),
                                     bar.required_text("profile", limits::text_chars)});
        });
    }
    if (problem) return Error{problem->path + ": " + problem->message};
    return settings;
}

}  // namespace brigade
