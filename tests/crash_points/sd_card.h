// The model of an SD card that loses its power while it moves an erase block about: it may trash one that
// nobody was writing to. Here that is the block beside the newest write, or the one it lies in.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

namespace brigade::test {

enum class Filling { garbage, ones, zeros };

// `neighbour`: -1 before, 1 after, 0 the block itself. False if the file has no such block.
inline bool trash_block(std::string& content, std::size_t written_at, std::size_t block_bytes, int neighbour,
                        Filling filling) {
    auto block = static_cast<std::int64_t>(written_at / block_bytes) + neighbour;
    auto at = static_cast<std::size_t>(block) * block_bytes;
    if (block < 0 || at >= content.size()) return false;
    std::mt19937_64 random(at);
    for (std::size_t i = at; i < std::min(content.size(), at + block_bytes); ++i)
        content[i] = filling == Filling::ones    ? '\xff'
                     : filling == Filling::zeros ? '\0'
                                                 : static_cast<char>(random());
    return true;
}

}  // namespace brigade::test
