#include "station/pairing_record.h"

#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::size_t pins_max = 8;

}  // namespace

net::WantedHub wanted_hub(const std::string& named, const PairingRecord& record) {
    net::WantedHub wanted;
    for (const std::string& name : {named, record.hub, record.kitchen})
        if (!name.empty()) wanted.names.push_back(name);
    wanted.known_by_key = !record.pins.empty();
    return wanted;
}

std::string to_text(const PairingRecord& record) {
    return json::serialize(json::object{{"hub", record.hub},
                                        {"kitchen", record.kitchen},
                                        {"pins", json::array(record.pins.begin(), record.pins.end())},
                                        {"token", record.token},
                                        {"device", record.device},
                                        {"name", record.name}}) +
           "\n";
}

Result<PairingRecord> read_pairing_record(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"it is not a JSON object"};
    std::optional<Refusal> problem;
    JsonFields fields(value->get_object(), "", ErrorCode::invalid_message, problem);
    PairingRecord record;
    record.hub = fields.text("hub", limits::text_chars);
    record.kitchen = fields.text("kitchen", limits::text_chars);
    record.pins = fields.texts("pins", pins_max, limits::text_chars);
    record.token = fields.required_text("token", limits::text_chars);
    record.device = fields.text("device", limits::text_chars);
    record.name = fields.text("name", limits::text_chars);
    if (problem) return Error{problem->path + ": " + problem->message};
    return record;
}

}  // namespace brigade
