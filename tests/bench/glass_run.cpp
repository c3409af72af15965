#include "glass_run.h"

#include <fmt/core.h>

#include <boost/json/array.hpp>
#include <charconv>
#include <utility>

#include "app/json_words.h"
#include "core/json_fields.h"

namespace brigade::bench {
namespace {

constexpr int lines = 3;  // of each order: a usual ticket

json::object order_for(const std::string& station, const std::string& id, int number) {
    json::object line{{"name", "Grilled Lamb Chops"}, {"quantity", 1}, {"station", station}};
    line["modifiers"] = json::array{json::object{{"kind", "without"}, {"name", "onions"}}};
    json::array ordered;
    for (int i = 1; i <= lines; ++i) {
        line["id"] = std::to_string(i);
        ordered.push_back(line);
    }
    json::object order{
        {"id", id}, {"number", std::to_string(number)}, {"placed_at", "2026-11-20T12:00:00.000Z"}};
    order["lines"] = std::move(ordered);
    return order;
}

}  // namespace

GlassRun::GlassRun(net::EventLoop& loop, GlassPlan plan)
    : loop_(loop),
      plan_(std::move(plan)),
      run_(fmt::format("glass-{}-", std::chrono::steady_clock::now().time_since_epoch().count())),
      pos_(loop, {{plan_.hub}, "pos", "bench", "", ""},
           {[this](std::uint64_t request, const json::object& answer, DurationMs) {
                if (const auto found = asked_.find(request); found != asked_.end() && answer.contains("seq"))
                    acked(found->second);
            },
            [this](const json::object& message) { told(message); },
            [this] { live(); },
            {}}),
      hand_(loop, {{plan_.hub}, "board", "hand", "", ""}, {{}, {}, [this] { live(); }, {}}) {}

Status GlassRun::start() {
    if (auto started = pos_.start(); !started) return started;
    return hand_.start();
}

void GlassRun::live() {
    if (++live_ == 2) begin();
}

void GlassRun::told(const json::object& message) {
    if (text_in(message, "state") == "ready" && text_in(message, "station") == plan_.station)
        ready(static_cast<Seq>(integer_in(message, "seq", 0)));
}

std::string GlassRun::id_of(int order) const { return run_ + std::to_string(order); }

int GlassRun::order_of(const std::string& id) const {
    int order = -1;
    if (id.starts_with(run_)) std::from_chars(id.data() + run_.size(), id.data() + id.size(), order);
    return order;
}

void GlassRun::order(int number) {
    const std::string id = id_of(number);
    asked_[pos_.ask({{"type", "order.submit"}, {"order", order_for(plan_.station, id, number)}})] = number;
}

void GlassRun::bump(int number) {
    hand_.ask({{"type", "ticket.bump"}, {"order_id", id_of(number)}, {"station", plan_.station}});
}

}  // namespace brigade::bench
