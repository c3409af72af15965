// How long a picture takes, so that a change to how one is made is measured before it is believed: prints the
// median and the 99th of a hundred, in milliseconds, of deciding what to draw (and how much of that ImGui
// takes for its lists), of a picture on which a second has passed, and of one that is drawn whole; then of
// fetching a picture from afar: reading it back, and packing it, which is done elsewhere.
// docs/performance.md tells its figures. time-screens [PICTURES] (300)
// Of one panel with so many tickets instead every time that was measured, as JSON, for tests/bench:
// time-screens PICTURES WIDTH HEIGHT TICKETS
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>

#include "screens/locale.h"
#include "screens/samples.h"
#include "ui/screen.h"
#include "ui/window.h"

using namespace brigade;

namespace {

constexpr std::size_t lines = 6;  // of each ticket

class Times {
  public:
    void add(std::chrono::steady_clock::duration time) {
        times_ms_.push_back(std::chrono::duration<double, std::milli>(time).count());
    }
    std::string text() {
        std::ranges::sort(times_ms_);
        return fmt::format("{:6.2f} {:6.2f}", times_ms_[times_ms_.size() / 2],
                           times_ms_[times_ms_.size() * 99 / 100]);
    }
    std::string json() const { return fmt::format("[{:.4f}]", fmt::join(times_ms_, ", ")); }

