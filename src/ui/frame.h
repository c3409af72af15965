// What stood on the screen when a picture was presented: a press is judged by what its finger saw.
#pragma once

#include <string>
#include <vector>

#include "station/screen_model.h"
#include "ui/batches.h"
#include "ui/device_page.h"
#include "ui/entry_page.h"
#include "ui/figures_page.h"
#include "ui/function.h"
#include "ui/layout.h"
#include "ui/learn_page.h"
#include "ui/menu_page.h"
#include "ui/recall_page.h"
#include "ui/setup_page.h"
#include "ui/sign_in_page.h"

namespace brigade::ui {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;

    bool contains(float at_x, float at_y) const {
        return at_x >= x && at_y >= y && at_x < x + width && at_y < y + height;
    }
    float right() const { return x + width; }
    float bottom() const { return y + height; }
};

// A place that can be touched. Later ones lie on top.
struct Hit {
    enum class Kind {
        ticket,
        header,
        line,
        function,
        recalled,
        device,
        device_key,
        entry_key,
        menu_item,
        parked,
        setup_stop,
        setup_key,
        learn_key
    };
    Rect area;
    Kind kind = Kind::ticket;
    std::string order_id;  // ticket, header, line, recalled; device, device_key: the row
    std::string line_id;   // line
    std::uint32_t generation = 1;
    Function function = Function::none;
    DeviceKey key = DeviceKey::pair;  // device_key
    std::size_t row = 0,
                place = 0;  // entry_key: row and place in it; menu_item, learn_key: place; setup_…: the stop,
                            // in `order_id` its own id; setup_key: 0 less, 1 as BUMP does, 2 more
    Function rests = Function::none;  // what a finger means that rests there
    bool on = false;                  // menu_item: it is so already, and the touch would end it

    bool same_target(const Hit& other) const {
        return kind == other.kind && order_id == other.order_id && line_id == other.line_id &&
               generation == other.generation && function == other.function && key == other.key &&
               row == other.row && place == other.place && on == other.on;
    }
};

// A ticket with a card on the page in view, in reading order.
struct Slot {
    std::string order_id;
    std::uint32_t generation = 1;
    int key = 0;
};

struct Frame {
    TimeMs presented_at_ms = 0;
    float width = 0, height = 0;
    ScreenModelPtr model;
    int page = 0, pages = 1;
    std::string selected;  // order id; empty: none
    std::vector<Slot> slots;
    std::vector<Hit> hits;
    std::vector<Part> parts;  // of the tickets on the page; with part_of beside it
    std::vector<std::string> part_of;
    std::vector<BatchCard> batches;       // in place of tickets: those with a card on the page
    std::vector<ActionLine> batch_lines;  // the tickets' shares that are on it
    MenuView menu;                        // as they stood over the tickets
    RecallView recall;
    std::size_t all_day_pages = 1;
    std::size_t troubles = 0;  // that a setup page tells
    bool figures = false;      // they stand in place of the tickets
    bool covered = false;      // something lies over the tickets
    bool identifies = false;   // and that is the screen's own name
    bool flashes = false;      // something on it does: twice a second it looks different

    const Slot* slot(int key) const;
    const Slot* slot(const std::string& order_id) const;
    const Hit* hit(float x, float y) const;
    const ScreenTicket* ticket(const std::string& order_id) const;
    const BatchCard* batch(const std::string& id) const;
};

// What the person at the screen has chosen to look at.
struct View {
    int page = 0;
    std::string order_id, line_id;  // chosen ticket and line; no line: the first that is not finished
    RecallView recall;
    MenuView menu;
    EntryView entry;
    bool all_day = false;  // the counts of what is open lie over the tickets
    std::size_t all_day_page = 0;
    FiguresView figures;
    bool batches = false;  // what is the same on several tickets is shown together; order_id is a batch then
    TimeMs locked_until_ms = 0;  // touches count for nothing: the panel is being wiped; monotonic
    bool unheard = false;        // the last press was meant for the device page, which had closed
    std::string toast;           // what was bumped last, while it can be undone at a touch
    unsigned sound_tests = 0;    // how often somebody has asked to hear the test tone
    TimeMs identify_seen = 0;    // Identify::until of the one that a press has ended
    DeviceView devices;
    SignInView sign_in;
    SetupView setup;
    LearnView learn;
};

// The line that a press on the ticket is about; -1: none.
int chosen_line(const ScreenTicket& ticket, const std::string& line_id);

}  // namespace brigade::ui
