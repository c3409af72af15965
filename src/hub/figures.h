// The managers' figures as the hub sees them: something beside it that follows its journal on a thread of its
// own and answers what is asked about it (src/app/figures_desk.h puts it together from src/analytics). The
// hub never waits for it.
//
// Owned by whoever starts the hub, outlives it. Every call, and every answer, on the loop's thread.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "base/seq.h"
#include "core/refusal.h"

namespace brigade {

class Figures {
  public:
    struct Answer {
        std::string content_type;
        std::string body;
        std::string file_name;  // what a browser is to save it as; empty: it shows it
    };
    using Tell = std::function<void(std::variant<Answer, Refusal>)>;
    virtual ~Figures() = default;

    // The journal holds events up to here.
    virtual void committed(Seq seq) = 0;
    // `path` is what follows "/api/v1/analytics/". rate_limited where too many wait for answers already.
    virtual void ask(const std::string& path, const std::string& query, Tell tell) = 0;
    // The newest `live` message (docs/analytics-api.md), for wall screens; empty: there is none yet.
    virtual const std::string& live() const = 0;
    // Called whenever there is a newer one, at most every few seconds; at least once a minute, and be it for
    // a newer `as_of` alone: a screen takes figures that are two minutes old for old ones. Empty: nobody
    // listens any more.
    virtual void on_live(std::function<void()> changed) = 0;
    // Its part of the hub's metrics, as Prometheus reads them.
    virtual std::string metrics() const = 0;
};

}  // namespace brigade
