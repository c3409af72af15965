#include "app/sender.h"

#include <fmt/format.h>

#include "app/json_words.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

// "orders.json: order 3 (42): /lines/0/quantity: quantity must be 1 to 999"
std::string refusal_sentence(const FileOrder& order, const json::object& answer) {
    std::string number = order.number();
    std::string path = text_in(answer, "path");
    if (path.starts_with("/order/")) path.erase(0, 6);
    return fmt::format("{}: order {}{}: {}{}", order.file, order.index,
                       number.empty() ? "" : fmt::format(" ({})", number), path.empty() ? "" : path + ": ",
                       text_in(answer, "message"));
}

}  // namespace

Sender::Sender(net::EventLoop& loop, TerminalLinkOptions terminal, std::vector<FileOrder> orders, Calls calls)
    : orders_(std::move(orders)),
      calls_(std::move(calls)),
      link_(loop, std::move(terminal),
            {[this](std::uint64_t id, const json::object& answer, DurationMs) { answered(id, answer); },
             {},
             [this] {
                 reached_ = true;
                 send_more();
             },
             [this](const std::string& reason) { lost(reason); }}) {}

void Sender::send_more() {
    while (next_ < orders_.size() && link_.waiting() < window) {
        std::uint64_t id = link_.ask({{"type", "order.submit"}, {"order", orders_[next_].order}});
        sent_.emplace(id, next_++);
    }
}

void Sender::answered(std::uint64_t id, const json::object& answer) {
    const FileOrder& order = orders_[sent_.at(id)];
    sent_.erase(id);
    if (text_in(answer, "type") == "error") {
        ++counts_.refused;
        calls_.refused(refusal_sentence(order, answer));
    } else {
        ++(is_true_in(answer, "duplicate") ? counts_.duplicates : counts_.accepted);
    }
    send_more();
    calls_.progress();
}

void Sender::lost(const std::string& reason) {
    if (done()) return;
    if (link_.failures() >= (reached_ ? attempts_again : attempts_first)) calls_.unreachable(reason);
}

}  // namespace brigade
