// The one door between the station's two threads. The loop publishes what to show; the UI takes the newest
// and hands back what was pressed and what was presented. Neither side ever waits for the other.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "core/command.h"
#include "station/screen_model.h"

namespace brigade {

// Something a person asked for, in terms of the ticket as it was on the presented frame, of a device, or of
// who they are.
struct Action {
    enum class Kind {
        start_line,
        bump_line,
        bump_ticket,
        recall,
        undo,
        confirm,
        fire_course,
        devices_open,
        devices_close,
        device_pair,
        device_identify,
        device_restart,
        device_revoke,
        cook_sign_in,
        cook_sign_out,
        cook_give_up,
    };
    Kind kind = Kind::bump_ticket;
    std::string order_id;  // not for undo: the station knows what was bumped last
    std::string line_id;   // start_line, bump_line
    std::uint32_t generation = 1;
    std::uint32_t revision = 0;
    Seq seen = 0;    // ScreenModel::seq of the frame
    int course = 0;  // fire_course
    std::string device = {};  // device_…: as the list names it; device_pair: of the one that waits
    std::string screen = {};  // device_identify, device_restart: of one that has no id
    std::string name = {};    // device_…: what people call it
    std::string code = {};    // device_pair, cook_sign_in: what was typed
    std::uint64_t attempt = 0;  // cook_sign_in, cook_give_up, device_…: by which the answer is known
};

// A frame has been presented: built from `seq`, with these tickets whole on it for the first time.
struct Presented {
    Seq seq = 0;
    std::vector<Drawn> drawn;
};

class Mailbox {
  public:
    // Called (on the thread that posts) whenever something waits for the other side.
    void wake_loop_with(std::function<void()> wake);
    void wake_ui_with(std::function<void()> wake);

    // Loop side.
    void publish(ScreenModelPtr model);
    std::vector<Action> take_actions();
    std::vector<Presented> take_presented();

    // UI side. The newest model; the same one again if nothing new came. Null before the first.
    ScreenModelPtr newest() const;
    void post(Action action);
    void post(Presented presented);
    // A picture has been put on the screen.
    void count_frame() { ++frames_; }
    std::uint64_t frames() const { return frames_; }  // either side

  private:
    std::atomic<std::uint64_t> frames_ = 0;
    mutable std::mutex mutex_;  // guards everything below
    ScreenModelPtr model_;
    std::vector<Action> actions_;
    std::vector<Presented> presented_;
    std::function<void()> wake_loop_, wake_ui_;
};

}  // namespace brigade
