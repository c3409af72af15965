// What a screen with nothing open costs, as a share of a core: the whole ui room at its real pace, in memory,
// first lit and then black, for as many seconds each (60). Only the half hour until it is black is not waited
// for: its clock jumps. The loop beside it, which talks with the hub, is not in it.
#include <fmt/core.h>

#include <chrono>
#include <ctime>

#include "screens/locale.h"
#include "screens/samples.h"
#include "ui/ui.h"

using namespace brigade;

namespace {

double processor_ms() { return 1'000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// Turns for so long, and prints what they cost.
void time_turns(const char* name, ui::Ui& ui, const Mailbox& mailbox, const ui::Ui::Clock& clock,
                int seconds) {
    ui.turn(clock);  // the first is drawn whole
    const std::uint64_t before = mailbox.frames();
    const double processor_before_ms = processor_ms();
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < std::chrono::seconds(seconds)) ui.turn(clock);
    const double spent_ms = processor_ms() - processor_before_ms;
    const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
    const auto pictures = static_cast<double>(mailbox.frames() - before);
    fmt::print("{:6} {:4} pictures  {:6.3f} ms of processor each  {:6.3f} % of a core\n", name, pictures,
               spent_ms / pictures, 100 * spent_ms / passed.count());
}

}  // namespace

int main(int count, char** arguments) {
    const int seconds = count > 1 ? std::stoi(arguments[1]) : 60;
    const auto words = screens::words_of("en");
    if (!words) return fmt::print("{}\n", words.error().message), 1;
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    Mailbox mailbox;
    auto opened = ui::Ui::open(options, {{mailbox, *words}});
    if (!opened) return fmt::print("{}\n", opened.error().message), 1;
    ui::font_index(options.fonts)->wait();
    mailbox.publish(screens::empty_station());
    TimeMs jumped_ms = 0;
    const ui::Ui::Clock clock = [&] {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + jumped_ms;
    };
    time_turns("lit", **opened, mailbox, clock, seconds);
    jumped_ms = ui::closed_after_ms;
    (*opened)->turn(clock);
    time_turns("black", **opened, mailbox, clock, seconds);
}
