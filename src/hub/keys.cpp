#include "hub/keys.h"

namespace brigade {
namespace {

constexpr const char* current_file = "hub-key.pem";
constexpr const char* next_file = "next-key.pem";
constexpr std::size_t pem_bytes_max = 64 * 1024;

Result<std::optional<net::Identity>> read_identity_file(const std::filesystem::path& path) {
    auto text = read_small_file(path, pem_bytes_max);
    if (!text) return text.error();
    if (!text->has_value()) return std::optional<net::Identity>();
    auto identity = net::read_identity(**text, **text);
    if (!identity)
        return Error{path.string() + ": " + identity.error().message +
                     "; restore it from a backup, or remove it and pair every device anew"};
    return std::optional(*std::move(identity));
}

Result<net::Identity> make_identity_file(const std::filesystem::path& path, const std::string& kitchen,
                                         TimeMs now) {
    auto identity = net::make_identity(kitchen, now);
    if (!identity) return identity.error();
    if (auto written = write_small_file(path, identity->key_pem + identity->certificate_pem); !written)
        return written.error();
    return *std::move(identity);
}

}  // namespace

Result<std::unique_ptr<HubKeys>> HubKeys::open(const std::filesystem::path& directory,
                                               const std::string& kitchen, TimeMs now) {
    std::unique_ptr<HubKeys> keys(new HubKeys(directory, kitchen));
    auto current = read_identity_file(keys->file(current_file));
    if (!current) return current.error();
    if (!current->has_value()) {
        auto made = make_identity_file(keys->file(current_file), kitchen, now);
        if (!made) return made.error();
        *current = *std::move(made);
    }
    keys->current_ = *std::move(*current);
    auto next = read_identity_file(keys->file(next_file));
    if (!next) return next.error();
    keys->next_ = *std::move(next);
    return keys;
}

std::vector<std::string> HubKeys::pins() const {
    std::vector<std::string> pins{current_.pin};
    if (next_) pins.push_back(next_->pin);
    return pins;
}

Status HubKeys::announce(TimeMs now) {
    if (next_) return {};
    auto made = make_identity_file(file(next_file), kitchen_, now);
    if (!made) return made.error();
    next_ = *std::move(made);
    return {};
}

Result<Replaced> HubKeys::change() {
    if (!next_) return Error{"there is no next key; announce one first"};
    auto moved = move_small_file(file(next_file), file(current_file));
    if (moved) current_ = *std::exchange(next_, std::nullopt);
    return moved;
}

}  // namespace brigade
