// The figures over HTTP without HTTP: a path and a query in, a body out (docs/analytics-api.md). Asks no
// clock: what is new is as new as the facts. One thread, the one of its sources.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analytics/daypart.h"
#include "analytics/fact_source.h"
#include "core/refusal.h"
#include "journal/journal.h"

namespace brigade {

struct FiguresAnswer {
    std::string content_type = "application/json";
    std::string body;
    std::string file_name;  // what a browser is to save it as; empty: it shows it
};

class Answers {
  public:
    // `journal` may be nullptr: then an order has no events.
    Answers(FactSource& facts, JournalReader* journal, std::vector<Daypart> dayparts)
        : facts_(facts),
          journal_(journal),
          dayparts_(std::move(dayparts)) {}

    // `path` is what follows "/api/v1/analytics/", `query` what follows "?"; both still percent-encoded.
    std::variant<FiguresAnswer, Refusal> answer(std::string_view path, std::string_view query);

  private:
    FactSource& facts_;
    JournalReader* journal_;
    std::vector<Daypart> dayparts_;
};

}  // namespace brigade
