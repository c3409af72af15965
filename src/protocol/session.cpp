#include "protocol/session.h"

namespace brigade {

ClientMessage ServerSession::receive(std::string_view payload, bool binary) {
    if (binary)
        return Rejection{{ErrorCode::invalid_message, "", "binary frames are not part of this protocol"},
                         "",
                         close_code::policy};
    ClientMessage message = read_client_message(payload, asker_);
    auto* rejection = std::get_if<Rejection>(&message);
    if (accepted() || std::holds_alternative<Hello>(message) || (rejection && rejection->close != 0))
        return message;
    std::string re = rejection ? rejection->re : std::string();
    if (const auto* request = std::get_if<Request>(&message)) re = request->id;
    if (const auto* request = std::get_if<AdminRequest>(&message)) re = request->id;
    return Rejection{
        {ErrorCode::invalid_message, "/type", "the first message must be hello"}, re, close_code::policy};
}

void ServerSession::accept(const Hello& hello, std::optional<DeviceRole> device) {
    asker_.role = hello.role;
    asker_.device = device;
    asker_.terminal = hello.name;
    asker_.station = hello.station;
}

}  // namespace brigade
