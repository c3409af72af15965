// brigade-first-boot: asks on the screen what a box is to be, where no settings file says it, and leaves the
// answers as the lines of one. It takes nothing over itself: `brigade provision` judges them. One thread.
#include <getopt.h>

#include <cstdio>
#include <cstdlib>
#include <optional>

#include "app/first_boot_facts.h"
#include "app/kitchen_files.h"
#include "app/locale.h"
#include "app/open_panel.h"
#include "app/program_options.h"
#include "app/provision.h"
#include "app/watchdog.h"
#include "base/small_file.h"
#include "net/discovery_browser.h"
#include "net/event_loop.h"
#include "ui/first_boot.h"
#include "ui/window.h"

using namespace brigade;

namespace {

constexpr int exit_given_up = 3;
constexpr DurationMs turn_ms = 100;
constexpr int picture_ms = 1'000;       // what was found meanwhile is shown once a second
constexpr int pictures_unsent_max = 4;  // one that looks as before is sent again after so many

constexpr const char* help_text =
    R"(brigade-first-boot asks on the screen what this box is to be.

usage: brigade-first-boot --answers FILE [options]

  --answers FILE   where the answers are left, as lines of brigade.txt; needed
  --report FILE    what brigade provision has told, whose mistakes are shown first
                   (default: /run/brigade/provisioning.json)
  --kitchen DIR    the kitchen whose stations are offered (default: the one that
                   comes with Brigade)
  --windowed WxH   a window; default: the full screen
  --debug          say more (default: what is worth knowing)
  --help, --version

Without a display it waits for one, unless it is to have a window.

Exit status: 0 answered, 1 there is no window or no words, 2 wrong usage, 3 the
window was closed.

example: brigade-first-boot --answers /var/lib/brigade/first-boot/brigade.txt
)";

struct Arguments {
    std::filesystem::path answers, report = std::string("/") + provisioning_report,
                                   kitchen = shipped_kitchen();
    ui::WindowOptions window;
};

constexpr Program program{"brigade-first-boot", help_text};

Arguments read_arguments(int argc, char** argv) {
    static const option options[] = {{"answers", required_argument, nullptr, 'a'},
                                     {"report", required_argument, nullptr, 'r'},
                                     {"kitchen", required_argument, nullptr, 'k'},
                                     {"windowed", required_argument, nullptr, 'w'},
                                     debug_option,
                                     help_option,
                                     version_option,
                                     {nullptr, 0, nullptr, 0}};
    Arguments arguments;
    for (int found; (found = getopt_long(argc, argv, "", options, nullptr)) != -1;) switch (found) {
            case 'a':
                arguments.answers = optarg;
                break;
            case 'r':
                arguments.report = optarg;
                break;
            case 'k':
                arguments.kitchen = optarg;
                break;
            case 'w':
                arguments.window.mode = ui::WindowOptions::Mode::windowed;
                if (std::sscanf(optarg, "%dx%d", &arguments.window.width_px, &arguments.window.height_px) !=
                    2)
                    end_with_usage(program, "--windowed takes a size, such as 1280x720");
                break;
            default:
                if (!take_common_option(found, program)) std::exit(exit_usage);
        }
    if (optind < argc) end_with_usage(program, "it takes options only");
    if (arguments.answers.empty()) end_with_usage(program, "--answers is missing");
    return arguments;
}

template <class T, class E>
T or_exit(Result<T, E> result) {
    if (result) return *std::move(result);
    std::fprintf(stderr, "brigade-first-boot: %s\n", result.error().message.c_str());
    std::exit(EXIT_FAILURE);
}

