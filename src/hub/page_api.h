// What the hub answers to a browser that nobody has paired: the managers' page itself, and the way in by a
// manager's PIN (docs/protocol.md, "The managers' page"). All else of the page goes through HttpApi like
// anybody's requests, on the word of the session that is opened here.
//
// Owned by the hub; loop thread. Answers come at once, to a PIN once it has been looked at.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/seq.h"
#include "hub/access.h"
#include "hub/page_files.h"
#include "hub/page_guard.h"
#include "hub/page_session.h"

namespace brigade {

class PageApi {
  public:
    struct Hub {
        Access* access = nullptr;  // nullptr: no register, so nobody can sign in
        std::function<DurationMs()> now_ms;
        std::function<std::string()> kitchen;
        std::function<Seq()> seq;
        std::function<std::string()> trouble;  // why nothing can be written at present; empty: it can
        std::function<bool(const net::HttpRequest&)> trusted;  // whether it comes from this machine
        RandomSource random = random_bytes;
    };
    PageApi(PageFiles files, Hub hub)
        : files_(std::move(files)),
          hub_(std::move(hub)),
          sessions_(hub_.random) {}

    // Whether the request was one of these; then the reply is taken.
    bool handle(const net::HttpRequest& request, net::HttpReply& reply);

    // Who has signed in in the browser that asks; nullptr: nobody. Valid until the next call.
    const Person* person(const net::HttpRequest& request);
    void people_changed();

    // How a browser is called in the audit log, and by what its wrong PINs are counted.
    static std::string browser_of(const net::HttpRequest& request) {
        return "browser " + request.peer_address;
    }

  private:
    std::optional<net::HttpAnswer> answer_at_once(const net::HttpRequest& request);
    net::HttpAnswer session(const net::HttpRequest& request);
    std::string session_text(const net::HttpRequest& request, const Person* person) const;
    void login(const net::HttpRequest& request, net::HttpReply reply);
    net::HttpAnswer logged_in(const net::HttpRequest& request, const Result<Person, Refusal>& person);
    net::HttpAnswer logout(const net::HttpRequest& request);
    bool has_manager() const;

    PageFiles files_;
    Hub hub_;
    PageSessions sessions_;
    PageGuard guard_;
};

}  // namespace brigade
