#include "net/discovery_watch.h"

#include <avahi-client/lookup.h>
#include <avahi-common/address.h>
#include <avahi-common/strlst.h>
#include <net/if.h>

#include <map>
#include <tuple>

#include "base/harmless.h"
#include "base/log.h"

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
    explicit Watch(WatchReport report) : report_(std::move(report)) {}

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
        if (broken_) release();
        if (std::exchange(changed_, false)) report_(hubs(), true);
        if (!trouble_) return -1;
        if (again_at_ms_ == 0) again_at_ms_ = now_ms + try_again_ms;
        if (now_ms >= again_at_ms_) try_again();
        return trouble_ ? static_cast<int>(again_at_ms_ == 0 ? try_again_ms : again_at_ms_ - now_ms) : -1;
    }

  private:
    using Key = std::tuple<AvahiIfIndex, AvahiProtocol, std::string, std::string>;
    struct Service {
        Watch* watch = nullptr;
        AvahiServiceResolver* resolver = nullptr;
        std::optional<FoundHub> hub;  // once resolved, and if it is one
    };

    void browse() {
        browser_ = avahi_service_browser_new(client_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, discovery_service,
                                             nullptr, no_flags, on_browse, this);
        if (!browser_) trouble_ = true;
    }

    void resolve(const Key& key, Service& service) {
        const auto& [interface, protocol, name, domain] = key;
        service.resolver =
            avahi_service_resolver_new(client_, interface, protocol, name.c_str(), discovery_service,
                                       domain.c_str(), protocol, no_flags, on_resolve, &service);
        if (!service.resolver) trouble_ = true;
    }

    void try_again() {
        again_at_ms_ = 0;
        trouble_ = false;
        if (!browser_) browse();
        for (auto& [key, service] : services_)
            if (!service.resolver) resolve(key, service);
    }

    static void on_browse(AvahiServiceBrowser*, AvahiIfIndex interface, AvahiProtocol protocol,
                          AvahiBrowserEvent event, const char* name, const char*, const char* domain,
                          AvahiLookupResultFlags, void* self) {
        auto& watch = *static_cast<Watch*>(self);
        if (event == AVAHI_BROWSER_NEW) watch.appeared({interface, protocol, name, domain});
        if (event == AVAHI_BROWSER_REMOVE) watch.vanished({interface, protocol, name, domain});
        if (event == AVAHI_BROWSER_FAILURE) watch.broken_ = watch.trouble_ = true;
    }

    static void on_resolve(AvahiServiceResolver*, AvahiIfIndex interface, AvahiProtocol,
                           AvahiResolverEvent event, const char* name, const char*, const char*, const char*,
                           const AvahiAddress* address, std::uint16_t port, AvahiStringList* txt,
                           AvahiLookupResultFlags, void* self) {
        auto& service = *static_cast<Service*>(self);
        if (event == AVAHI_RESOLVER_FOUND && address)
            service.watch->resolved(service, interface, name, *address, port, txt);
        else
            service.watch->unresolved(service);
    }

    // What strangers announce is bounded: beyond that a service is passed over.
    void appeared(const Key& key) {
        if (services_.count(key) > 0) return;
        if (services_.size() >= found_hubs_max) {
            if (!std::exchange(too_many_said_, true))
                log_warning("discovery: over {} hubs are announced in this network, the rest is passed over",
                            found_hubs_max);
            return;
        }
        Service& service = services_[key];
        service.watch = this;
        resolve(key, service);
    }

    void vanished(const Key& key) {
        const auto found = services_.find(key);
        if (found == services_.end()) return;
        forget(found->second);
        services_.erase(found);
        changed_ = true;
    }

    void resolved(Service& service, AvahiIfIndex index, const char* name, const AvahiAddress& address,
                  std::uint16_t port, AvahiStringList* txt) {
        changed_ = true;
        service.hub.reset();
        const auto facts = read_txt(strings_of(txt));
        if (!facts || port == 0) return;
        const std::string interface = interface_name(index);
        service.hub =
            FoundHub{harmless(name), facts->id, facts->kitchen, host_of(address, interface), port, interface};
    }

    // A resolver that has failed says nothing more.
    void unresolved(Service& service) {
        forget(service);
        trouble_ = changed_ = true;
    }

    static void forget(Service& service) {
        if (service.resolver) avahi_service_resolver_free(service.resolver);
        service.resolver = nullptr;
        service.hub.reset();
    }

    void release() {
        for (auto& [key, service] : services_) forget(service);
        services_.clear();
        if (browser_) avahi_service_browser_free(browser_);
        browser_ = nullptr;
        broken_ = false;
        changed_ = true;
    }

    std::vector<FoundHub> hubs() const {
        std::vector<FoundHub> all;
        for (const auto& [key, service] : services_)
            if (service.hub) all.push_back(*service.hub);
        return all;
    }

    WatchReport report_;
    AvahiClient* client_ = nullptr;
    AvahiServiceBrowser* browser_ = nullptr;
    std::map<Key, Service> services_;  // nodes stay where they are: a resolver points at its own
    bool changed_ = false;
    bool broken_ = false;   // the browser has failed
    bool trouble_ = false;  // something is to be tried again
    bool too_many_said_ = false;
    DurationMs again_at_ms_ = 0;  // 0: not set
};

}  // namespace

std::unique_ptr<DiscoveryJob> make_watch(WatchReport report) {
    return std::make_unique<Watch>(std::move(report));
}

}  // namespace brigade::net
