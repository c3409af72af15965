// One service day's facts as the figures read them: a year of 330,000 orders must be counted in less than a
// tenth of a second, which rows of a table are too slow for. Self-contained; made anew whenever a fact of the
// day changes; the same facts give the same bytes. Not a format that outlives the file of facts: its first
// byte is a version, and another version means that the file is made anew.
//
// The form: the header; all orders, as accepted; all tickets, order by order; all lines, ticket by ticket;
// what the day names, each once; the letters of those names. Every cell has a fixed size, numbers are
// little-endian, nothing is aligned. Durations are exact milliseconds; those of 49 days and more are told as
// `longest_ms`. Of one kind of name a day can tell 65,535 apart; whatever comes after counts as the last of
// them.
#pragma once

#include <boost/endian/arithmetic.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/facts.h"
#include "base/result.h"

namespace brigade {

// `orders` as accepted.
std::string pack_day(const std::vector<OrderFacts>& orders);

namespace packed {

using U8 = std::uint8_t;
using U16 = boost::endian::little_uint16_t;
using U32 = boost::endian::little_uint32_t;
using U64 = boost::endian::little_uint64_t;
using I64 = boost::endian::little_int64_t;

inline constexpr U8 version = 1;
inline constexpr std::uint32_t no_ms = 0xFFFF'FFFF;  // there is no such duration
inline constexpr std::uint32_t longest_ms = no_ms - 1;
inline constexpr std::uint16_t no_ticket = 0xFFFF;

struct Header {
    U8 format = version;
    I64 from = 0;  // instant of the first acceptance, by the wall clock: bumps are told from here
    U32 orders = 0, tickets = 0, lines = 0, items = 0, stations = 0, channels = 0, cooks = 0, letters = 0;
};

struct Order {
    enum Flag : U8 {
        fired = 1,
        ready = 2,
        voided = 4,
        promised = 8,
        promise_kept = 16
    };  // promised: and ready
    U64 seq = 0;
    U32 order_ms = no_ms, pass_ms = no_ms, wait_ms = no_ms;  // wait_ms: for the last station
    U16 minute = 0;                                          // of the kitchen's day: fired, else accepted
    U16 channel = 0;
    U16 tickets = 0;
    U16 last = no_ticket;  // which of them was last
    U8 service = 0;
    U8 flags = 0;

    bool is(Flag flag) const { return (flags & flag) != 0; }
};

struct Ticket {
    enum Flag : U8 { fired = 1, shown = 2, bumped_once = 4, on_time = 8, late = 16 };
    U32 ticket_ms = no_ms, glass_ms = no_ms;
    U32 bumped_ms = no_ms;  // the last bump, after the header's `from`
    U32 lines = 0;
    U16 station = 0;
    U16 minute = 0;  // fired; until then its order's
    U16 cook = 0;    // of the last bump
    U8 recalls = 0;  // 255: that many or more
    U8 flags = 0;

    bool is(Flag flag) const { return (flags & flag) != 0; }
};

struct Line {
    enum Flag : U8 {
        fired = 1,
        voided = 2,
        gone = 4,
        elsewhere = 8
    };  // elsewhere: another ticket has it too
    U32 prep_ms = no_ms, start_ms = no_ms;
    U16 item = 0;
    U16 cook = 0;  // who bumped it
    U16 quantity = 0;
    U16 place = 0;   // in the order: it is the same line on each of its tickets
    U8 recalls = 0;  // 255: that many or more
    U8 flags = 0;

    bool is(Flag flag) const { return (flags & flag) != 0; }
};

struct Text {
    U32 at = 0, size = 0;
};

// One key stands here for each name and planned time that it had, a station for each pair of limits.
struct Item {
    Text key, name;
    U32 prep_s = 0;
};
struct Station {
    Text id;
    U32 target_s = 0, late_s = 0;
};

static_assert(sizeof(Header) == 41 && sizeof(Order) == 30 && sizeof(Ticket) == 24 && sizeof(Line) == 18);

}  // namespace packed

// Reads one without a copy: the bytes must outlive it. Whatever the bytes are, what has been read is safe to
// walk: the counts of tickets and lines fit each other, and every reference is to something that is there.
class PackedDay {
  public:
    static Result<PackedDay> read(std::string_view bytes);

    TimeMs from() const { return from_; }
    std::string_view text(packed::Text text) const { return letters_.substr(text.at, text.size); }

    std::span<const packed::Order> orders;
    std::span<const packed::Ticket> tickets;
    std::span<const packed::Line> lines;
    std::span<const packed::Item> items;
    std::span<const packed::Station> stations;
    std::span<const packed::Text> channels, cooks;  // the first of each may be the empty one: none

  private:
    PackedDay() = default;
    bool holds_together() const;

    TimeMs from_ = 0;
    std::string_view letters_;
};

}  // namespace brigade
