// The server's side of one connection as a state machine without a socket: nothing before a hello, exactly
// one hello, text only. Owned by the hub's session; loop thread.
#pragma once

#include "protocol/client_message.h"

namespace brigade {

class ServerSession {
  public:
    // Each message received becomes a message to act on or a rejection to answer with. A Hello is returned
    // once; the hub then either calls accept() or rejects it on grounds of its own and closes.
    ClientMessage receive(std::string_view payload, bool binary);

    // `device` is the role of its token; nothing for a program on the hub's machine.
    void accept(const Hello& hello, std::optional<DeviceRole> device = {});
    bool accepted() const { return asker_.role.has_value(); }

  private:
    Asker asker_;
};

}  // namespace brigade
