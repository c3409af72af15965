#include "station/bar_fake_kernel.h"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdarg>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace brigade::test {

struct FakeBar::State {
    FakeBarFacts facts;
    std::set<KeyCode> down;
    bool held_here = false, held_elsewhere = false;
    std::thread::id holder;
    bool stays_held = false;  // its holder waits for its events by now: it was no look at whether it is free
    int asked = 0;            // how often for the keys that are down

    struct Registry {
        std::mutex mutex;
        std::condition_variable changed;
        std::map<ino_t, std::shared_ptr<State>> bars;
    };
    static Registry& registry() {
        static Registry all;
        return all;
    }
    static std::shared_ptr<State> of(int descriptor) {
        struct stat facts_of_node {};
        if (::fstat(descriptor, &facts_of_node) != 0 || !S_ISFIFO(facts_of_node.st_mode)) return nullptr;
        const std::lock_guard lock(registry().mutex);
        const auto found = registry().bars.find(facts_of_node.st_ino);
        return found == registry().bars.end() ? nullptr : found->second;
    }
    int answer(unsigned long request, void* argument);
};

namespace {

int give_text(const std::string& text, void* argument, std::size_t size) {
    if (text.empty()) return errno = ENOENT, -1;
    const std::size_t length = std::min(size, text.size() + 1);
    std::memcpy(argument, text.c_str(), length);
    return static_cast<int>(length);
}

int give_bits(const std::set<KeyCode>& codes, void* argument, std::size_t size) {
    std::vector<unsigned char> bits(size, 0);
    for (const KeyCode code : codes)
        if (code / 8U < size)
            bits[code / 8U] = static_cast<unsigned char>(bits[code / 8U] | (1U << (code % 8U)));
    std::memcpy(argument, bits.data(), size);
    return static_cast<int>(size);
}

void add_range(std::set<KeyCode>& keys, KeyCode first, KeyCode last) {
    for (KeyCode key = first; key <= last; ++key) keys.insert(key);
}

}  // namespace

int FakeBar::State::answer(unsigned long request, void* argument) {
    const std::lock_guard lock(registry().mutex);
    const std::size_t size = _IOC_SIZE(request);
    const unsigned number = _IOC_NR(request);
    if (request == EVIOCGRAB) {
        if (argument && held_elsewhere) return errno = EBUSY, -1;
        held_here = argument != nullptr;
        holder = std::this_thread::get_id();
        stays_held = false;
        registry().changed.notify_all();
        return 0;
    }
    if (request == EVIOCGVERSION) return *static_cast<int*>(argument) = 0x010001, 0;
    if (request == EVIOCGID) {
        const input_id id{BUS_USB, facts.vendor, facts.product, 0x0110};
        std::memcpy(argument, &id, sizeof id);
        return 0;
    }
    if (number == _IOC_NR(EVIOCGNAME(0))) return give_text(facts.name, argument, size);
    if (number == _IOC_NR(EVIOCGPHYS(0))) return give_text(facts.place, argument, size);
    if (number == _IOC_NR(EVIOCGUNIQ(0))) return give_text(facts.serial, argument, size);
    if (number == _IOC_NR(EVIOCGKEY(0))) {
        ++asked;
        registry().changed.notify_all();
        return give_bits(down, argument, size);
    }
    if (number == _IOC_NR(EVIOCGBIT(0, 0))) return give_bits({EV_SYN, EV_KEY, EV_MSC}, argument, size);
    if (number == _IOC_NR(EVIOCGBIT(EV_KEY, 0))) return give_bits(facts.keys, argument, size);
    if (number == _IOC_NR(EVIOCGBIT(EV_MSC, 0))) return give_bits({MSC_SCAN}, argument, size);
    if (_IOC_DIR(request) == _IOC_READ) return std::memset(argument, 0, size), 0;
    return 0;
}

std::set<KeyCode> keys_of_17() {
    std::set<KeyCode> keys{KEY_LEFTCTRL, KEY_KPMINUS, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_SPACE, KEY_ENTER};
    add_range(keys, KEY_1, KEY_0);
    return keys;
}

std::set<KeyCode> keys_of_keyboard() {
    std::set<KeyCode> keys;
    add_range(keys, KEY_ESC, KEY_F12);
    return keys;
}

