// What is open in all at a station, whatever tickets it is on: the all-day counts, and identical items
// gathered into batches, so that a grill or fryer cooks alike things together. Pure; from a screen's model
// alone.
#pragma once

#include <string>
#include <vector>

#include "station/screen_model.h"

namespace brigade {

// So many of an item are to be made in one way. No modifiers and no notes: plain.
struct AllDayWay {
    std::vector<Modifier> modifiers;  // by kind and name
    std::string notes;
    int quantity = 0;

    bool plain() const { return modifiers.empty() && notes.empty(); }
};

struct AllDayCount {
    std::string item;  // what the menu calls it; empty: counted by its name
    std::string name;
    int quantity = 0;             // still to be made, all ways together
    int held = 0;                 // and so many more wait for their course, their time or a release
    TimeMs oldest_fired_at = 0;   // kitchen time, of the oldest ticket that waits for one; 0: all are held
    std::vector<AllDayWay> ways;  // of `quantity`: plain first, then the most wanted
};

// The most wanted first; of as many, by name.
std::vector<AllDayCount> all_day(const std::vector<ScreenTicket>& tickets);

// One ticket's share of a batch.
struct CookBatchPart {
    std::string order_id;
    std::string number;
    std::uint32_t generation = 1;
    std::string line_id;
    int quantity = 0;  // still to be made
    LineState state = LineState::open;
};

// Items that are made in the same way and are open now, on one ticket or many.
struct CookBatch {
    std::string item, name;
    std::vector<Modifier> modifiers;
    std::string notes;
    // Of the modifiers and of the whole order. What has an allergy is never one with what has none or
    // another.
    std::vector<std::string> allergies;
    int quantity = 0;
    TimeMs oldest_fired_at = 0;
    std::vector<CookBatchPart> parts;  // in the order of the tickets
};

// In the order of the tickets that want one first.
std::vector<CookBatch> cook_batches(const std::vector<ScreenTicket>& tickets);

}  // namespace brigade
