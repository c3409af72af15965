// What goes wrong in a house on a played day: something runs out, a screen loses its hub, the clock on the
// wall is put right, the kitchen stays closed. Owned by PlayedHistory, outlived by the kitchen.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/played_kitchen.h"
#include "app/played_station.h"

namespace brigade {

class PlayedHouse {
  public:
    PlayedHouse(PlayedKitchen& kitchen, std::vector<std::unique_ptr<PlayedStation>>& stations)
        : kitchen_(kitchen),
          stations_(stations) {}

    static bool is_closed_on(int day) { return day % 41 == 17; }
    void plan_day();

  private:
    void run_out();
    void lose_a_screen();
    void correct_clock();
    // At some time while guests are there.
    void some_time(std::function<void()> task);

    PlayedKitchen& kitchen_;
    std::vector<std::unique_ptr<PlayedStation>>& stations_;
};

}  // namespace brigade
