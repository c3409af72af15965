#include "core/snapshot.h"

#include <boost/json/serialize.hpp>
#include <limits>
#include <type_traits>
#include <utility>

#include "base/limits.h"
#include "core/event_json.h"
#include "core/order_json.h"

namespace brigade {
namespace {

constexpr std::size_t any_size = std::size_t{1} << 24;

// Each struct is described once, as a list of its fields; writing and reading walk the same list and so
// cannot disagree. What has its type's default value (zero, empty, absent) is not written.
template <class Walk>
void describe(Walk& walk, ToldStatus& told) {
    walk("status", told.status);
    walk("seq", told.seq);
    walk("at_ms", told.at);
}
template <class Walk>
void describe(Walk& walk, TicketLine& line) {
    walk("line", line.line);
    walk("state", line.state);
    walk("done", line.done);
    walk("prep_s", line.prep_s);
    walk("fired", line.fired);
    walk("parked", line.parked);
    walk("completed_by_expo", line.completed_by_expo);
    walk("change", line.change);
    walk("revision", line.revision);
    walk("active_seq", line.active_seq);
    walk("active_at_ms", line.active_at);
    walk("state_seq", line.state_seq);
    walk("fired_at_ms", line.fired_at);
    walk("started_at_ms", line.started_at);
    walk("done_at_ms", line.done_at);
    walk("from", line.from);
}
template <class Walk>
void describe(Walk& walk, Ticket& ticket) {
    walk("station", ticket.station);
    walk("generation", ticket.generation);
    walk("confirmed", ticket.confirmed);
    walk("confirmed_seq", ticket.confirmed_seq);
    walk("generation_seq", ticket.generation_seq);
    walk("bumped_seq", ticket.bumped_seq);
    walk("shown_seq", ticket.shown_seq);
    walk("shown_at_ms", ticket.shown_at);
    walk("bumped_at_ms", ticket.bumped_at);
    walk("ready", ticket.ready);
    walk("late", ticket.late);
    walk("undelivered", ticket.undelivered);
    walk("told", ticket.told);
    walk("lines", ticket.lines);
}
template <class Walk>
void describe(Walk& walk, StationLines& part) {
    walk("station", part.station);
    walk("lines", part.lines);
}
template <class Walk>
void describe(Walk& walk, RevisionMark& mark) {
    walk("seq", mark.seq);
    walk("amended", mark.amended);
    walk("content", mark.content);
    walk("tickets", mark.tickets);
    walk("unavailable", mark.unavailable);
    walk("rest", mark.rest);
}
template <class Walk>
void describe(Walk& walk, OrderLine& line) {
    walk("content", line.content);
    walk("unavailable", line.unavailable);
    walk("voided", line.voided);
}
template <class Walk>
void describe(Walk& walk, OrderState& order) {
    walk("seq", order.seq);
    walk("accepted_at_ms", order.accepted_at);
    walk("terminal", order.terminal);
    walk("content", order.content);
    walk.share_lines_of(order.content);
    walk("lines", order.lines);
    walk("tickets", order.tickets);
    walk("revisions", order.revisions);
    walk("fire_at_ms", order.fire_at);
    walk("priority", order.priority);
    walk("priority_seq", order.priority_seq);
    walk("parked", order.parked);
    walk("parked_seq", order.parked_seq);
    walk("ready", order.ready);
    walk("served", order.served);
    walk("voided", order.voided);
    walk("expo_generation", order.expo_generation);
    walk("expo_generation_seq", order.expo_generation_seq);
    walk("served_seq", order.served_seq);
    walk("served_at_ms", order.served_at);
    walk("told", order.told);
}

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

class Writer {
  public:
    void share_lines_of(const OrderPtr& order) { shared_ = order; }

    template <class T>
    void operator()(std::string_view key, T& value) {
        if constexpr (is_vector<T>::value) {
            if (value.empty()) return;
        } else if constexpr (is_optional<T>::value) {
            if (!value) return;
        } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string> ||
                             std::is_same_v<T, Hash>) {
            if (value == T{}) return;
        }
        out_.emplace(key, written(value));
    }

    json::object take() { return std::move(out_); }

