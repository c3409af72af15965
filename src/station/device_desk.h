// What the device page asks of the hub: the list, again and again while the page is open, and what a person
// wants done to a device. Whether this screen may is the hub's to say; its refusals are shown as they come,
// but for those that everybody meets: the UI has words of its own for a wrong code and for a screen that may
// not, and where a manager's PIN would help it asks for the PIN, and then for the same again. Loop thread;
// owned by the StationScreen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "net/loop.h"
#include "protocol/from_hub.h"
#include "station/mailbox.h"

namespace brigade {

class DeviceDesk {
  public:
    // `send` says whether the hub can be reached; `changed` when the page looks different.
    DeviceDesk(net::Loop& loop, std::function<bool(const std::string&)> send, std::function<void()> changed);

    // True if it was one of the page's.
    bool act(const Action& action);
    void on(const FromHubDevices& devices, TimeMs now);
    // True if it answers a request of this desk.
    bool on(const FromHubAck& ack);
    bool on(const FromHubError& error);
    void disconnected();
    // Somebody who may change devices has signed in here.
    void manager_came();

    const DevicePage& page() const { return page_; }

  private:
    struct Request {
        DevicePage::Answer kind = DevicePage::Answer::none;  // none: the list
        std::string name;
        std::uint64_t attempt = 0;
    };
    void ask_for_list();
    void ask(Request request, std::string type_and_fields);
    bool mine(const std::string& re, Request& request);
    void show_refusal();

    net::Loop& loop_;
    std::function<bool(const std::string&)> send_;
    std::function<void()> changed_;
    bool open_ = false;
    std::uint64_t next_id_ = 1;
    std::map<std::string, Request> waiting_;
    std::string list_refusal_, request_refusal_;
    DevicePage page_;
    net::Timer list_timer_;
};

}  // namespace brigade
