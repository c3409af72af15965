// Bump bars on a serial line: each key sends one letter, at 9600 baud, 8 data bits, no parity, one stop bit,
// and nothing when it is let go. Nobody can see from outside what hangs on such a line, so only lines that
// are bound to a screen are opened ("serial:/dev/ttyUSB0"). A line that goes and comes back is opened again
// by look(). Without a thread of its own: station/bar_reader.h looks, waits and reads.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "station/bar_desk.h"

namespace brigade {

inline constexpr DurationMs letter_again_ms = 150;   // the same one so soon is the key's own, not a finger's
inline constexpr DurationMs letter_next_ms = 3'000;  // for the second letter of two

bool is_serial(const std::string& device);

// What letters mean. Pure. A letter that begins chords means nothing by itself: the next one is looked up in
// its table, if it comes soon.
class SerialLetters {
  public:
    explicit SerialLetters(BarProfile profile) : profile_(std::move(profile)) {}
    Function letter(KeyCode letter, TimeMs now_ms);
    const BarProfile& profile() const { return profile_; }

  private:
    BarProfile profile_;
    KeyCode last_ = 0, first_ = 0, begun_ = 0;  // the last one; a double's first; what begins a chord
    TimeMs last_at_ms_ = 0;
};

class SerialLine {
  public:
    // Fails where it is not there, may not be opened, or another program has it, with a sentence.
    static Result<std::unique_ptr<SerialLine>> open(const std::string& path);
    ~SerialLine();
    SerialLine(const SerialLine&) = delete;
    SerialLine& operator=(const SerialLine&) = delete;

    int descriptor() const { return descriptor_; }
    // All that has come, added to `letters`. False once the line is gone.
    bool read(std::string& letters);

  private:
    explicit SerialLine(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

class SerialBars {
  public:
    explicit SerialBars(BarHooks hooks) : hooks_(std::move(hooks)) {}

    void bind(const std::vector<BarBinding>& bindings);  // of all of them: those that are serial
    void look();
    // Meanwhile letters of that screen's bars mean nothing, nor do those from before it with those from after
    // it.
    void learn(bool on, int screen = 0);
    std::vector<int> descriptors() const;
    void readable(int descriptor, bool gone, TimeMs now_ms);
    bool waits() const;  // for a line that is not there

  private:
    struct Bar {
        BarBinding binding;
        SerialLetters letters;
        std::unique_ptr<SerialLine> line;  // null: away
        std::string trouble = {};
    };
    void tell();

    BarHooks hooks_;
    std::vector<Bar> bars_;
    bool learning_ = false;
    int learner_ = 0;  // the screen that learns
    std::vector<BarFound> told_;
};

}  // namespace brigade
