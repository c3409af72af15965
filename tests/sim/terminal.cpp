#include "sim/terminal.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/order_json.h"
#include "sim/node.h"

namespace brigade::sim {
namespace {

constexpr DurationMs reconnect_ms = 500;
constexpr DurationMs watch_ms = 1'000;
constexpr DurationMs impatient_ms = 2'500;
constexpr std::size_t remembered = 60;

template <class T, std::size_t N>
const T& any_of(Rng& random, const T (&choices)[N]) {
    return choices[random.below(N)];
}

}  // namespace

Terminal::Terminal(std::string name, Kind kind, World& world, SimNetwork& network, std::uint64_t seed)
    : name_(std::move(name)),
      kind_(kind),
      world_(world),
      random_(seed),
      process_(std::make_shared<Process>(name_)),
      loop_(world, network, process_, no_writes_),
      client_(loop_.make_client(*this)) {
    connect();
    watch();
}

// --- the line to the hub ------------------------------------------------------------------------------

void Terminal::connect() {
    if (!client_->connect({std::string("ws://") + hub_address + "/v1"})) return;
}

void Terminal::on_open() {
    json::object hello{{"type", "hello"}, {"protocol", 1}, {"name", name_}};
    hello.emplace("role", kind_ == Kind::till ? "pos" : "monitor");
    if (!head_.empty()) {
        hello.emplace("after", after_);
        hello.emplace("head", head_);
    }
    client_->send(json::serialize(hello));
}

void Terminal::on_close(std::uint16_t, const std::string&) {
    live_ = false;
    for (Waiting& waiting : waiting_) waiting.sent = false;
    retry_ = loop_.after(reconnect_ms, [this] { connect(); });
}

void Terminal::watch() {
    if (client_->open() && world_.now_ms() - client_->last_heard_ms() > limits::hub_silent_ms)
        client_->drop("the hub is silent");
    for (Waiting& waiting : waiting_)
        if (world_.now_ms() - waiting.sent_ms > impatient_ms) waiting.sent = false;
    send_waiting();
    watch_ = loop_.after(watch_ms, [this] { watch(); });
}

void Terminal::on_message(std::string_view payload, bool) {
    auto parsed = parse_json(payload);
    if (!parsed || !parsed->is_object()) return;
    const json::object& message = parsed->get_object();
    std::string_view type = message.at("type").as_string();
    if (type == "ack" || type == "error") answered(message);
    note_place(message);
    if (type != "live") return;
    live_ = true;
    send_waiting();
}

// Where a resumed connection goes on: after what came as a status, as events or with `live`.
void Terminal::note_place(const json::object& message) {
    std::string_view type = message.at("type").as_string();
    if (type == "order.status" || type == "item.availability" || type == "live" || type == "snapshot")
        after_ = message.at("seq").to_number<Seq>();
    if (type == "order.status") ++heard_[after_];
    if (type == "events" && !message.at("events").as_array().empty())
        after_ = message.at("events").as_array().back().at("seq").to_number<Seq>();
    if (type == "live" || type == "events" || type == "snapshot")
        head_ = message.at("head").as_string().c_str();
}

void Terminal::send_waiting() {
    if (!live_) return;
    for (Waiting& waiting : waiting_) {
        if (waiting.sent) continue;
        waiting.sent = client_->send(waiting.text);
        waiting.sent_ms = world_.now_ms();
    }
}

void Terminal::request(json::object message, const std::string& order_id) {
    Waiting waiting;
    waiting.id = name_ + "-" + std::to_string(next_request_++);
    waiting.order_id = order_id;
    message.emplace("id", waiting.id);
    waiting.text = json::serialize(message);
    waiting_.push_back(std::move(waiting));
    send_waiting();
}

void Terminal::answered(const json::object& message) {
    const json::value* re = message.if_contains("re");
    if (!re) return;
    auto found = std::find_if(waiting_.begin(), waiting_.end(),
                              [&](const Waiting& waiting) { return waiting.id == re->as_string(); });
    if (found == waiting_.end()) return;
    bool ack = message.at("type") == "ack";
    if (!ack && (message.at("code") == "journal_unavailable" || message.at("code") == "rate_limited")) {
        found->sent = false;
        retry_ = loop_.after(1'000, [this] { send_waiting(); });
        return;
    }
    if (Mine* mine = mine_of(found->order_id)) {
        mine->pending = false;
        if (const json::value* revision = message.if_contains("revision"); revision && !revision->is_null())
            mine->revision = std::max(mine->revision, revision->to_number<std::uint32_t>());
    }
    if (ack) {
        answered_.push_back(found->text);
        if (answered_.size() > remembered)
            answered_.erase(answered_.begin() + static_cast<std::ptrdiff_t>(random_.below(remembered)));
    }
    waiting_.erase(found);
}

// --- what people do -------------------------------------------------------------------------------------

Terminal::Mine* Terminal::mine_of(const std::string& order_id) {
    for (Mine& mine : orders_)
        if (mine.content->id == order_id) return &mine;
    return nullptr;
}

void Terminal::act(const Kitchen& kitchen) {
    if (kind_ == Kind::till)
        act_at_till();
    else
        act_on(kitchen);
}

void Terminal::send_again() {
    if (!live_ || answered_.empty()) return;
    // By its old id: the answer finds nobody waiting.
    client_->send(answered_[random_.below(answered_.size())]);
}

Line Terminal::random_line(const std::string& id) {
    static const char* const items[] = {"burger", "steak", "cola", "combo", "cake", ""};
    static const char* const stations[] = {"", "", "", "grill", "drink", "dessert"};
    Line line;
    line.id = id;
    line.item = any_of(random_, items);
    line.name = line.item.empty() ? "Special" : line.item;
    line.station = any_of(random_, stations);
    line.quantity = static_cast<int>(random_.between(1, 3));
    if (random_.chance_percent(25)) line.course = static_cast<int>(random_.between(0, 2));
    if (random_.chance_percent(15)) line.modifiers.push_back({ModifierKind::without, "onion"});
    return line;
}

void Terminal::submit() {
    Order order;
    order.id = name_ + "." + std::to_string(next_order_);
    order.number = std::to_string(next_order_++);
    order.placed_at = opening_time + world_.now_ms();
    if (random_.chance_percent(30)) order.service = Service::takeaway;
    if (random_.chance_percent(10)) order.priority = Priority::rush;
    if (random_.chance_percent(10)) order.promised_at = order.placed_at + random_.between(0, 1'200'000);
    auto lines = random_.between(1, 4);
    for (std::int64_t i = 0; i < lines; ++i) order.lines.push_back(random_line(std::to_string(i)));
    Mine mine{std::make_shared<const Order>(order), 0, true};
    orders_.push_back(mine);
    if (orders_.size() > remembered) orders_.erase(orders_.begin());
    request({{"type", "order.submit"}, {"order", order_to_json(order)}}, order.id);
}

void Terminal::amend(Mine& mine) {
    Order order = *mine.content;
    if (order.lines.size() > 1 && random_.chance_percent(30))
        order.lines.erase(order.lines.begin() +
                          static_cast<std::ptrdiff_t>(random_.below(order.lines.size())));
    if (random_.chance_percent(50)) order.lines.push_back(random_line("a" + std::to_string(mine.revision)));
    if (random_.chance_percent(50)) order.lines.front().notes = "well done " + std::to_string(mine.revision);
    if (random_.chance_percent(10)) order.allergies.push_back("peanut");
    mine.content = std::make_shared<const Order>(order);
    mine.pending = true;
    request({{"type", "order.amend"}, {"revision", mine.revision + 1}, {"order", order_to_json(order)}},
            order.id);
}

void Terminal::act_at_till() {
    if (orders_.empty() || random_.chance_percent(22)) return submit();
    Mine& mine = orders_[orders_.size() - 1 - random_.below(std::min<std::size_t>(12, orders_.size()))];
    const std::string& id = mine.content->id;
    switch (random_.below(8)) {
        case 0:
        case 1:
        case 2:
            if (!mine.pending) amend(mine);
            return;
        case 3: {
            json::object message{{"type", "order.void"}, {"order_id", id}};
            if (random_.chance_percent(70))
                message.emplace("lines", json::array{mine.content->lines.front().id.c_str()});
            return request(std::move(message), id);
        }
        case 4:
            return request({{"type", "order.fire"}, {"order_id", id}, {"course", random_.between(1, 2)}}, id);
        case 5:
            return request(
                {{"type", random_.chance_percent(40) ? "order.hold" : "order.release"}, {"order_id", id}},
                id);
        case 6: {
            static const char* const priorities[] = {"normal", "rush", "vip"};
            return request(
                {{"type", "order.priority"}, {"order_id", id}, {"priority", any_of(random_, priorities)}},
                id);
        }
        default: {
            static const char* const items[] = {"cola", "cake"};
            return request({{"type", "item.availability"},
                            {"item", any_of(random_, items)},
                            {"available", random_.chance_percent(60)}},
                           "");
        }
    }
}

// A supervisor acts for any station, on what is true now or what was true a moment ago.
void Terminal::act_on(const Kitchen& kitchen) {
    if (kitchen.orders.empty()) return;
    auto order = kitchen.orders.rbegin();
    std::advance(
        order, static_cast<std::ptrdiff_t>(random_.below(std::min<std::size_t>(15, kitchen.orders.size()))));
    static const char* const types[] = {"ticket.transfer", "ticket.recall", "ticket.bump", "line.start",
                                        "order.release"};
    press(any_of(random_, types), order->second);
}

void Terminal::press(const std::string& type, const OrderState& order) {
    static const char* const stations[] = {"grill", "drink", "dessert"};
    json::object message{{"type", type}, {"order_id", order.id()}};
    if (type.starts_with("order.")) return request(std::move(message), order.id());
    std::string station =
        order.tickets.empty() ? "grill" : order.tickets[random_.below(order.tickets.size())].station;
    const Ticket* ticket = order.find_ticket(station);
    message.emplace("station", station);
    if (ticket && random_.chance_percent(70)) message.emplace("generation", ticket->generation);
    if (type == "ticket.transfer") message.emplace("to", any_of(random_, stations));
    if (type == "line.start") message.emplace("line_id", order.lines.front().content->id);
    request(std::move(message), order.id());
}

}  // namespace brigade::sim
