#include "messages.h"

#include <fmt/format.h>

#include <algorithm>

namespace brigade::fuzz {

std::string Messages::next_id() { return "r" + std::to_string(choices_.one_in(16) ? said_ : ++said_); }

std::string Messages::station() {
    return choices_.any_of<const char*>({"grill", "grill", "drink", "drink", "pass", "dessert", "nowhere"});
}

std::string Messages::line(std::size_t index) {
    std::string more;
    if (choices_.one_in(3)) more += fmt::format(R"(,"station":"{}")", station());
    if (choices_.one_in(3)) more += fmt::format(R"(,"course":{})", choices_.below(3));
    if (choices_.one_in(4)) more += choices_.any_of<const char*>({R"(,"item":"combo")", R"(,"item":"cola")"});
    if (choices_.one_in(6)) more += R"(,"modifiers":[{"kind":"allergy","name":"nuts"}],"notes":"pédas")";
    return fmt::format(R"({{"id":"{}","name":"dish","quantity":{}{}}})", index, 1 + choices_.below(3), more);
}

std::string Messages::lines() {
    std::string text = line(choices_.below(2));
    for (std::size_t i = 2, end = 2 + choices_.below(3); i < end; ++i) text += "," + line(i);
    return text;
}

std::string Messages::order() {
    std::string more;
    order_id_ = order_id();
    if (choices_.one_in(4)) more += R"(,"service":"takeaway")";
    if (choices_.one_in(5)) more += R"(,"promised_at":"2026-11-20T12:30:00Z")";
    if (choices_.one_in(6)) more += R"(,"priority":"rush","allergies":["nuts"])";
    return fmt::format(R"({{"id":"{}","number":"7","placed_at":"2026-11-20T12:00:00Z"{},"lines":[{}]}})",
                       order_id_, more, lines());
}

std::string Messages::with_order(const char* type, const std::string& more) {
    return fmt::format(R"({{"type":"{}","id":"{}"{},"order":{}}})", type, next_id(), more, order());
}

std::string Messages::about_order(const char* type, const std::string& more) {
    return fmt::format(R"({{"type":"{}","id":"{}","order_id":"{}"{}}})", type, next_id(), order_id(), more);
}

std::string Messages::maybe_seen() {
    if (choices_.one_in(2)) return {};
    return fmt::format(R"(,"seen":{})", kitchen_.seq - std::min<Seq>(kitchen_.seq, choices_.below(12)));
}

std::string Messages::press(const char* type, const std::string& more) {
    std::string id = order_id(), at = station(), known;
    const OrderState* order = kitchen_.find(id);
    const Ticket* ticket = order ? order->find_ticket(at) : nullptr;
    std::size_t generation = ticket ? ticket->generation : order ? order->expo_generation : 1;
    std::size_t revision = order ? order->revision() : 0;
    if (choices_.one_in(2))
        known += fmt::format(R"(,"generation":{})", generation + choices_.any_of<std::size_t>({0, 0, 0, 1}));
    if (choices_.one_in(2))
        known +=
            fmt::format(R"(,"revision":{})", revision - std::min<std::size_t>(revision, choices_.below(2)));
    if (choices_.one_in(4)) known += fmt::format(R"(,"age_ms":{})", choices_.below(600'000));
    return fmt::format(R"({{"type":"{}","id":"{}","order_id":"{}","station":"{}"{}{}{}}})", type, next_id(),
                       id, at, known, maybe_seen(), more);
}

std::string Messages::from_pos() {
    const OrderState* newest = kitchen_.orders.empty() ? nullptr : &kitchen_.orders.rbegin()->second;
    std::size_t next = (newest ? newest->revision() : 0) + choices_.any_of<std::size_t>({1, 1, 1, 0, 2});
    switch (choices_.below(10)) {
        case 0:
        case 1:
        case 2:
            return with_order("order.submit", "");
        case 3:
        case 4:
            return with_order("order.amend", fmt::format(R"(,"revision":{})", next));
        case 5:
            return about_order("order.void",
                               choices_.one_in(2) ? "" : fmt::format(R"(,"lines":["{}"])", line_id()));
        case 6:
            return about_order("order.fire", fmt::format(R"(,"course":{})", choices_.below(4)));
        case 7:
            return about_order(choices_.any_of<const char*>({"order.hold", "order.release"}), maybe_seen());
        case 8:
            return about_order("order.priority", choices_.any_of<const char*>(
                                                     {R"(,"priority":"rush")", R"(,"priority":"normal")"}));
        default:
            return fmt::format(R"({{"type":"item.availability","id":"{}","item":"{}","available":{}{}}})",
                               next_id(), choices_.any_of<const char*>({"cola", "combo"}), choices_.one_in(2),
                               maybe_seen());
    }
}

std::string Messages::from_screen() {
    switch (choices_.below(12)) {
        case 0:
            return press("line.start", fmt::format(R"(,"line_id":"{}")", line_id()));
        case 1:
        case 2:
            return press("line.bump",
                         fmt::format(R"(,"line_id":"{}","done":{})", line_id(), 1 + choices_.below(3)));
        case 3:
            return press("line.bump", fmt::format(R"(,"line_id":"{}")", line_id()));
        case 4:
        case 5:
        case 6:
            return press("ticket.bump", "");
        case 7:
            if (choices_.one_in(4))
                return press("ticket.recall",
                             fmt::format(R"(,"lines":["{}"],"done":[{}])", line_id(), choices_.below(3)));
            return press("ticket.recall",
                         choices_.one_in(2) ? "" : fmt::format(R"(,"lines":["{}"])", line_id()));
        case 8:
            return press("ticket.transfer", fmt::format(R"(,"to":"{}")", station()));
        case 9:
            return press("ticket.confirm", R"(,"revision":1)");
        default:
            return from_pos();
    }
}

std::string Messages::shown() {
    std::string id = order_id();
    const OrderState* order = kitchen_.find(id);
    return fmt::format(R"({{"type":"shown","seq":{},"drawn":[{{"order_id":"{}","revision":{}}}]}})",
                       kitchen_.seq + choices_.any_of<std::size_t>({0, 0, 0, 1}), id,
                       order ? order->revision() : 0);
}

std::string Messages::broken(std::string text) {
    std::size_t at = choices_.below(std::min<std::size_t>(text.size() + 1, 256));
    switch (choices_.below(4)) {
        case 0:
            return text.substr(0, at);
        case 1:
            return text.erase(at, 1 + choices_.below(8));
        case 2:
            return text.insert(
                at, choices_.any_of<const char*>({"null", "-1", "1e99", "\"", "[[[[", "\\u0000", "{", ","}));
        default:
            return text.replace(at, 1, choices_.bytes(1));
    }
}

}  // namespace brigade::fuzz
