#include "app/played_rhythm.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace brigade {
namespace {

constexpr int friday = 4, saturday = 5, sunday = 6;
constexpr int shift_changes_min = 16 * 60 + 30;

double bell(double minute, double middle, double width) {
    const double away = (minute - middle) / width;
    return std::exp(-away * away / 2);
}

constexpr std::array names{"ani",  "budi",  "citra", "dewi",  "eka",  "fajar", "gita",
                           "hadi", "indah", "joko",  "kadek", "lina", "made",  "nyoman"};

}  // namespace

double guests_of_day(int weekday) {
    constexpr std::array<double, 7> of_average{0.78, 0.86, 0.92, 0.98, 1.14, 1.26, 1.06};
    return of_average[static_cast<std::size_t>(weekday)];
}

double arrival_minute(PlayedChance& chance, int weekday) {
    const double late_night = weekday == friday || weekday == saturday ? 0.07 : 0.02;
    const double lunch = weekday == sunday ? 0.48 : 0.38;
    const double kind = chance.uniform();
    double minute = chance.uniform() * 11 * 60 + 11 * 60;
    if (kind < lunch)
        minute = chance.normal(12.6 * 60, 42);
    else if (kind < 0.85)
        minute = chance.normal(19.25 * 60, 62);
    else if (kind > 1 - late_night)
        minute = 22 * 60 + chance.uniform() * 225;
    return std::clamp(minute, 9.5 * 60, 26.0 * 60);
}

double cooks_pace(const LocalTime& time) {
    const double rush = 0.22 * bell(time.minute, 12.8 * 60, 40) + 0.3 * bell(time.minute, 19.5 * 60, 60);
    return (1 + rush) * (time.weekday == friday ? 1.22 : 1);
}

double item_pace(std::string_view item) {
    if (item == "ribeye-300") return 1.7;
    if (item == "lava-cake") return 1.25;
    return 1;
}

std::string cook_at(const std::string& station, std::size_t place, const LocalTime& time,
                    PlayedChance& chance) {
    if (chance.chance(0.1)) return {};
    const std::size_t first = std::hash<std::string>{}(station) % names.size();
    const std::size_t shift = time.minute < shift_changes_min ? 0 : 3;
    return names[(first + shift + place % 3) % names.size()];
}

}  // namespace brigade
