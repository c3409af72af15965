// The one door between the station's two threads. The loop publishes what to show; the UI takes the newest
// and hands back what was pressed and what was presented. Neither side ever waits for the other.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/command.h"
#include "station/bar_profile.h"
#include "station/screen_model.h"

namespace brigade {

// One of several that a press is about, as its frame showed it.
struct ActionLine {
    std::string order_id, line_id;
    std::uint32_t generation = 1;
    std::uint32_t revision = 0;

    bool operator==(const ActionLine&) const = default;
};

// Something a person asked for, in terms of the ticket as it was on the presented frame, of a device, or of
// who they are.
struct Action {
    enum class Kind {
        start_line,
        start_ticket,
        start_lines,
        bump_line,
        bump_lines,
        bump_ticket,
        recall,
        undo,
        confirm,
        fire_course,
        hold,
        release,
        set_priority,
        transfer,
        set_availability,
        devices_open,
        devices_close,
        device_pair,
        device_identify,
        device_restart,
        device_rename,
        device_revoke,
        cook_sign_in,
        cook_sign_out,
        cook_give_up,
        change_settings,
        learn_bar,    // a bump bar's keys are told as they are, and press nothing
        bar_learned,  // and do again
        restart_screen,
    };
    Kind kind = Kind::bump_ticket;
    std::string order_id;  // not for undo: the station knows what was bumped last
    std::string line_id;   // start_line, bump_line
    std::uint32_t generation = 1;
    std::uint32_t revision = 0;
    Seq seen = 0;                          // ScreenModel::seq of the frame
    int course = 0;                        // fire_course
    std::optional<int> done = {};          // bump_line: of its quantity, in all; nothing: all of it
    Priority priority = Priority::normal;  // set_priority
    std::string to = {};                   // transfer: the station
    std::string item = {};                 // set_availability
    bool available = true;                 // set_availability
    std::string new_name = {};             // device_rename
    std::shared_ptr<const ScreenSettings> settings = {};  // change_settings: all of them
    std::shared_ptr<const BarProfile> profile = {};  // bar_learned: of `device`; null: nothing came of it
    std::string device =
        {};  // device_…: as the list names it; device_pair: of the one that waits; bar_learned
    std::string screen = {};  // device_identify, device_restart: of one that has no id
    std::string name = {};    // device_…: what people call it
    std::string code = {};    // device_pair, cook_sign_in: what was typed
    std::vector<ActionLine> lines =
        {};                     // start_lines, bump_lines: of one ticket or many; one undo takes all back
    std::uint64_t undoes = 0;   // undo: NewestPress::number, as it was shown
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
