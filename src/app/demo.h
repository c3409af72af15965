// A played lunch: a real hub, a real screen for each station, and made-up people who order, cook and serve.
// Whoever watches may kill any of the processes; the demo starts them again and nothing is lost.
//
// Owned by the command; main thread, which is the loop's. Destroyed in reverse: the people leave, then the
// screens, then the hub.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/demo_child.h"
#include "app/demo_lunch.h"

namespace brigade {

struct DemoOptions {
    double seconds = 0;  // 0: until told to end
    double speed = 10;
    int history_days = 14;           // a new kitchen's past; 0: it has none
    std::filesystem::path programs;  // where brigade-hub and brigade-station are
    std::filesystem::path config;
    std::filesystem::path data;      // hub, stations and logs
    std::filesystem::path pictures;  // where the screens' last pictures go
    std::string size;                // 1280x720
    bool windows = false;            // else the screens are drawn without a display
};

// To whoever watches; at once.
void say_line(const std::string& text);

class Demo {
  public:
    explicit Demo(DemoOptions options);

    // Plays to the end; the process's exit status.
    int run();

  private:
    Status set_up();
    Status make_up_past();
    Status start_hub();
    Status start_stations();
    void say_where() const;
    void pulse();
    void say_how_it_goes() const;
    bool everybody_left() const;
    bool take_pictures();
    bool end_all();
    bool sum_up() const;
    std::filesystem::path directory_of(const DemoChild& station) const {
        return options_.data / station.name();
    }

    DemoOptions options_;
    HubConfig config_;
    std::filesystem::path config_file_;  // the demo's own
    net::EventLoop loop_;
    std::unique_ptr<DemoChild> hub_;
    std::vector<std::unique_ptr<DemoChild>> stations_;
    std::unique_ptr<DemoLunch> lunch_;
    std::string url_;      // ws://127.0.0.1:PORT/v1
    std::string address_;  // 127.0.0.1:PORT
    net::Timer pulse_;
    DurationMs said_ms_ = 0;
    int signals_ = 0;
};

}  // namespace brigade
