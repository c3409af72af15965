// Is this file a journal, and is it whole? The walk along the chain is shared by every opening, by salvage
// and by nothing else that writes. Inside the room only.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "journal/journal.h"
#include "journal/sqlite.h"
#include "journal/store.h"

namespace brigade {

struct Checked {
    Origin origin;
    Last last;
    std::vector<Seq> snapshots;  // the whole ones that the kept events reach, newest first
    std::string passed_over;     // one sentence if a snapshot is not whole
};

struct CheckProblem {
    bool damaged = false;  // salvage is the way on; otherwise the file must be left alone
    std::string message;
    Seq last_good = 0;
    bool no_room = false;  // the disk is full: with more room the file may be opened as it is
};

CheckProblem problem_of(const SqlError& error);

// How far the chain holds from `start`, and why no further (empty: to the end of the file).
struct Walk {
    Last end;
    std::string problem;
    int code = 0;  // what SQLite said; 0 if it is the content that does not hold

    // The file is not at fault: the same walk may go further another time.
    bool was_hindered() const { return code != 0 && !means_damage(code); }
};

// Calls `each` with every event that holds and the head after it; it may return false to stop.
using EachEvent = std::function<bool(const Record&, const Head&)>;
Walk walk(const Database& database, const Marks& marks, const Last& start, const EachEvent& each = {});

// Application id and format. A newer format, or another program's file, must be left alone.
Result<void, CheckProblem> check_format(const Database& database);

// From the newest good snapshot to the end or, with `all`, every event, order id and page.
Result<Checked, CheckProblem> check_store(const Database& database, bool all);

}  // namespace brigade
