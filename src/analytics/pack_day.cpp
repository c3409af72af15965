#include <algorithm>
#include <initializer_list>
#include <map>
#include <tuple>

#include "analytics/durations.h"
#include "analytics/packed_day.h"

namespace brigade {
namespace {

constexpr std::size_t names_max = 65'535;

std::uint32_t ms_cell(Duration duration) {
    if (!duration) return packed::no_ms;
    return static_cast<std::uint32_t>(std::clamp<DurationMs>(*duration, 0, packed::longest_ms));
}

template <class To>
To cut_to(std::int64_t number) {
    return static_cast<To>(std::clamp<std::int64_t>(number, 0, To(-1)));
}

struct Flagged {
    bool set;
    packed::U8 bit;
};

packed::U8 flags_of(std::initializer_list<Flagged> all) {
    unsigned flags = 0;
    for (const Flagged& one : all) flags |= one.set ? one.bit : 0u;
    return static_cast<packed::U8>(flags);
}

// The letters of the day's names, one after the other.
struct PackedLetters {
    std::string all;

    packed::Text add(std::string_view text) {
        const packed::Text cell{static_cast<std::uint32_t>(all.size()),
                                static_cast<std::uint32_t>(text.size())};
        all += text;
        return cell;
    }
};

// What the day names of one kind, numbered as they come.
template <class Key, class Cell>
struct PackedNames {
    std::map<Key, std::uint16_t> numbers;
    std::vector<Cell> cells;

    template <class MakeCell>
    std::uint16_t number(const Key& key, MakeCell make) {
        if (const auto found = numbers.find(key); found != numbers.end()) return found->second;
        if (cells.size() == names_max) return names_max - 1;
        cells.push_back(make());
        return numbers[key] = static_cast<std::uint16_t>(cells.size() - 1);
    }
};

class Packer {
  public:
    explicit Packer(const std::vector<OrderFacts>& orders) {
        for (const OrderFacts& order : orders) {
            const TimeMs at = order.instant_of(order.accepted_at);
            header_.from = &order == orders.data() ? at : std::min<TimeMs>(header_.from, at);
        }
        for (const OrderFacts& order : orders) add(order);
    }

    std::string bytes() {
        header_.orders = size_of(orders_), header_.tickets = size_of(tickets_),
        header_.lines = size_of(lines_);
        header_.items = size_of(items_.cells), header_.stations = size_of(stations_.cells);
        header_.channels = size_of(channels_.cells), header_.cooks = size_of(cooks_.cells);
        header_.letters = static_cast<std::uint32_t>(letters_.all.size());
        std::string out(reinterpret_cast<const char*>(&header_), sizeof header_);
        append(out, orders_), append(out, tickets_), append(out, lines_);
        append(out, items_.cells), append(out, stations_.cells), append(out, channels_.cells),
            append(out, cooks_.cells);
        return out + letters_.all;
    }

  private:
    template <class Cell>
    static std::uint32_t size_of(const std::vector<Cell>& cells) {
        return static_cast<std::uint32_t>(cells.size());
    }
    template <class Cell>
    static void append(std::string& out, const std::vector<Cell>& cells) {
        if (!cells.empty())
            out.append(reinterpret_cast<const char*>(cells.data()), cells.size() * sizeof(Cell));
    }

    std::uint16_t channel(std::string_view name) {
        return channels_.number(name, [&] { return letters_.add(name); });
    }
    std::uint16_t cook(std::string_view name) {
        return cooks_.number(name, [&] { return letters_.add(name); });
    }
    std::uint16_t item(const LineFacts& line) {
        return items_.number({line.key(), line.name, line.prep_s}, [&] {
            return packed::Item{letters_.add(line.key()), letters_.add(line.name),
                                cut_to<std::uint32_t>(line.prep_s)};
        });
    }
    std::uint16_t station(const TicketFacts& ticket) {
        return stations_.number({ticket.station, ticket.target_s, ticket.late_s}, [&] {
            return packed::Station{letters_.add(ticket.station), cut_to<std::uint32_t>(ticket.target_s),
                                   cut_to<std::uint32_t>(ticket.late_s)};
        });
    }

    void add(const OrderFacts& order);
    void add(const OrderFacts& order, const TicketFacts& ticket);
    void add(const LineFacts& line);