  private:
    template <class T>
    json::value written(T& value) {
        if constexpr (std::is_arithmetic_v<T>) {
            return json::value(value);
        } else if constexpr (std::is_enum_v<T>) {
            return json::value(json::string_view(word(value)));
        } else if constexpr (std::is_same_v<T, std::string>) {
            return json::value(value);
        } else if constexpr (std::is_same_v<T, Hash>) {
            return json::value(to_hex(value));
        } else if constexpr (std::is_same_v<T, OrderPtr>) {
            return json::value(order_to_json(*value));
        } else if constexpr (std::is_same_v<T, LinePtr>) {
            return written_line(value);
        } else if constexpr (is_optional<T>::value) {
            return written(*value);
        } else if constexpr (is_vector<T>::value) {
            json::array elements;
            for (auto& element : value) elements.push_back(written(element));
            return elements;
        } else {
            Writer inner;
            inner.shared_ = shared_;
            describe(inner, value);
            return inner.take();
        }
    }

    // A line of the order's present content by its place there; one that an amendment removed, whole.
    json::value written_line(const LinePtr& line) const {
        for (std::size_t i = 0; i < shared_->lines.size(); ++i)
            if (shared_->lines[i].id == line->id) return json::value(i);
        return json::value(line_to_json(*line));
    }

    json::object out_;
    OrderPtr shared_;
};

// A number that its field cannot hold is an error: it would be another number there.
template <class T>
constexpr std::int64_t least_of = std::in_range<T>(-any_number)
                                      ? -any_number
                                      : static_cast<std::int64_t>(std::numeric_limits<T>::min());
template <class T>
constexpr std::int64_t greatest_of = std::in_range<T>(any_number)
                                         ? any_number
                                         : static_cast<std::int64_t>(std::numeric_limits<T>::max());

class Reader {
  public:
    explicit Reader(JsonFields fields) : fields_(fields) {}

    void share_lines_of(const OrderPtr& order) { shared_ = order; }

    template <class T>
    void operator()(std::string_view key, T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            value = fields_.boolean(key, false);
        } else if constexpr (std::is_arithmetic_v<T>) {
            value = static_cast<T>(fields_.integer(key, least_of<T>, greatest_of<T>).value_or(0));
        } else if constexpr (std::is_enum_v<T>) {
            value = fields_.choice(key, T{});
        } else if constexpr (std::is_same_v<T, std::string>) {
            value = fields_.text(key, limits::notes_chars);
        } else if constexpr (std::is_same_v<T, Hash>) {
            if (fields_.has(key)) read_hash(key, value);
        } else if constexpr (std::is_same_v<T, OrderPtr>) {
            read_content(key, value);
        } else if constexpr (std::is_same_v<T, LinePtr>) {
            read_line(key, value);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            value = fields_.texts(key, any_size, limits::text_chars);
        } else if constexpr (is_vector<T>::value) {
            fields_.each_object(key, any_size, [&](JsonFields inner) {
                value.emplace_back();
                read_struct(inner, value.back());
            });
        } else if constexpr (std::is_same_v<T, std::optional<TimeMs>>) {
            value = fields_.integer(key, -any_number, any_number);
        } else {
            static_assert(is_optional<T>::value);
            fields_.nested(key, [&](JsonFields inner) { read_struct(inner, value.emplace()); });
        }
    }

  private:
    template <class T>
    void read_struct(JsonFields inner, T& value) {
        Reader reader(inner);
        reader.shared_ = shared_;
        describe(reader, value);
    }
    void read_hash(std::string_view key, Hash& value) {
        if (auto hash = hash_from_hex(fields_.text(key, 2 * value.size())))
            value = *hash;
        else
            fields_.fail(key, "must be 32 hexadecimal digits");
    }
    void read_content(std::string_view key, OrderPtr& value) {
        auto order = std::make_shared<Order>();
        if (!fields_.has(key)) fields_.fail(key, "an order's content is missing");
        fields_.nested(key, [&](JsonFields inner) { *order = read_order(inner); });
        value = std::move(order);
    }
    void read_line(std::string_view key, LinePtr& value) {
        value = std::make_shared<const Line>();
        if (auto index = fields_.is_integer(key)) {
            if (*index >= 0 && static_cast<std::size_t>(*index) < shared_->lines.size())
                value = line_of(shared_, static_cast<std::size_t>(*index));
            else
                fields_.fail(key, "the order has no such line");
            return;
        }
        if (!fields_.has(key)) fields_.fail(key, "a line's content is missing");
        fields_.nested(
            key, [&](JsonFields inner) { value = std::make_shared<const Line>(read_order_line(inner)); });
    }

    JsonFields fields_;
    OrderPtr shared_;
};

json::object order_state_to_json(const OrderState& order) {
    Writer writer;
    describe(writer, const_cast<OrderState&>(order));
    return writer.take();
}

json::array items_to_json(const Kitchen& kitchen) {
    json::array items;
    for (const auto& [item, availability] : kitchen.items) {
        json::object entry{{"item", item}, {"seq", availability.seq}};
        if (!availability.available) entry.emplace("unavailable", true);
        items.push_back(std::move(entry));
    }
    return items;
}