  private:
    std::vector<double> times_ms_;
};

screens::ModelPtr kitchen(int tickets, const char* dish, const char* modifier) {
    const screens::ModelPtr model = screens::many(tickets);
    for (ScreenTicket& ticket : model->tickets) {
        while (ticket.lines.size() < lines) screens::add_line(ticket, dish);
        for (ScreenLine& line : ticket.lines) {
            line.name = fmt::format("{} {}", dish, ticket.number);
            line.modifiers = {{ModifierKind::without, modifier}};
        }
    }
    return model;
}

// What ImGui takes for the picture that was presented last: its lists, made again of nothing but the same
// rectangles.
std::chrono::steady_clock::duration lists_again() {
    struct Rectangle {
        ImDrawVert first, last;
    };
    std::vector<Rectangle> rectangles;
    for (int i = 0; i < ImGui::GetDrawData()->CmdListsCount; ++i) {
        const ImDrawList& list = *ImGui::GetDrawData()->CmdLists[i];
        for (int k = 0; k + 3 < list.VtxBuffer.Size; k += 4)
            rectangles.push_back({list.VtxBuffer[k], list.VtxBuffer[k + 2]});
    }
    const auto start = std::chrono::steady_clock::now();
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    for (const auto& [first, last] : rectangles) {
        list.PrimReserve(6, 4);
        list.PrimRectUV(first.pos, last.pos, first.uv, last.uv, first.col);
    }
    ImGui::Render();
    return std::chrono::steady_clock::now() - start;
}

struct Measured {
    Times drawing, lists, picture;
};

// What a picture differs from the one before in, besides its clocks: nothing, that all its tickets are made
// and placed anew because a model has come, or that all of it is drawn.
enum class Differs { second, model, whole };

Measured measure(ui::Window& window, ui::Screen& screen, screens::ModelPtr model, Differs differs,
                 std::size_t pictures) {
    Measured measured;
    TimeMs now_ms = 0;
    for (std::size_t i = 0; i <= pictures;
         ++i, now_ms += 1'000) {  // every clock differs from the picture before
        if (differs == Differs::model) model = std::make_shared<ScreenModel>(*model);
        if (differs == Differs::whole) window.redraw();
        std::chrono::steady_clock::duration drawn{};
        const auto start = std::chrono::steady_clock::now();
        window.present([&](ui::Canvas& canvas) {
            const auto before = std::chrono::steady_clock::now();
            screen.arrange(canvas, model, window.width(), window.height(), now_ms, 0);
            (void)screen.draw(canvas, {}, now_ms);
            drawn = std::chrono::steady_clock::now() - before;
        });
        if (i == 0) continue;  // letters are seen for the first time
        measured.picture.add(std::chrono::steady_clock::now() - start);
        measured.drawing.add(drawn);
        measured.lists.add(lists_again());
    }
    return measured;
}

void time_fetching(ui::Window& window, const char* name, const screens::ModelPtr& model) {
    constexpr int trials = 20;
    Times reading, packing;
    std::size_t bytes = 0;
    for (int i = 0; i < trials; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const auto pixels = window.picture(0);
        const auto read = std::chrono::steady_clock::now();
        const auto png = pixels ? ui::png_of(*pixels) : Result<std::string>(pixels.error());
        packing.add(std::chrono::steady_clock::now() - read);
        reading.add(read - start);
        bytes = png ? png->size() : 0;
    }
    fmt::print("{:4.0f} x {:4.0f}  {:3} tickets, {:7} {} read back   {} packed   {} bytes\n", window.width(),
               window.height(), model->tickets.size(), name, reading.text(), packing.text(), bytes);
}

std::unique_ptr<ui::Window> open_panel(int width, int height) {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = width, options.height_px = height;
    auto window = ui::Window::open(options);
    if (!window) return nullptr;
    (*window)->wait_for_fonts();
    return *std::move(window);
}

screens::ModelPtr latin_kitchen(int tickets) {
    return kitchen(tickets, "Grilled Lamb Chops", "no onions, well done please");
}

bool print_samples(int width, int height, int tickets, const ui::Words& words, std::size_t pictures) {
    const auto window = open_panel(width, height);
    if (!window) return false;
    ui::Screen screen(window->look(), words);
    const screens::ModelPtr model = latin_kitchen(tickets);
    const Measured tick = measure(*window, screen, model, Differs::second, pictures);
    const Measured anew = measure(*window, screen, model, Differs::model, pictures);
    const Measured whole = measure(*window, screen, model, Differs::whole, pictures);
    fmt::print(R"({{"decide_ms": {}, "imgui_ms": {}, "second_ms": {}, "model_ms": {}, "whole_ms": {}}})",
               tick.drawing.json(), tick.lists.json(), tick.picture.json(), anew.picture.json(),
               whole.picture.json());
    return true;
}

bool time_panel(int width, int height, const ui::Words& words, std::size_t pictures) {
    const auto window = open_panel(width, height);
    if (!window) return false;
    const auto time = [&](const char* name, const screens::ModelPtr& model) {
        ui::Screen screen(window->look(), words);
        Measured tick = measure(*window, screen, model, Differs::second, pictures);
        Measured whole = measure(*window, screen, model, Differs::whole, pictures);
        fmt::print("{:4} x {:4}  {:3} tickets, {:7} {}   {}   {}   {}\n", width, height,
                   model->tickets.size(), name, tick.drawing.text(), tick.lists.text(), tick.picture.text(),
                   whole.picture.text());
        time_fetching(*window, name, model);
    };
    for (const int tickets : {5, 24, 120}) time("Latin", latin_kitchen(tickets));
    time("Arabic", kitchen(24, "شاورما الدجاج المشوي", "بدون بصل، مطبوخ جيدا من فضلك"));
    return true;
}

}  // namespace

int main(int count, char** arguments) {
    const auto words = screens::words_of("en");
    if (!words) return fmt::print("{}\n", words.error().message), 1;
    const std::size_t pictures = count > 1 ? std::stoul(arguments[1]) : 300;
    const auto number = [&](int place) { return std::stoi(arguments[place]); };
    if (count == 5) return print_samples(number(2), number(3), number(4), *words, pictures) ? 0 : 1;
    fmt::print("{:35} {:>13}   {:>13}   {:>13}   {:>13}\n", "", "to be drawn", "ImGui's part", "a second on",
               "drawn whole");
    fmt::print("{:35} {:>6} {:>6}   {:>6} {:>6}   {:>6} {:>6}   {:>6} {:>6}\n", "", "p50", "p99", "p50",
               "p99", "p50", "p99", "p50", "p99");
    return time_panel(1280, 720, *words, pictures) && time_panel(1920, 1080, *words, pictures) ? 0 : 1;
}
