#include "target.h"

#include <cstddef>
#include <cstdint>

#include "base/log.h"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    brigade::set_log_level(brigade::LogLevel::error);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    brigade::fuzz::target({reinterpret_cast<const char*>(data), size});
    return 0;
}
