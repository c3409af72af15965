#include "journal/anchor.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "journal/disk_calls.h"
#include "journal/files.h"

namespace brigade {
namespace {

std::filesystem::path file_of(const std::filesystem::path& path) { return beside(path, ".anchor"); }

// One line of a fixed length, so that a new one covers the old one.
std::string line_of(const Identity& identity, const Head& head) {
    std::string text = fmt::format("{} {:<53}", to_hex(identity), to_text(head));
    return fmt::format("{} {}\n", text, to_hex(hash_of({"anchor ", text})));
}

}  // namespace

Anchor::Anchor(const std::filesystem::path& path, const Identity& identity)
    : identity_(identity),
      descriptor_(disk_calls.open(file_of(path).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
}

Anchor::~Anchor() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

// A sync that failed is not tried again here either.
void Anchor::give_up() {
    ::close(descriptor_);
    descriptor_ = -1;
}

void Anchor::note(const Head& head) {
    if (descriptor_ < 0) return;
    std::string line = line_of(identity_, head);
    if (disk_calls.pwrite(descriptor_, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size()))
        give_up();
}

void Anchor::sync() {
    if (descriptor_ >= 0 && disk_calls.fdatasync(descriptor_) != 0) give_up();
}

Seq seq_in_anchor(const std::filesystem::path& path, const Identity& identity) {
    std::ifstream file(file_of(path));
    std::string line;
    if (!std::getline(file, line)) return 0;
    line += '\n';
    std::size_t space = line.find(' ');
    if (space == std::string::npos) return 0;
    auto head =
        head_from_text(std::string_view(line).substr(space + 1, line.find(' ', space + 1) - space - 1));
    return head && line == line_of(identity, *head) ? head->seq : 0;
}

}  // namespace brigade
