#include "journal/chain.h"

#include <fmt/format.h>

#include <charconv>

#include "base/check.h"

namespace brigade {
namespace {

// Eight bytes, least significant first, whatever the machine.
std::string little_endian(std::uint64_t value) {
    std::string bytes(8, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(static_cast<unsigned char>(value & 0xff));
        value >>= 8;
    }
    return bytes;
}

}  // namespace

std::string to_text(const Head& head) { return fmt::format("{}-{}", head.seq, to_hex(head.hash)); }

std::optional<Head> head_from_text(std::string_view text) {
    Head head;
    const char* end = text.data() + text.size();
    auto [rest, error] = std::from_chars(text.data(), end, head.seq);
    if (error != std::errc{} || rest == end || *rest != '-') return std::nullopt;
    auto hash = hash_from_hex({rest + 1, static_cast<std::size_t>(end - rest - 1)});
    if (!hash) return std::nullopt;
    head.hash = *hash;
    if (to_text(head) != text) return std::nullopt;  // one head has one text: no leading zeros
    return head;
}

Head genesis_head(const Identity& identity, Seq seq) {
    return {seq, hash_of({"brigade journal 1", bytes_of(identity), little_endian(seq)})};
}

Head next_head(const Head& head, const Record& record) {
    BRIGADE_CHECK(record.seq == head.seq + 1, "a record must follow the head without a gap");
    return {record.seq, hash_of({bytes_of(head.hash), little_endian(record.seq),
                                 little_endian(static_cast<std::uint64_t>(record.at_ms)),
                                 little_endian(record.body.size()), record.body})};
}

Head marked_head(const Head& head, const Identity& mark) {
    return {head.seq, hash_of({bytes_of(head.hash), "salvaged", bytes_of(mark)})};
}

}  // namespace brigade