FakeBar::FakeBar(const std::filesystem::path& directory, const std::string& node, FakeBarFacts facts)
    : state_(std::make_shared<State>()),
      path_(directory / node),
      now_ms_(std::chrono::duration_cast<std::chrono::milliseconds>(
                  std::chrono::steady_clock::now().time_since_epoch())
                  .count()) {
    if (facts.keys.empty()) facts.keys = keys_of_17();
    state_->facts = std::move(facts);
    const std::filesystem::path hidden = directory / ("." + node);
    BRIGADE_CHECK(::mkfifo(hidden.c_str(), 0600) == 0, "a pipe can be made");
    writer_ = ::open(hidden.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    struct stat facts_of_node {};
    BRIGADE_CHECK(writer_ >= 0 && ::fstat(writer_, &facts_of_node) == 0, "the pipe can be opened");
    {
        const std::lock_guard lock(State::registry().mutex);
        State::registry().bars[facts_of_node.st_ino] = state_;
    }
    std::filesystem::rename(hidden, path_);
    // As udev does: the node is there first, and may be read then.
    ::chmod(path_.c_str(), 0660);
}

FakeBar::~FakeBar() {
    std::filesystem::remove(path_);
    break_off();
    const std::lock_guard lock(State::registry().mutex);
    std::erase_if(State::registry().bars, [&](const auto& one) { return one.second == state_; });
}

void FakeBar::break_off() {
    if (writer_ >= 0) ::close(writer_);
    writer_ = -1;
}

void FakeBar::write(std::uint16_t type, std::uint16_t code, int value) {
    input_event event{};
    event.input_event_sec = now_ms_ / 1000;
    event.input_event_usec = now_ms_ % 1000 * 1000;
    event.type = type;
    event.code = code;
    event.value = value;
    BRIGADE_CHECK(::write(writer_, &event, sizeof event) == sizeof event, "an event fits the pipe");
}

void FakeBar::move(KeyCode key, int value) {
    now_ms_ += 60;
    {
        const std::lock_guard lock(State::registry().mutex);
        value == 0 ? state_->down.erase(key) : state_->down.insert(key).second;
    }
    write(EV_MSC, MSC_SCAN, 0x70000 + key);
    write(EV_KEY, key, value);
    write(EV_SYN, SYN_REPORT, 0);
}

void FakeBar::tap(KeyCode key) {
    move(key, 1);
    move(key, 0);
}

void FakeBar::lose_events(const std::set<KeyCode>& down_then) {
    now_ms_ += 60;
    std::unique_lock lock(State::registry().mutex);
    state_->down = down_then;
    const int asked = state_->asked;
    write(EV_SYN, SYN_DROPPED, 0);
    write(EV_SYN, SYN_REPORT, 0);
    State::registry().changed.wait_for(lock, std::chrono::seconds(10), [&] { return state_->asked > asked; });
}

bool FakeBar::comes_to_be_held(bool alone) const {
    std::unique_lock lock(State::registry().mutex);
    return State::registry().changed.wait_for(
        lock, std::chrono::seconds(10), [&] { return alone ? state_->stays_held : !state_->held_here; });
}

bool FakeBar::held_alone() const {
    const std::lock_guard lock(State::registry().mutex);
    return state_->held_here;
}

void FakeBar::hold_by_another(bool held) {
    const std::lock_guard lock(State::registry().mutex);
    state_->held_elsewhere = held;
}

// What libevdev asks of a node: ours are answered here, all others by the kernel.
int answer_of_fake(int descriptor, unsigned long request, void* argument, bool& ours) {
    const auto state = _IOC_TYPE(request) == 'E' ? FakeBar::State::of(descriptor) : nullptr;
    ours = state != nullptr;
    return ours ? state->answer(request, argument) : 0;
}

// This thread waits for events: whatever it holds by now, it means to.
void note_waiting_for_events() {
    FakeBar::State::Registry& all = FakeBar::State::registry();
    const std::lock_guard lock(all.mutex);
    for (const auto& [node, bar] : all.bars) {
        if (!bar->held_here || bar->holder != std::this_thread::get_id()) continue;
        bar->stays_held = true;
        all.changed.notify_all();
    }
}

}  // namespace brigade::test

extern "C" int poll(pollfd* polled, nfds_t count, int timeout_ms) {
    brigade::test::note_waiting_for_events();
    const timespec timeout{timeout_ms / 1000, timeout_ms % 1000 * 1'000'000L};
    return ::ppoll(polled, count, timeout_ms < 0 ? nullptr : &timeout, nullptr);
}

extern "C" int ioctl(int descriptor, unsigned long request, ...) noexcept {
    std::va_list arguments;
    va_start(arguments, request);
    void* argument = va_arg(arguments, void*);
    va_end(arguments);
    bool ours = false;
    const int answered = brigade::test::answer_of_fake(descriptor, request, argument, ours);
    if (ours) return answered;
    return static_cast<int>(::syscall(SYS_ioctl, descriptor, request, argument));
}
