// A ticket as the rows a card is made of, from top to bottom. Composed before anything is placed or drawn, so
// that a card's height never depends on the clock, and so that a long ticket can go on in the next column
// between any two rows.
#pragma once

#include <string>
#include <vector>

#include "station/screen_model.h"
#include "ui/look.h"
#include "ui/text.h"
#include "ui/words.h"

namespace brigade::ui {

enum class RowKind {
    space,  // air above and below what is to be cooked
    band,   // RUSH, VIP
    voided_band,
    ready_band,
    undelivered_band,
    from_band,  // work of a silent station
    people,     // guest and server at the left; covers, channel, promise at the right
    allergy,    // a reversed bar; of the order or of a line
    note,
    course,  // the rule above a course
    line,
    modifier,
    marks,     // a line's timer and tags where its name leaves no room for them
    progress,  // at an expo: one station's bar
    fire,      // at an expo: the course that is held
    foot,      // at a prep station: how far the others are
    pass,      // at an expo: how long it has waited, or when it is due
};

// "drink 2/4" in a foot.
struct Segment {
    std::string label, value;
    bool done = false;  // a tick stands for the value
};

struct Row {
    RowKind kind = RowKind::line;
    float height = 0;
    int group = 0;        // rows of one group stay together while a column can hold them
    bool repeat = false;  // shown again where the ticket continues
    int line = -1;        // index into ScreenTicket::lines
    int item = -1;        // index of a modifier of the line, or of a station's progress
    bool first = true;    // of the text's wrapped rows
    bool last = true;
    bool marks = false;  // the line's timer and tags go to this row's right end
    std::string text = {}, right = {};
    std::vector<Segment> segments = {};
};

struct Sheet {
    std::string order_id;
    std::uint32_t generation = 1;
    bool first = false;                    // rush or vip: goes before the others
    float head = 0;                        // height of the header, on every part
    std::vector<std::string> number_rows;  // where the number is too long for its place beside the age
    Style number_style = Style::number;
    std::vector<std::string> service_rows;
    std::vector<Row> rows;
};

struct Composer {
    const Look& look;
    const Words& words;
    const Measure& measure;
    float width;  // of a card
};

Sheet compose(const Composer& composer, const ScreenTicket& ticket, StationKind kind);

// What stands at the right end of a line: its tags, in the order they are drawn, from the right.
struct Mark {
    std::string text;
    Pair Palette::*pair;
};
std::vector<Mark> marks_of(const Composer& composer, const ScreenLine& line);
// What the timer of a started line says.
std::string timer_text(const ScreenLine& line, TimeMs kitchen_now);
bool is_finished(const ScreenLine& line);  // nothing left to do on it
std::string service_text(const Composer& composer, const ScreenTicket& ticket);

}  // namespace brigade::ui
