// The rhythm of a played kitchen: how many guests come on which day and when, how cooks fare at which hour,
// and who cooks. What managers should be able to find again in their figures: full weekends, slow Fridays,
// two rushes a day, a slow item.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/played_kitchen.h"

namespace brigade {

// Of the orders of an average day, how many come on that one.
double guests_of_day(int weekday);
// What share of a day's orders comes in its busiest hour.
inline constexpr double busiest_hour_share = 0.21;
// Minutes after the midnight before the service day began; beyond 1440 after the next one.
double arrival_minute(PlayedChance& chance, int weekday);
// How much longer than on average everything takes then.
double cooks_pace(const LocalTime& time);
double item_pace(std::string_view item);
// The cook at one of a station's places; empty where nobody has said so.
std::string cook_at(const std::string& station, std::size_t place, const LocalTime& time,
                    PlayedChance& chance);

}  // namespace brigade
