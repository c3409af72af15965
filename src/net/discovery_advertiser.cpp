#include "net/discovery_advertiser.h"

#include <avahi-client/publish.h>
#include <avahi-common/alternative.h>
#include <avahi-common/error.h>
#include <avahi-common/malloc.h>
#include <avahi-common/strlst.h>

#include <memory>

#include "base/log.h"

namespace brigade::net {
namespace {

constexpr int names_tried = 100;  // in one go: names that this very machine has announced already
constexpr DurationMs advertise_again_ms = 30'000;

using StringList = std::unique_ptr<AvahiStringList, decltype(&avahi_string_list_free)>;

StringList string_list(const std::vector<std::string>& strings) {
    AvahiStringList* list = nullptr;
    for (auto string = strings.rbegin(); string != strings.rend(); ++string)  // adding is in front
        list = avahi_string_list_add(list, string->c_str());
    return {list, &avahi_string_list_free};
}

std::string next_name(const std::string& name) {
    char* next = avahi_alternative_service_name(name.c_str());
    std::string text = next ? next : name;
    avahi_free(next);
    return text;
}

class Announcing : public DiscoveryJob {
  public:
    Announcing(const HubFacts& facts, std::uint16_t port)
        : first_name_(service_name(facts.kitchen)),
          txt_(to_txt(facts)),
          port_(port) {}

    void daemon_came(AvahiClient& client) override {
        client_ = &client;
        name_ = first_name_;
        publish();
    }

    void daemon_left() override { release(); }

    int turn(DurationMs now_ms) override {
        if (group_ && state_ == AVAHI_ENTRY_GROUP_COLLISION) {
            release();
            name_ = next_name(name_);
            publish();
        }
        if (group_ && state_ == AVAHI_ENTRY_GROUP_ESTABLISHED && !std::exchange(established_, true))
            log_info("discovery: this hub is announced as \"{}\"", name_);
        if (group_ && state_ == AVAHI_ENTRY_GROUP_FAILURE) refused("the daemon gave it up");
        if (group_) return -1;
        if (again_at_ms_ == 0) again_at_ms_ = now_ms + advertise_again_ms;
        if (now_ms >= again_at_ms_) {
            again_at_ms_ = 0;
            publish();
        }
        return group_ ? -1 : static_cast<int>(advertise_again_ms);
    }

  private:
    void publish() {
        group_ = avahi_entry_group_new(client_, on_state, this);
        if (!group_) return refused(avahi_strerror(avahi_client_errno(client_)));
        int error = add();
        for (int tries = 1; error == AVAHI_ERR_COLLISION && tries < names_tried; ++tries) {
            name_ = next_name(name_);
            error = add();
        }
        if (error >= 0) error = avahi_entry_group_commit(group_);
        if (error < 0) refused(avahi_strerror(error));
    }

    int add() {
        const StringList txt = string_list(txt_);
        return avahi_entry_group_add_service_strlst(group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC,
                                                    static_cast<AvahiPublishFlags>(0), name_.c_str(),
                                                    discovery_service, nullptr, nullptr, port_, txt.get());
    }

    static void on_state(AvahiEntryGroup*, AvahiEntryGroupState state, void* self) {
        static_cast<Announcing*>(self)->state_ = state;
    }

    void refused(const std::string& reason) {
        if (!std::exchange(refusal_said_, true))
            log_warning("discovery: this hub could not be announced ({})", reason);
        release();
    }

    void release() {
        if (group_) avahi_entry_group_free(group_);
        group_ = nullptr;
        state_ = AVAHI_ENTRY_GROUP_UNCOMMITED;
        established_ = false;
        again_at_ms_ = 0;
    }

    const std::string first_name_;
    const std::vector<std::string> txt_;
    const std::uint16_t port_;
    std::string name_;
    AvahiClient* client_ = nullptr;
    AvahiEntryGroup* group_ = nullptr;
    AvahiEntryGroupState state_ = AVAHI_ENTRY_GROUP_UNCOMMITED;
    bool established_ = false;
    bool refusal_said_ = false;
    DurationMs again_at_ms_ = 0;  // 0: not set
};

}  // namespace

Advertiser::Advertiser(const HubFacts& facts, std::uint16_t port)
    : thread_(std::make_unique<Announcing>(facts, port),
              "this hub is not announced, screens do not find it") {}

}  // namespace brigade::net
