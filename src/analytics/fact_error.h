// What went wrong with the file of facts. A damaged one is made anew; all else may pass (a full disk, say)
// and is tried again.
#pragma once

#include <string>

#include "base/result.h"
#include "journal/sqlite.h"

namespace brigade {

struct FactError {
    std::string message;
    bool damaged = false;
};

template <class T>
using FactResult = Result<T, FactError>;
using FactStatus = Result<void, FactError>;

inline FactError fact_error(const SqlError& error) {
    return {"the file of facts: " + error.message, means_damage(error.code)};
}
inline FactError fact_damage(const std::string& what) {
    return {"the file of facts is damaged: " + what, true};
}

}  // namespace brigade
