#include "net/discovery_watch.h"

#include <avahi-client/lookup.h>
#include <avahi-common/address.h>
#include <avahi-common/strlst.h>
#include <net/if.h>

#include <map>

#include "base/harmless.h"
#include "base/log.h"
#include "net/discovery_table.h"

namespace brigade::net {
namespace {

constexpr DurationMs try_again_ms = 5'000;
constexpr auto no_flags = static_cast<AvahiLookupFlags>(0);

std::string interface_name(AvahiIfIndex index) {
    char name[IF_NAMESIZE] = "";
    return index > 0 && if_indextoname(static_cast<unsigned>(index), name) ? name : "";
}

std::string host_of(const AvahiAddress& address, const std::string& interface) {
    char text[AVAHI_ADDRESS_STR_MAX] = "";
    avahi_address_snprint(text, sizeof text, &address);
    const auto& six = address.data.ipv6.address;
    const bool link_local = address.proto == AVAHI_PROTO_INET6 && six[0] == 0xfe && (six[1] & 0xc0U) == 0x80;
    return link_local ? std::string(text) + "%" + interface : text;
}

std::vector<std::string> strings_of(AvahiStringList* list) {
    std::vector<std::string> strings;
    for (; list; list = avahi_string_list_get_next(list))
        strings.emplace_back(reinterpret_cast<const char*>(avahi_string_list_get_text(list)),
                             avahi_string_list_get_size(list));
    return strings;
}

class Watch : public DiscoveryJob {
  public:
    Watch(WantedHub wanted, WatchReport report)
        : report_(std::move(report)),
          wanted_(std::move(wanted)),
          table_(wanted_) {}

    void daemon_came(AvahiClient& client) override {
        client_ = &client;
        browse();
        changed_ = true;
    }

    void daemon_left() override {
        release();
        report_({}, false);
    }

    int turn(DurationMs now_ms) override {
        now_ms_ = now_ms;
        if (broken_) release();
        if (table_.overflowed() && browser_ && now_ms - browsed_at_ms_ >= DiscoveryTable::tell_anew_ms)
            browse_anew();
        look();
        if (std::exchange(changed_, false)) report_(table_.hubs(), true);
        if (!browser_ && now_ms >= again_at_ms_) {
            again_at_ms_ = now_ms + try_again_ms;
            browse();
        }
        if (!browser_) return static_cast<int>(again_at_ms_ - now_ms);
        return table_.wait_ms();
    }

  private:
    struct Service {
        Watch* watch = nullptr;
        ServiceKey key;
        AvahiServiceResolver* resolver = nullptr;
    };

    void browse() {
        browsed_at_ms_ = now_ms_;
        browser_ = avahi_service_browser_new(client_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, discovery_service,
                                             nullptr, no_flags, on_browse, this);
    }

    // A new browser hears of all that are there.
    void browse_anew() {
        avahi_service_browser_free(browser_);
        table_.told_anew();
        browse();
    }

    // Gives the resolvers to whose turn it is.
    void look() {
        const DiscoveryTable::Turn turn = table_.turn(now_ms_);
        for (const ServiceKey& key : turn.end) {
            const auto service = services_.find(key);
            if (service == services_.end()) continue;
            avahi_service_resolver_free(service->second.resolver);
            services_.erase(service);
            changed_ = true;
        }
        for (const ServiceKey& key : turn.begin) resolve(key);
        if (table_.overflowed() && !std::exchange(too_many_said_, true))
            log_warning("discovery: over {} hubs are announced in this network, some are passed over",
                        DiscoveryTable::announced_max);
    }

    void resolve(const ServiceKey& key) {
        Service& service = services_[key];
        service.watch = this;
        service.key = key;
        service.resolver = avahi_service_resolver_new(client_, key.interface, key.protocol, key.name.c_str(),
                                                      discovery_service, key.domain.c_str(), key.protocol,
                                                      no_flags, on_resolve, &service);
        if (service.resolver) return;
        services_.erase(key);
        table_.failed(key, now_ms_);
    }

    static void on_browse(AvahiServiceBrowser*, AvahiIfIndex interface, AvahiProtocol protocol,
                          AvahiBrowserEvent event, const char* name, const char*, const char* domain,
                          AvahiLookupResultFlags, void* self) {
        auto& watch = *static_cast<Watch*>(self);
        if (event == AVAHI_BROWSER_NEW) watch.table_.appeared({interface, protocol, name, domain});
        if (event == AVAHI_BROWSER_REMOVE) watch.table_.vanished({interface, protocol, name, domain});
        if (event == AVAHI_BROWSER_FAILURE) watch.broken_ = true;
        watch.changed_ = true;
    }

    static void on_resolve(AvahiServiceResolver*, AvahiIfIndex interface, AvahiProtocol,
                           AvahiResolverEvent event, const char* name, const char*, const char*, const char*,
                           const AvahiAddress* address, std::uint16_t port, AvahiStringList* txt,
                           AvahiLookupResultFlags, void* self) {
        auto& service = *static_cast<Service*>(self);
        service.watch->changed_ = true;
        if (event == AVAHI_RESOLVER_FOUND && address)
            service.watch->resolved(service.key, interface, name, *address, port, txt);
        else  // it says nothing more, and is freed in the next turn
            service.watch->table_.failed(service.key, service.watch->now_ms_);
    }

    void resolved(const ServiceKey& key, AvahiIfIndex index, const char* name, const AvahiAddress& address,
                  std::uint16_t port, AvahiStringList* txt) {
        const auto facts = read_txt(strings_of(txt));
        if (!facts || port == 0) return table_.resolved(key, std::nullopt, now_ms_);
        const std::string interface = interface_name(index);
        table_.resolved(
            key,
            FoundHub{harmless(name), facts->id, facts->kitchen, host_of(address, interface), port, interface},
            now_ms_);
    }

    void release() {
        for (auto& [key, service] : services_) avahi_service_resolver_free(service.resolver);
        services_.clear();
        table_ = DiscoveryTable(wanted_);
        if (browser_) avahi_service_browser_free(browser_);
        browser_ = nullptr;
        again_at_ms_ = now_ms_ + try_again_ms;
        broken_ = false;
        changed_ = true;
    }

    WatchReport report_;
    const WantedHub wanted_;
    DiscoveryTable table_;
    AvahiClient* client_ = nullptr;
    AvahiServiceBrowser* browser_ = nullptr;
    std::map<ServiceKey, Service> services_;  // nodes stay where they are: a resolver points at its own
    bool changed_ = false;
    bool broken_ = false;  // the browser has failed
    bool too_many_said_ = false;
    DurationMs now_ms_ = 0;       // of the last turn
    DurationMs again_at_ms_ = 0;  // when to browse again, after a failure
    DurationMs browsed_at_ms_ = 0;
};

}  // namespace

std::unique_ptr<DiscoveryJob> make_watch(WantedHub wanted, WatchReport report) {
    return std::make_unique<Watch>(std::move(wanted), std::move(report));
}

}  // namespace brigade::net
