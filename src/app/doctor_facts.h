// What `brigade doctor` has seen of a machine and its kitchen, gathered by small probes (app/doctor_look.h)
// and judged by pure functions (app/doctor_findings.h): so every judgement is tried without a machine. Plain
// values. What could not be found out is empty, and nothing is concluded from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace brigade {

struct ConfigurationFact {
    struct Problem {
        std::string message, fix;  // with its place
    };
    std::string path;
    bool is_there = false;
    std::vector<Problem> problems;
    std::string time_zone;  // empty: it could not be read
};

// A journal, a screen's copy of it, a screen's unsent presses, the figures.
struct FileFact {
    enum class Kind { journal, copy, outbox, figures };
    enum class State { whole, forbidden, damaged, newer };
    Kind kind = Kind::journal;
    std::string path;
    State state = State::whole;
    std::string why;          // a sentence, unless whole
    std::size_t waiting = 0;  // presses, in an outbox
};

// What a program on this machine keeps in one directory.
struct DirectoryFact {
    std::string path;
    bool of_hub = false;     // else of a screen
    bool forbidden = false;  // this user may not look into it: nothing below is known but whose it is
    std::string user;        // to whom it belongs; as whom the program runs
    std::uint64_t free_bytes = 0, size_bytes = 0;
    bool read_only = false, no_files_left = false;
    std::optional<DurationMs> newest_ahead_ms;  // its newest file's time, against this clock
    bool paired = false;                        // of a screen: it has a token
    std::vector<FileFact> files;
};

struct DeviceFact {
    std::string name, station, version, fault;
    bool screen = false, connected = false;
    std::int64_t seen_s = -1;  // ago; negative: never
};

struct HubFact {
    bool asked = false, reached = false;
    std::string where, why_not;
    std::string version, trouble;
    std::optional<DurationMs> clock_ahead_ms;  // this machine's, of the hub's
    std::vector<DeviceFact> devices;           // where this machine may ask for them
};

struct ClockFact {
    TimeMs now = 0;
    bool synchronised = true;
    std::string zone;  // this machine's
};

struct ServiceFact {
    std::string unit;
    bool failed = false;
    std::uint32_t restarts = 0;              // by themselves, since somebody started it
    std::optional<DurationMs> running_ms{};  // since the last one; nothing: it does not run
};

// What a screen needs of this machine.
struct PanelFact {
    bool expected = false;               // a screen lives here
    bool on_desktop = false;             // X11 or Wayland shows it
    std::vector<std::string> cards;      // graphics cards
    std::vector<std::string> connected;  // outputs with a monitor
    std::string user, card_forbidden;    // who may not open which card
    std::size_t inputs = 0, inputs_forbidden = 0;
    std::vector<std::string> bars_without_profile;
    std::vector<std::string> fonts_missing;  // directories
    std::string words_problem;               // why the words of a language cannot be read
};

struct HardwareFact {
    std::optional<double> hottest_c;
    bool undervoltage = false, was_undervoltage = false;
    std::uint64_t memory_bytes = 0, memory_free_bytes = 0;
    double memory_stalled_percent = 0;  // of the last minute, nothing went on for want of memory
};

struct DoctorFacts {
    std::string version;  // of this program
    std::vector<ConfigurationFact> configurations;
    std::vector<DirectoryFact> directories;
    HubFact hub;
    ClockFact clock;
    std::vector<ServiceFact> services;
    PanelFact panel;
    HardwareFact hardware;
    std::optional<DurationMs> certificate_ends_in_ms;
    std::vector<std::string> given_up_slots;  // systems that did not start and were fallen back from
};

}  // namespace brigade