json::array covers_to_json(const Kitchen& kitchen) {
    json::array covers;
    for (const auto& [station, cover] : kitchen.covers) {
        json::object entry{{"station", station}};
        if (!cover.by.empty()) entry.emplace("by", cover.by);
        entry.emplace("seq", cover.seq);
        entry.emplace("at_ms", cover.at);
        covers.push_back(std::move(entry));
    }
    return covers;
}

// Everything that later code follows without looking: lines by index, stations, ids.
bool fits_together(const OrderState& order) {
    if (order.revisions.empty() || order.lines.empty() || order.seq == 0) return false;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines)
            if (line.line >= order.lines.size()) return false;
    return true;
}

OrderState read_order_state(JsonFields fields) {
    OrderState order;
    Reader reader(fields);
    describe(reader, order);
    if (fields.ok() && !fits_together(order)) fields.fail("content", "the order's parts do not fit together");
    return order;
}

void add_order_state(JsonFields fields, Kitchen& kitchen) {
    OrderState order = read_order_state(fields);
    if (!fields.ok()) return;
    if (kitchen.by_id.contains(order.id()) || kitchen.orders.contains(order.seq)) {
        fields.fail("content", "the order is there twice");
        return;
    }
    kitchen.by_id.emplace(order.id(), order.seq);
    kitchen.index.add(order);
    Seq seq = order.seq;
    kitchen.orders.emplace(seq, std::move(order));
}

Kitchen read_kitchen(JsonFields fields) {
    Kitchen kitchen;
    kitchen.seq = fields.seq("seq").value_or(0);
    kitchen.at = fields.integer("at_ms", -any_number, any_number).value_or(0);
    kitchen.wall_offset_ms = fields.integer("wall_offset_ms", -any_number, any_number).value_or(0);
    kitchen.day = fields.text("day", limits::text_chars);
    kitchen.day_ends_at = fields.integer("day_ends_at_ms", -any_number, any_number).value_or(0);
    fields.nested("kitchen", [&](JsonFields inner) { kitchen.config = read_config(inner); });
    fields.each_object("items", limits::items_86, [&](JsonFields item) {
        kitchen.items[item.text("item", limits::text_chars)] = {!item.boolean("unavailable", false),
                                                                item.seq("seq").value_or(0)};
    });
    fields.each_object("covers", limits::stations * 2, [&](JsonFields cover) {
        kitchen.covers[cover.required_id("station")] = {
            cover.id("by"), cover.seq("seq").value_or(0),
            cover.integer("at_ms", -any_number, any_number).value_or(0)};
    });
    fields.each_object("orders", any_size, [&](JsonFields order) { add_order_state(order, kitchen); });
    return kitchen;
}

}  // namespace

std::string encode_snapshot(const Kitchen& kitchen) {
    json::object out;
    out.emplace("seq", kitchen.seq);
    out.emplace("at_ms", kitchen.at);
    out.emplace("wall_offset_ms", kitchen.wall_offset_ms);
    out.emplace("day", kitchen.day);
    out.emplace("day_ends_at_ms", kitchen.day_ends_at);
    out.emplace("kitchen", config_to_json(kitchen.config));
    out.emplace("items", items_to_json(kitchen));
    if (!kitchen.covers.empty()) out.emplace("covers", covers_to_json(kitchen));
    json::array orders;
    for (const auto& [seq, order] : kitchen.orders) orders.push_back(order_state_to_json(order));
    out.emplace("orders", std::move(orders));
    return json::serialize(out);
}

Result<Kitchen> decode_snapshot(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"not a snapshot: not a JSON object"};
    std::optional<Refusal> problem;
    Kitchen kitchen = read_kitchen(JsonFields(value->get_object(), "", ErrorCode::invalid_message, problem));
    if (problem) return Error{"not a snapshot: " + problem->path + ": " + problem->message};
    return kitchen;
}

std::string encode_order_state(const OrderState& order) {
    return json::serialize(order_state_to_json(order));
}

Result<OrderState> decode_order_state(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"not an order's state: not a JSON object"};
    std::optional<Refusal> problem;
    OrderState order =
        read_order_state(JsonFields(value->get_object(), "", ErrorCode::invalid_message, problem));
    if (problem) return Error{"not an order's state: " + problem->path + ": " + problem->message};
    return order;
}

Hash state_digest(const Kitchen& kitchen) { return hash_of({encode_snapshot(kitchen)}); }

}  // namespace brigade
