// The picture that a station's screen shows, as a file that outlives the demo.
#pragma once

#include <sys/types.h>

#include <filesystem>

#include "app/demo_child.h"
#include "base/result.h"

namespace brigade {

// A picture that a station has been asked for. Asking all of them before fetching the first saves their time.
class DemoPicture {
  public:
    // Asks the station (SIGUSR2) to write DATA/screen.png anew. The station outlives this.
    DemoPicture(DemoChild& station, const std::filesystem::path& data);

    DemoChild& station() const { return station_; }
    // Waits for it and copies it to PICTURES/NAME.png, which is returned as an absolute path. Fails with a
    // sentence if none comes in time.
    Result<std::filesystem::path> fetch(net::EventLoop& loop, const std::filesystem::path& pictures) const;

  private:
    // What changes when a file is written anew, in place or under another name first.
    struct Stamp {
        ino_t inode = 0;
        time_t seconds = 0;
        long nanoseconds = 0;
        off_t size = 0;
        bool operator==(const Stamp&) const = default;
    };
    static Stamp stamp_of(const std::filesystem::path& file);

    DemoChild& station_;
    std::filesystem::path file_;
    Stamp before_;
};

}  // namespace brigade
