#include "app/picture_wishes.h"

#include <signal.h>

namespace brigade {
namespace {

void set_mask(int how) {
    sigset_t wishes;
    sigemptyset(&wishes);
    sigaddset(&wishes, SIGUSR2);
    pthread_sigmask(how, &wishes, nullptr);
}

}  // namespace

void hold_picture_wishes() { set_mask(SIG_BLOCK); }

void grant_picture_wishes() { set_mask(SIG_UNBLOCK); }

}  // namespace brigade
