// The hub's HTTP answers: which path means what, and which status an answer of the contract has. Only
// `committed` is read. Loop thread; owned by the hub.
#pragma once

#include <functional>
#include <string>

#include "hub/admin.h"
#include "hub/figures_api.h"
#include "hub/group_commit.h"
#include "hub/update_files.h"
#include "net/http.h"

namespace brigade {

class HttpApi {
  public:
    struct Hub {
        const GroupCommit& commits;
        std::function<void(const Command&, GroupCommit::Answer)> submit;
        std::function<TimeMs()> now;  // kitchen time
        // 0 if the peer may ask now, else in how many milliseconds.
        std::function<DurationMs(const net::HttpRequest&)> wait_ms;
        // Whose request it is, by its token or by coming from this machine.
        std::function<std::variant<Asker, Refusal>(const net::HttpRequest&)> asker;
        std::function<void(const AdminRequest&, const Asker&, Admin::Tell)> admin;
        std::function<std::string(const net::HttpRequest&)> facts;  // of the hub itself, with its keys' pins
        std::function<std::string()> metrics;
        std::function<bool()> serving;
        // Takes what a browser asks that nobody has paired (hub/page_api.h); empty: there is no page.
        std::function<bool(const net::HttpRequest&, net::HttpReply&)> page = {};
        Figures* figures = nullptr;                                      // nullptr: there are none
        std::function<std::uint64_t()> unsent_bytes = [] { return 0; };  // of HTTP answers, all together
        UpdateFiles* updates = nullptr;  // outlives this; nullptr: none are handed on
    };
    explicit HttpApi(Hub hub) : hub_(std::move(hub)), figures_(hub_.figures, hub_.unsent_bytes) {}

    void handle(const net::HttpRequest& request, net::HttpReply reply);

  private:
    void get(const net::HttpRequest& request, net::HttpReply reply);
    void post_order(const net::HttpRequest& request, const Asker& asker, net::HttpReply reply);
    void post_request(const net::HttpRequest& request, const Asker& asker, net::HttpReply reply);
    void post_admin(const AdminRequest& request, const Asker& asker, net::HttpReply reply);
    net::HttpAnswer health(bool to_stranger) const;
    net::HttpAnswer order(const std::string& id) const;
    net::HttpAnswer board_of(const std::string& station) const;

    Hub hub_;
    FiguresApi figures_;
};

}  // namespace brigade
