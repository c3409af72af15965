// The managers' figures over HTTP: who may ask, and the form of the answer. What is asked is the figures' own
// affair (hub/figures.h). Answers may be large and their readers slow: where too much waits to be read
// already, who asks is told to come again. Loop thread; owned by HttpApi.
#pragma once

#include <cstdint>
#include <functional>

#include "base/lifetime.h"
#include "hub/figures.h"
#include "net/http.h"
#include "protocol/client_message.h"

namespace brigade {

inline constexpr std::string_view figures_path = "/api/v1/analytics/";

class FiguresApi {
  public:
    // `figures` nullptr: this hub has none. `unsent_bytes` tells how much of HTTP answers waits to be read.
    FiguresApi(Figures* figures, std::function<std::uint64_t()> unsent_bytes)
        : figures_(figures),
          unsent_bytes_(std::move(unsent_bytes)) {}

    // A request below `figures_path`.
    void answer(const net::HttpRequest& request, const Asker& asker, net::HttpReply reply);

  private:
    net::HttpAnswer answer_of(std::variant<Figures::Answer, Refusal>&& told) const;
    bool has_room_for(std::size_t bytes) const;

    Figures* figures_;
    std::function<std::uint64_t()> unsent_bytes_;
    Lifetime lifetime_;
};

}  // namespace brigade
