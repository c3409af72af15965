// What a test kitchen's events come to: folded one by one without a file, and through a journal into one.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <vector>

#include "analytics/fold.h"
#include "analytics/projection.h"
#include "core/apply.h"
#include "core/event_json.h"
#include "journal/open.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

namespace brigade::test {

inline constexpr int jakarta_min = 7 * 60;

// Straight from the events, by core's own kitchen.
inline std::map<std::string, OrderFacts> folded(const std::vector<Event>& events) {
    Kitchen kitchen;
    std::map<std::string, OrderFacts> facts;
    for (const Event& event : events) {
        apply(kitchen, event);
        if (event.order_id.empty()) continue;
        const OrderState& after = *kitchen.find(event.order_id);
        if (std::holds_alternative<OrderAccepted>(event.body))
            facts[event.order_id] = accepted_facts(after, event, kitchen, jakarta_min);
        else
            fold(facts[event.order_id], after, event, kitchen);
    }
    return facts;
}

inline OrderFacts facts_of(const TestKitchen& k, const std::string& id) { return folded(k.journal).at(id); }

inline const TicketFacts& ticket_of(const OrderFacts& order, std::string_view station) {
    for (const TicketFacts& ticket : order.tickets)
        if (ticket.station == station) return ticket;
    FAIL("no ticket at " << station);
    return order.tickets.front();
}

inline const LineFacts& line_of(const OrderFacts& order, std::string_view station, std::string_view id) {
    const TicketFacts& ticket = ticket_of(order, station);
    for (const LineFacts& line : ticket.lines)
        if (line.id == id) return line;
    FAIL("no line " << id << " at " << station);
    return ticket.lines.front();
}

// A journal on disk that a test fills with a kitchen's events.
class KitchenJournal {
  public:
    explicit KitchenJournal(std::filesystem::path path) : path_(std::move(path)) { open(); }

    void open() {
        opened_.reset();
        auto opened = open_journal(path_);
        if (!opened) FAIL(opened.error().message);
        opened_ = std::make_unique<Opened>(*std::move(opened));
    }
    void append(const std::vector<Event>& events) {
        Batch batch;
        for (const Event& event : events) {
            batch.events.push_back({event.seq, event.at, encode_event(event)});
            if (std::holds_alternative<OrderAccepted>(event.body))
                batch.orders.push_back({event.order_id, event.seq, {}});
        }
        REQUIRE(opened_->writer->append(batch).outcome == WriteOutcome::durable);
    }
    JournalReader& reader() { return *opened_->reader; }
    JournalWriter& writer() { return *opened_->writer; }
    void close() { opened_.reset(); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
    std::unique_ptr<Opened> opened_;
};

// Any text that tells days apart by their facts will do here.
inline std::string plain_pack(const std::vector<OrderFacts>& orders) {
    std::string text;
    for (const OrderFacts& order : orders)
        text += std::to_string(order.seq) + " " + order.day + " " + std::to_string(order.last_seq) + "\n";
    return text;
}

inline ProjectionOptions projection_into(const std::filesystem::path& path) {
    ProjectionOptions options;
    options.path = path;
    options.pack_day = plain_pack;
    options.utc_offset_min = [](const std::string&, TimeMs) { return jakarta_min; };
    return options;
}

inline void catch_up(Projection& projection, std::size_t events_max = 1'000) {
    for (;;) {
        auto advanced = projection.advance(events_max);
        if (!advanced) FAIL(advanced.error().message);
        REQUIRE(advanced->wants_zone.empty());
        if (advanced->at_end) return;
    }
}

inline std::string digest_of(Projection& projection) {
    auto digest = projection.digest();
    if (!digest) FAIL(digest.error().message);
    return to_hex(*digest);
}

}  // namespace brigade::test
