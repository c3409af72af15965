// A broken invariant stops the process, in release too: a kitchen display that goes on after its own
// state has become impossible would lie to a cook. Operating errors (a full disk, a lost peer, bad input)
// are never checked this way; they are values (base/result.h).
#pragma once

namespace brigade {

// Prints `what` with its place to stderr and aborts. Any thread.
[[noreturn]] void check_failed(const char* file, int line, const char* condition, const char* what);

}  // namespace brigade

#define BRIGADE_CHECK(condition, what) \
    ((condition) ? void(0) : ::brigade::check_failed(__FILE__, __LINE__, #condition, what))