// The questions on the glass: draws them, and takes what is pressed and touched.
class Asking {
  public:
    Asking(ui::Window& window, const Arguments& arguments, std::vector<FirstLanguage> languages)
        : window_(window),
          report_(arguments.report),
          languages_(std::move(languages)),
          keyboard_(or_exit(load_words(languages_.front().code))),
          facts_(first_boot_facts(arguments.kitchen)) {
        for (const FirstLanguage& language : languages_)
            facts_.languages.push_back({language.code, language.words(ui::FirstSay::language_name)});
        facts_.problems = told_problems(report_, view_.answers.language);
        ui::open_first_boot(view_, facts_);
    }

    bool done() const { return view_.step == ui::FirstStep::done; }
    const ui::FirstAnswers& answers() const { return view_.answers; }

    void found(const std::vector<net::FoundHub>& hubs) {
        facts_.hubs.clear();
        for (const net::ChosenHub& hub : net::by_hub(hubs)) facts_.hubs.push_back(hub.kitchen);
    }

    void draw() {
        facts_.problems = told_problems(report_, view_.answers.language);
        if (++unsent_ > pictures_unsent_max) window_.send_again();
        const bool sent = window_.present([&](ui::Canvas& canvas) {
            hits_ = ui::draw_first_boot({canvas, window_.look(), keyboard_, words(), view_, facts_,
                                         window_.width(), window_.height()});
        });
        if (sent) watchdog_.picture(PictureWatchdog::questions);
        if (sent) unsent_ = 0;
        window_.take_text(view_.entry.open);
    }

    // False once the window is closed.
    bool take(const ui::Input& input) {
        using Kind = ui::Input::Kind;
        if (input.kind == Kind::function) ui::press_on_first_boot(view_, input.function, facts_, words());
        if (input.kind == Kind::text && view_.entry.open) ui::type_on_entry(view_.entry, input.text);
        if (input.kind == Kind::touch) touch(input.x, input.y);
        return input.kind != Kind::quit;
    }

  private:
    const ui::FirstWords& words() const {
        for (const FirstLanguage& language : languages_)
            if (language.code == view_.answers.language) return language.words;
        return languages_.front().words;
    }

    void touch(float x, float y) {
        for (auto hit = hits_.rbegin(); hit != hits_.rend(); ++hit) {
            if (!hit->area.contains(x, y)) continue;
            if (hit->key) return ui::touch_first_key(view_, hit->row, hit->place);
            if (hit->turns) return void(view_.row = hit->row);
            return ui::touch_first_row(view_, hit->row, facts_, words());
        }
    }

    ui::Window& window_;
    std::filesystem::path report_;
    std::vector<FirstLanguage> languages_;
    ui::Words keyboard_;
    ui::FirstBootFacts facts_;
    ui::FirstBootView view_;
    std::vector<ui::FirstHit> hits_;
    PictureWatchdog watchdog_;
    int unsent_ = 0;  // pictures since the glass has got one
};

bool ask(Asking& asking, ui::Window& window) {
    net::EventLoop loop;
    net::Browser browser(loop, [&](const std::vector<net::FoundHub>& hubs) { asking.found(hubs); });
    for (int shown_ms = picture_ms; !asking.done();) {
        if (shown_ms >= picture_ms) asking.draw(), shown_ms = 0;
        for (const ui::Input& input : window.inputs(static_cast<int>(turn_ms))) {
            if (!asking.take(input)) return false;
            shown_ms = picture_ms;
        }
        shown_ms += static_cast<int>(turn_ms);
        loop.run_until([] { return true; }, 0);
    }
    asking.draw();  // that it starts now
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = read_arguments(argc, argv);
    const bool waits = arguments.window.mode == ui::WindowOptions::Mode::fullscreen;
    auto window = or_exit(open_window(arguments.window, waits));
    Asking asking(*window, arguments, or_exit(first_languages()));
    if (!ask(asking, *window)) return exit_given_up;
    const Status written = write_small_file(arguments.answers, ui::to_settings_lines(asking.answers()));
    if (written) return EXIT_SUCCESS;
    std::fprintf(stderr, "brigade-first-boot: %s\n", written.error().message.c_str());
    return EXIT_FAILURE;
}
