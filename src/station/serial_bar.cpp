#include "station/serial_bar.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace brigade {
namespace {

constexpr std::string_view serial_prefix = "serial:";

std::string path_of(const std::string& device) { return device.substr(serial_prefix.size()); }

Function meaning_of(const KeyMeanings& meanings, KeyCode key) {
    const auto found = meanings.find(key);
    return found == meanings.end() ? Function::none : found->second;
}

// Bytes as they come, at the speed of the bar, and no letter that came before somebody was there to read it.
bool set_up(int descriptor) {
    termios line{};
    if (::tcgetattr(descriptor, &line) != 0) return false;
    ::cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    ::cfsetispeed(&line, B9600);
    ::cfsetospeed(&line, B9600);
    if (::tcsetattr(descriptor, TCSANOW, &line) != 0) return false;
    ::ioctl(descriptor, TIOCEXCL);
    ::tcflush(descriptor, TCIFLUSH);
    return true;
}

}  // namespace

bool is_serial(const std::string& device) { return device.starts_with(serial_prefix); }

Function SerialLetters::letter(KeyCode letter, TimeMs now_ms) {
    const DurationMs since_ms = now_ms - last_at_ms_;
    const bool repeats = letter == last_ && since_ms < letter_again_ms;
    last_ = letter;
    last_at_ms_ = now_ms;
    if (repeats) return Function::none;
    const KeyCode first = std::exchange(first_, KeyCode{0}), begun = std::exchange(begun_, KeyCode{0});
    if (begun != 0 && since_ms <= letter_next_ms) return meaning_of(profile_.chords[begun], letter);
    if (profile_.chords.contains(letter)) {
        begun_ = letter;
        return Function::none;
    }
    if (const Function twice = meaning_of(profile_.doubles, letter);
        twice != Function::none && first == letter && since_ms <= double_press_ms)
        return twice;
    first_ = letter;
    return meaning_of(profile_.keys, letter);
}

Result<std::unique_ptr<SerialLine>> SerialLine::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 && errno == EBUSY) return Error{"another program holds it"};
    if (descriptor < 0)
        return Error{fmt::format("{} cannot be opened: {}; this user must be in the group dialout", path,
                                 std::strerror(errno))};
    if (!set_up(descriptor)) {
        const std::string why = std::strerror(errno);
        ::close(descriptor);
        return Error{fmt::format("{} is no serial line: {}", path, why)};
    }
    return std::unique_ptr<SerialLine>(new SerialLine(descriptor));
}

SerialLine::~SerialLine() { ::close(descriptor_); }

bool SerialLine::read(std::string& letters) {
    std::array<char, 256> bytes;
    for (;;) {
        const ssize_t count = ::read(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno == EAGAIN;
        if (count == 0) return false;
        letters.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

void SerialBars::bind(const std::vector<BarBinding>& bindings) {
    std::vector<Bar> bars;
    for (const BarBinding& binding : bindings) {
        if (!is_serial(binding.device)) continue;
        const auto before =
            std::ranges::find_if(bars_, [&](const Bar& bar) { return bar.binding.device == binding.device; });
        Bar bar{binding, SerialLetters(binding.profile), nullptr};
        if (before != bars_.end()) bar.line = std::move(before->line);
        bars.push_back(std::move(bar));
    }
    bars_ = std::move(bars);
    look();
}

void SerialBars::look() {
    for (Bar& bar : bars_) {
        if (bar.line) continue;
        bar.trouble.clear();
        std::error_code error;
        const std::string path = path_of(bar.binding.device);
        if (!std::filesystem::exists(path, error)) continue;
        auto line = SerialLine::open(path);
        if (line)
            bar.line = *std::move(line);
        else
            bar.trouble = line.error().message;
    }
    tell();
}

void SerialBars::learn(bool on, int screen) {
    learning_ = on;
    learner_ = screen;
    for (Bar& bar : bars_)
        if (bar.binding.screen == screen) bar.letters = SerialLetters(bar.binding.profile);
}

bool SerialBars::waits() const {
    return std::ranges::any_of(bars_, [](const Bar& bar) { return !bar.line; });
}

std::vector<int> SerialBars::descriptors() const {
    std::vector<int> all;
    for (const Bar& bar : bars_)
        if (bar.line) all.push_back(bar.line->descriptor());
    return all;
}

void SerialBars::readable(int descriptor, bool gone, TimeMs now_ms) {
    const auto bar = std::ranges::find_if(
        bars_, [&](const Bar& one) { return one.line && one.line->descriptor() == descriptor; });
    if (bar == bars_.end()) return;
    const bool rests = learning_ && bar->binding.screen == learner_;
    std::string letters;
    const bool there = bar->line->read(letters);
    for (const char letter : letters) {
        const Function function = bar->letters.letter(static_cast<unsigned char>(letter), now_ms);
        if (function != Function::none && !rests) hooks_.press(bar->binding.screen, function);
    }
    if (there && !gone) return;
    bar->line.reset();
    bar->letters = SerialLetters(bar->binding.profile);
    tell();
}

void SerialBars::tell() {
    std::vector<BarFound> found;
    for (const Bar& bar : bars_) {
        const std::string& trouble = bar.binding.trouble.empty() ? bar.trouble : bar.binding.trouble;
        if (bar.line || !trouble.empty())
            found.push_back({bar.binding.device, path_of(bar.binding.device), bar.binding.profile.name, false,
                             trouble, bar.binding.screen});
    }
    if (found == told_) return;
    told_ = found;
    if (hooks_.changed) hooks_.changed(found);
}

}  // namespace brigade
