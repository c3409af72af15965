// A kitchen's whole state as text, read by a hub that starts and by a screen that joins. What decodes must
// have one written form, since the state's digest is made of it, and everything that shows a kitchen must be
// able to look at it.
#include "core/snapshot.h"

#include "core/board.h"
#include "core/json_fields.h"
#include "protocol/hub_message.h"
#include "protocol/ticket_json.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

void look_at(const Kitchen& kitchen) {
    for (const auto& [seq, order] : kitchen.orders) {
        BRIGADE_CHECK(parse_json(order_answer(kitchen, order, kitchen.at)), "an answer must be JSON");
        for (const LatestStatus& status : latest_statuses(order, kitchen.wall_offset_ms))
            BRIGADE_CHECK(parse_json(status.text), "a status must be JSON");
    }
    for (const Station& station : kitchen.config.stations)
        BRIGADE_CHECK(parse_json(board_answer(kitchen, station.id, kitchen.at)), "an answer must be JSON");
}

}  // namespace

void target(std::string_view input) {
    auto kitchen = decode_snapshot(input);
    if (!kitchen) {
        BRIGADE_CHECK(!kitchen.error().message.empty(), "what is wrong must be said");
        return;
    }
    std::string text = encode_snapshot(*kitchen);
    auto again = decode_snapshot(text);
    BRIGADE_CHECK(again, "what was written must be read");
    BRIGADE_CHECK(encode_snapshot(*again) == text, "a state must have one written form");
    BRIGADE_CHECK(again->by_id == kitchen->by_id, "every order must come back");
    BRIGADE_CHECK(state_digest(*again) == state_digest(*kitchen), "equal states must have one digest");
    look_at(*kitchen);
}

}  // namespace brigade::fuzz
