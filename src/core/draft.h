// The events of one request while they are being decided, and the order as they leave it. Every event is
// applied to the draft's copy of the order as soon as it is emitted, so that what follows from it (a ticket
// ready, an order served) is read off the copy instead of being worked out a second time.
#pragma once

#include <vector>

#include "core/decide.h"

namespace brigade {

class Draft {
  public:
    // For a request about `order`; `events` may hold events of the same request about other orders.
    Draft(const Kitchen& kitchen, const OrderState& order, TimeMs now, std::vector<Event> events = {});

    void emit(EventBody body, std::optional<OrderStatus> status = {});

    // Lines are sent to be cooked; where their station is covered and its cook has not seen them, at the one
    // that stands in.
    void fire(std::vector<std::string> lines);

    // Those of the lines that the covered station is to cook, and that had fired by now or not, go to the one
    // that stands in. Whether any did.
    bool leave_covered(const std::string& station, const std::vector<std::string>& lines, bool fired);

    // Emits what follows: tickets ready, the order ready, the order served.
    void settle(const KitchenConfig& config);

    const OrderState& order() const { return order_; }
    std::vector<Event> take_events() { return std::move(events_); }
    Decision finish();  // events and an ack with the order's revision

  private:
    const Kitchen& kitchen_;
    OrderState order_;
    TimeMs now_;
    std::vector<Event> events_;
};

// A blank event that follows `so_far`.
Event next_event(const Kitchen& kitchen, TimeMs now, const std::vector<Event>& so_far);

// Every event of a request names the request's last.
void mark_last(std::vector<Event>& events);

Decision refuse(ErrorCode code, std::string path, std::string message);
Decision duplicate_of(Seq seq, const OrderState& order);

// --- the decisions, by who asks ------------------------------------------------------------------------
Decision decide_on(const Kitchen&, const SubmitOrder&, const Context&);
Decision decide_on(const Kitchen&, const AmendOrder&, const Context&);
Decision decide_on(const Kitchen&, const VoidOrder&, const Context&);
Decision decide_on(const Kitchen&, const FireCourse&, const Context&);
Decision decide_on(const Kitchen&, const HoldOrder&, const Context&);
Decision decide_on(const Kitchen&, const ReleaseOrder&, const Context&);
Decision decide_on(const Kitchen&, const SetPriority&, const Context&);
Decision decide_on(const Kitchen&, const SetAvailability&, const Context&);
Decision decide_on(const Kitchen&, const StartLine&, const Context&);
Decision decide_on(const Kitchen&, const BumpLine&, const Context&);
Decision decide_on(const Kitchen&, const BumpTicket&, const Context&);
Decision decide_on(const Kitchen&, const RecallTicket&, const Context&);
Decision decide_on(const Kitchen&, const TransferTicket&, const Context&);
Decision decide_on(const Kitchen&, const ConfirmChanges&, const Context&);
Decision decide_on(const Kitchen&, const ReportShown&, const Context&);
Decision decide_on(const Kitchen&, const Tick&, const Context&);
Decision decide_on(const Kitchen&, const Configure&, const Context&);
Decision decide_on(const Kitchen&, const CorrectClock&, const Context&);
Decision decide_on(const Kitchen&, const Audit&, const Context&);
Decision decide_on(const Kitchen&, const ReturnStation&, const Context&);

// When the station, silent by then, is to be covered by its backup, or that is to be looked at again: covered
// if it is not after now. Nothing if that cannot come by itself.
std::optional<TimeMs> cover_at(const Kitchen&, const Station&, const Context&);
// What covering it writes: the event, what moves, and that nobody has seen what stays.
std::vector<Event> cover(const Kitchen&, const Station&, const Context&);
// Whether the one may still stand in for the other under this configuration.
bool may_cover(const KitchenConfig&, std::string_view station, std::string_view by);
// Whether a line may join the station's ticket (nothing: it has none yet) without undoing a bump of it that
// is still under way: a line that had been there and left could come back in a new generation only.
bool may_join(const Ticket* ticket, std::uint16_t line);

// Bump and recall mean something else at an expo (core/decide_expo.cpp).
Decision serve(const Kitchen&, const OrderState&, const BumpTicket&, const Context&);
Decision recall_serve(const Kitchen&, const OrderState&, const RecallTicket&, const Context&);

// The order, or the refusal that says why it cannot be had.
std::variant<const OrderState*, Refusal> find_order(const Kitchen&, const std::string& order_id,
                                                    const Context&, const char* path = "/order_id");

// When an offline press really happened: not in the future, not before the line could be seen.
TimeMs pressed_at(const Press& press, const Context& context, TimeMs not_before);

// Whether any station's share of the line has been served; it can then neither change nor be voided.
bool line_served(const OrderState& order, std::uint16_t index);

// Which lines fire as soon as the order does: all of them outside dine-in, else course 0 and the lowest.
bool fires_at_once(const Line& line, const Order& order);

// The lines a promised order would fire now, or an amended one owes.
std::vector<std::string> lines_due(const OrderState& order);

std::optional<TimeMs> promised_fire_time(const Order& order, const std::vector<Placement>& placements,
                                         const Context& context, DurationMs wall_offset_ms);

}  // namespace brigade
