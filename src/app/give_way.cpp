#include "app/give_way.h"

#include <sys/resource.h>
#include <unistd.h>

namespace brigade {
namespace {

constexpr int kind_to_others = 10;

}  // namespace

void give_way() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kind_to_others); }

}  // namespace brigade
