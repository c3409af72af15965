// The hub as this box reaches it: over loopback where it is on this box, else with the pairing of one of its
// screens, to the key that was pinned. For fetching updates, and for asking whether the kitchen is quiet.
// Blocking; main thread.
#pragma once

#include <vector>

#include "app/tool.h"
#include "app/update_box.h"
#include "app/update_source.h"
#include "net/http_question.h"

namespace brigade {

class HubQuestions {
  public:
    // Fails with a sentence where no hub is known or found.
    static Result<HubQuestions> open(const UpdateBox& box, const ToolArguments& arguments);

    const std::string& url() const { return hubs_.front().url; }
    // The first of its addresses that answers is asked from then on.
    Result<net::HttpReceived> ask(net::HttpQuestion question);

  private:
    HubQuestions(std::vector<net::HubAddress> hubs, std::string token)
        : hubs_(std::move(hubs)),
          token_(std::move(token)) {}

    std::vector<net::HubAddress> hubs_;
    std::string token_;
};

UpdateSource from_hub(HubQuestions hub);

}  // namespace brigade
