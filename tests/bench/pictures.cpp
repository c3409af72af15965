#include "pictures.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <sstream>
#include <utility>

namespace brigade::bench {
namespace {

constexpr int stop_seen_ms = 100;

}  // namespace

std::optional<Picture> picture_in(std::string_view line, Moment read_at) {
    constexpr std::string_view first_time = "whole for the first time:";
    const auto orders = line.find(first_time);
    if (orders == std::string_view::npos) return std::nullopt;
    Picture picture;
    picture.at = read_at;
    const std::string counts(line.substr(0, orders));
    unsigned long long seq = 0;
    if (std::sscanf(counts.c_str(), "debug: picture: event %llu, tickets %zu, presses waiting %zu,", &seq,
                    &picture.tickets, &picture.waiting) != 3)
        return std::nullopt;
    picture.seq = seq;
    std::istringstream ids{std::string(line.substr(orders + first_time.size()))};
    for (std::string id; ids >> id;) picture.whole.push_back(id);
    return picture;
}

PictureLines::PictureLines(int log, net::Loop& loop, std::function<void(const Picture&)> seen,
                           std::function<void()> ended)
    : loop_(loop),
      seen_(std::move(seen)),
      ended_(std::move(ended)),
      thread_([this, log] { read(log); }) {}

PictureLines::~PictureLines() {
    stop_ = true;
    thread_.join();
}

void PictureLines::read(int log) {
    std::string waiting;
    while (!stop_) {
        pollfd watched{log, POLLIN, 0};
        if (::poll(&watched, 1, stop_seen_ms) <= 0) continue;
        std::array<char, 4'096> bytes;
        const ssize_t count = ::read(log, bytes.data(), bytes.size());
        const Moment read_at = std::chrono::steady_clock::now();
        if (count <= 0) return loop_.post(ended_);
        waiting.append(bytes.data(), static_cast<std::size_t>(count));
        for (std::size_t end; (end = waiting.find('\n')) != std::string::npos; waiting.erase(0, end + 1))
            take(std::string_view(waiting).substr(0, end), read_at);
    }
}

void PictureLines::take(std::string_view line, Moment read_at) {
    if (auto picture = picture_in(line, read_at))
        loop_.post([this, picture = *std::move(picture)] { seen_(picture); });
    else
        std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

}  // namespace brigade::bench
