// A station's outbox on a bad disk: a good file, damaged as the input says, then opened as a station opens
// it. Opening must come back; what is still there must be what was pressed; and it must take presses again.
#include "base/log.h"
#include "damage.h"
#include "journal/outbox.h"
#include "support/temporary_directory.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr int presses = 8;

OutboxRequest press(int number) {
    return {"press-" + std::to_string(number), "{\"type\":\"ticket.bump\"}" + std::string(50, ' ')};
}

// Half of it in the file, half in its log.
DatabaseFiles make_good_files() {
    test::TemporaryDirectory directory;
    fs::path path = directory / "outbox";
    auto add = [&](int first, int last) {
        auto opened = open_outbox(path);
        for (int i = first; i < last; ++i) static_cast<void>(opened->outbox->add(press(i).id, press(i).body));
    };
    add(0, presses / 2);
    move_log(path);
    add(presses / 2, presses);
    return DatabaseFiles::read(path);
}

bool was_pressed(const OutboxRequest& request) {
    for (int i = 0; i < presses; ++i)
        if (request == press(i)) return true;
    return false;
}

// A log ends for SQLite where a part of it is not whole, so that presses at its end can go without a word.
void check_opened(OpenedOutbox& opened, bool log_damaged) {
    auto waiting = opened.outbox->all();
    BRIGADE_CHECK(waiting, "an outbox that is open must be readable");
    for (const OutboxRequest& request : *waiting)
        BRIGADE_CHECK(was_pressed(request), "what waits must have been pressed");
    std::size_t least = log_damaged ? presses / 2 : presses;
    BRIGADE_CHECK(!opened.found.empty() || waiting->size() >= least, "what is missing must be said");
    WriteResult added = opened.outbox->add("new", "{}");
    if (added.outcome != WriteOutcome::durable) log_error("{}", added.message);
    BRIGADE_CHECK(added.outcome == WriteOutcome::durable, "it must go on");
    auto now = opened.outbox->all();
    BRIGADE_CHECK(now && !now->empty() && now->back() == (OutboxRequest{"new", "{}"}),
                  "what was added must be there");
}

}  // namespace

void target(std::string_view input) {
    static const DatabaseFiles good = make_good_files();
    DatabaseFiles files = damaged(good, input);
    test::TemporaryDirectory directory;
    files.write(directory / "outbox");

    auto opened = open_outbox(directory / "outbox");
    if (opened)
        check_opened(*opened, files.log != good.log);
    else
        BRIGADE_CHECK(!opened.error().message.empty(), "what is wrong must be said");
}

}  // namespace brigade::fuzz