    packed::Header header_;
    std::vector<packed::Order> orders_;
    std::vector<packed::Ticket> tickets_;
    std::vector<packed::Line> lines_;
    PackedNames<std::tuple<std::string_view, std::string_view, int>, packed::Item> items_;
    PackedNames<std::tuple<std::string_view, int, int>, packed::Station> stations_;
    PackedNames<std::string_view, packed::Text> channels_, cooks_;
    PackedLetters letters_;
    std::map<int, int> tickets_with_;  // each line of the order at hand, and has it still
};

void Packer::add(const OrderFacts& order) {
    packed::Order cell;
    cell.seq = order.seq;
    cell.order_ms = ms_cell(order_time(order));
    cell.pass_ms = ms_cell(pass_time(order));
    cell.wait_ms = ms_cell(wait_for_last(order));
    cell.minute =
        static_cast<std::uint16_t>(order.minute_of(order.fired_at ? order.fired_at : order.accepted_at));
    cell.channel = channel(order.channel);
    cell.tickets = cut_to<std::uint16_t>(std::ssize(order.tickets));
    if (const TicketFacts* last = last_station(order))
        cell.last = cut_to<std::uint16_t>(last - order.tickets.data());
    cell.service = static_cast<packed::U8>(order.service);
    const auto kept = promise_kept(order);
    cell.flags = flags_of({{order.fired_at != 0, packed::Order::fired},
                           {order.ready_at != 0, packed::Order::ready},
                           {order.voided_at != 0, packed::Order::voided},
                           {kept.has_value(), packed::Order::promised},
                           {kept.value_or(false), packed::Order::promise_kept}});
    orders_.push_back(cell);

    tickets_with_.clear();
    for (const TicketFacts& ticket : order.tickets)
        for (const LineFacts& line : ticket.lines)
            if (!line.gone) ++tickets_with_[line.line];
    for (const TicketFacts& ticket : order.tickets) add(order, ticket);
}

void Packer::add(const OrderFacts& order, const TicketFacts& ticket) {
    packed::Ticket cell;
    cell.ticket_ms = ms_cell(ticket_time(ticket));
    cell.glass_ms = ms_cell(glass_time(ticket));
    if (ticket.bumped_at != 0) cell.bumped_ms = ms_cell(order.instant_of(ticket.bumped_at) - header_.from);
    cell.lines = cut_to<std::uint32_t>(std::ssize(ticket.lines));
    cell.station = station(ticket);
    cell.minute = orders_.back().minute;
    if (ticket.fired_at != 0) cell.minute = static_cast<std::uint16_t>(order.minute_of(ticket.fired_at));
    cell.cook = cook(ticket.bumped_by);
    cell.recalls = cut_to<packed::U8>(ticket.recalls);
    cell.flags = flags_of({{ticket.fired_at != 0, packed::Ticket::fired},
                           {ticket.fired_at != 0 && ticket.shown_at != 0, packed::Ticket::shown},
                           {ticket.bumped_at != 0 || ticket.recalls > 0, packed::Ticket::bumped_once},
                           {is_on_time(ticket), packed::Ticket::on_time},
                           {is_late(ticket), packed::Ticket::late}});
    tickets_.push_back(cell);
    for (const LineFacts& line : ticket.lines) add(line);
}

void Packer::add(const LineFacts& line) {
    packed::Line cell;
    cell.prep_ms = ms_cell(prep_time(line));
    cell.start_ms = ms_cell(time_to_start(line));
    cell.item = item(line);
    cell.cook = cook(line.done_by);
    cell.quantity = cut_to<std::uint16_t>(line.quantity);
    cell.place = cut_to<std::uint16_t>(line.line);
    cell.recalls = cut_to<packed::U8>(line.recalls);
    cell.flags = flags_of({{line.fired_at != 0, packed::Line::fired},
                           {line.state == LineState::voided, packed::Line::voided},
                           {line.gone, packed::Line::gone},
                           {!line.gone && tickets_with_[line.line] > 1, packed::Line::elsewhere}});
    lines_.push_back(cell);
}

}  // namespace

std::string pack_day(const std::vector<OrderFacts>& orders) { return Packer(orders).bytes(); }

}  // namespace brigade
