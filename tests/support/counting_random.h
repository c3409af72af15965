// A RandomSource that repeats what it did: never twice the same bytes, and as unlike each other as a hash's.
#pragma once

#include <memory>
#include <string>

#include "base/secret.h"

namespace brigade::test {

inline RandomSource counting_random(const std::string& seed = "seed") {
    return [seed, count = std::make_shared<int>(0)](std::size_t bytes) {
        std::string drawn;
        while (drawn.size() < bytes) drawn += sha256(seed + "/" + std::to_string(++*count));
        return drawn.substr(0, bytes);
    };
}

}  // namespace brigade::test
