#include "station/device_desk.h"

#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr DurationMs list_again_ms = 2'000;

json::object message_for(const Action& action) {
    const auto about = [&](std::string_view type) {
        json::object out{{"type", json::string_view(type)}};
        if (action.screen.empty())
            out.emplace("device", action.device);
        else
            out.emplace("screen", action.screen);
        return out;
    };
    switch (action.kind) {
        case Action::Kind::device_pair:
            return {{"type", "device.pair"}, {"waiting", action.device}, {"code", action.code}};
        case Action::Kind::device_identify:
            return about("device.identify");
        case Action::Kind::device_restart:
            return about("device.restart");
        case Action::Kind::device_rename: {
            json::object out = about("device.rename");
            out.emplace("name", action.new_name);
            return out;
        }
        default:
            return about("device.revoke");
    }
}

DevicePage::Answer answer_to(Action::Kind kind) {
    switch (kind) {
        case Action::Kind::device_pair:
            return DevicePage::Answer::paired;
        case Action::Kind::device_identify:
            return DevicePage::Answer::identified;
        case Action::Kind::device_restart:
            return DevicePage::Answer::restarted;
        case Action::Kind::device_rename:
            return DevicePage::Answer::renamed;
        case Action::Kind::device_revoke:
            return DevicePage::Answer::revoked;
        default:
            return DevicePage::Answer::none;
    }
}

}  // namespace

DeviceDesk::DeviceDesk(net::Loop& loop, std::function<bool(const std::string&)> send,
                       std::function<void()> changed)
    : loop_(loop),
      send_(std::move(send)),
      changed_(std::move(changed)) {}

bool DeviceDesk::act(const Action& action) {
    if (action.kind == Action::Kind::devices_open || action.kind == Action::Kind::devices_close) {
        open_ = action.kind == Action::Kind::devices_open;
        list_timer_.cancel();
        page_ = {};
        list_refusal_.clear();
        request_refusal_.clear();
        if (open_) ask_for_list();
        changed_();
        return true;
    }
    const DevicePage::Answer kind = answer_to(action.kind);
    if (kind == DevicePage::Answer::none) return false;
    request_refusal_.clear();
    page_.answer = DevicePage::Answer::none;
    json::object out = message_for(action);
    const bool renamed = kind == DevicePage::Answer::renamed;
    ask({kind, renamed ? action.new_name : action.name, action.attempt}, json::serialize(out));
    show_refusal();
    return true;
}

void DeviceDesk::ask_for_list() {
    ask({}, R"({"type":"device.list"})");
    list_timer_ = loop_.after(list_again_ms, [this] { ask_for_list(); });
}

// Answers come within moments, or never.
void DeviceDesk::ask(Request request, std::string message) {
    const std::string id = "d" + std::to_string(next_id_++);
    message.insert(1, R"("id":")" + id + R"(",)");
    if (waiting_.size() >= limits::device_requests) waiting_.clear();
    if (send_(message)) waiting_.emplace(id, std::move(request));
}

void DeviceDesk::on(const FromHubDevices& devices, TimeMs now) {
    Request request;
    if (!mine(devices.re, request) || !open_) return;
    page_.list = std::make_shared<DeviceList>(devices.list);
    page_.list_at = now;
    page_.elsewhere = false;
    list_refusal_.clear();
    show_refusal();
}

bool DeviceDesk::on(const FromHubAck& ack) {
    Request request;
    if (!mine(ack.re, request)) return false;
    page_.answer = request.kind;
    page_.about = request.name;
    page_.attempt = request.attempt;
    if (open_) ask_for_list();
    changed_();
    return true;
}

bool DeviceDesk::on(const FromHubError& error) {
    Request request;
    if (!mine(error.re, request)) return false;
    const bool list = request.kind == DevicePage::Answer::none;
    const bool wrong_code = request.kind == DevicePage::Answer::paired &&
                            error.refusal.code == ErrorCode::unauthorized && error.refusal.path == "/code";
    if (list && error.refusal.code == ErrorCode::not_allowed) {
        page_.elsewhere = true;
    } else if ((error.refusal.needs_pin && !list) || wrong_code) {
        page_.answer = wrong_code ? DevicePage::Answer::wrong_code : DevicePage::Answer::needs_pin;
        page_.about = request.name;
        page_.attempt = request.attempt;
    } else {
        (list ? list_refusal_ : request_refusal_) = error.refusal.message;
    }
    if (!list && open_) ask_for_list();  // who waited with a wrong code waits no more
    show_refusal();
    return true;
}

void DeviceDesk::disconnected() {
    waiting_.clear();
    if (!page_.list) return;
    page_.list.reset();
    changed_();
}

// Known before the next list says so.
void DeviceDesk::manager_came() {
    if (!page_.list) return;
    auto list = std::make_shared<DeviceList>(*page_.list);
    list->needs_pin = false;
    page_.list = std::move(list);
    changed_();
}

bool DeviceDesk::mine(const std::string& re, Request& request) {
    const auto found = waiting_.find(re);
    if (found == waiting_.end()) return false;
    request = std::move(found->second);
    waiting_.erase(found);
    return true;
}

void DeviceDesk::show_refusal() {
    page_.refusal = request_refusal_.empty() ? list_refusal_ : request_refusal_;
    changed_();
}

}  // namespace brigade
