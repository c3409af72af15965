#include "screen_peer.h"

#include <fmt/format.h>

#include <array>

namespace brigade::bench {
namespace {

constexpr std::array stations{"grill", "drink", "dessert", "expo"};
constexpr std::size_t expo = 3;

std::string hello_of(int number) {
    return fmt::format(
        R"({{"type":"hello","protocol":1,"role":"station","station":"{}","screen":"screen-{}"}})",
        stations[static_cast<std::size_t>(number) % stations.size()], number);
}

}  // namespace

ScreenPeer::ScreenPeer(net::EventLoop& loop, const net::HubAddress& address, const OrderText& orders,
                       int number, bool confirms, Calls calls)
    : loop_(loop),
      orders_(orders),
      confirms_(confirms && static_cast<std::size_t>(number) % stations.size() != expo),
      calls_(std::move(calls)),
      socket_(loop, address,
              {[number](WebSocketPeer& hub) { hub.send(hello_of(number)); },
               [this](std::string_view text) { take(text); }, calls_.failed}) {}

void ScreenPeer::take(std::string_view text) {
    if (text.starts_with(R"({"type":"events")")) return take_events(text);
    if (text.starts_with(R"({"type":"live")")) return calls_.live();
    if (text.starts_with(R"({"type":"error")")) calls_.failed(std::string(text));
}

void ScreenPeer::take_events(std::string_view text) {
    constexpr std::string_view accepted = R"("kind":"order_accepted","order_id":")";
    constexpr std::string_view begin = R"({"seq":)";
    for (auto at = text.find(accepted); at != text.npos; at = text.find(accepted, at)) {
        at += accepted.size();
        const auto order = orders_.number_at(text.substr(at));
        if (!order) continue;  // of somebody else
        if (confirms_) note_drawn(*order);
        calls_.heard(*order);
    }
    const auto last = text.rfind(begin) + begin.size();
    seq_ = text.substr(last, text.find(',', last) - last);
    if (!drawn_.empty() && !frame_.pending()) frame_ = loop_.after(frame_ms, [this] { confirm(); });
}

void ScreenPeer::note_drawn(std::uint32_t order) {
    drawn_ += fmt::format(R"({}{{"order_id":"{}","revision":0,"generation":1}})", drawn_.empty() ? "" : ",",
                          orders_.id(order));
}

void ScreenPeer::confirm() {
    socket_.send(fmt::format(R"({{"type":"shown","seq":{},"drawn":[{}]}})", seq_, drawn_));
    drawn_.clear();
}

}  // namespace brigade::bench
