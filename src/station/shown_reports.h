// What has been presented here, for the hub: at once, and again after a connection was lost, because nobody
// knows then which report arrived. Owned by the StationScreen; loop thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/kitchen.h"
#include "station/mailbox.h"

namespace brigade {

class ShownReports {
  public:
    void note(const Presented& presented);
    // All that counts still and that `kitchen` does not know as shown; nothing before the first frame.
    std::optional<Presented> again(const Kitchen& kitchen, const std::string& station);

    static std::string text_of(const Presented& presented);

  private:
    struct Ticket {
        Drawn drawn;
        Seq seq = 0;  // of the frame
    };
    std::map<std::string, Ticket> drawn_;  // by order id: what has been presented whole
    Seq seq_ = 0;
};

}  // namespace brigade
