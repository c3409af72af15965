#include "hub/metrics.h"

#include <fmt/format.h>

namespace brigade {
namespace {

void put(std::string& out, const char* name, const char* type, const char* help, std::uint64_t value) {
    out += fmt::format("# HELP brigade_{0} {1}\n# TYPE brigade_{0} {2}\nbrigade_{0} {3}\n", name, help, type,
                       value);
}

void put_refusals(std::string& out, const net::RefusalCounts& refusals) {
    out +=
        "# HELP brigade_connections_refused_total Connections refused or closed by the network layer, by "
        "cause\n"
        "# TYPE brigade_connections_refused_total counter\n";
    for (std::size_t i = 0; i < net::refusals; ++i)
        out += fmt::format("brigade_connections_refused_total{{cause=\"{}\"}} {}\n",
                           net::name_of(static_cast<net::Refusal>(i)), refusals.counts[i]);
}

void put_turned_away(std::string& out, const TurnedAway& turned_away) {
    out +=
        "# HELP brigade_tokens_refused_total Hellos and HTTP requests turned away for want of a token, by cause\n"
        "# TYPE brigade_tokens_refused_total counter\n";
    for (std::size_t i = 0; i < TurnedAway::names.size(); ++i)
        out += fmt::format("brigade_tokens_refused_total{{cause=\"{}\"}} {}\n", TurnedAway::names[i],
                           turned_away.count(static_cast<TurnedAway::Cause>(i)));
}

}  // namespace

std::string metrics_text(const HubFigures& figures) {
    const CommitCounters& commits = figures.commits.counters();
    const Kitchen& kitchen = figures.commits.committed();
    const net::ServerCounters& net = figures.net;
    std::string out;
    put(out, "seq", "gauge", "Sequence number of the newest durable event", kitchen.seq);
    put(out, "orders_open", "gauge", "Orders not yet served or void", kitchen.index.open.size());
    put(out, "orders_total", "counter", "Orders accepted since the start", commits.orders);
    put(out, "events_total", "counter", "Events made durable since the start", commits.events);
    put(out, "batches_total", "counter", "Batches appended, one fdatasync each", commits.batches);
    put(out, "acks_total", "counter", "Requests acked that changed something", commits.acks);
    put(out, "duplicates_total", "counter", "Requests acked as duplicates", commits.duplicates);
    put(out, "refusals_total", "counter", "Requests refused", commits.refusals);
    put(out, "rejected_total", "counter", "Messages that could not be read", figures.rejected);
    put(out, "rate_limited_total", "counter", "Requests over a peer's rate", figures.rate_limited);
    put(out, "appends_refused_total", "counter", "Batches the disk did not take", commits.appends_refused);
    put(out, "journal_ok", "gauge", "1 while the journal can be written",
        figures.commits.trouble().empty() ? 1 : 0);
    put(out, "followers", "gauge", "Sessions that have said hello", figures.followers);
    put(out, "connections_open", "gauge", "Connections of any kind", net.connections_open);
    put(out, "connections_accepted_total", "counter", "Connections accepted", net.connections_accepted);
    put_refusals(out, net.refusals);
    put_turned_away(out, figures.turned_away);
    put(out, "http_requests_total", "counter", "HTTP requests", net.http_requests);
    put(out, "bytes_in_total", "counter", "Payload received", net.bytes_in);
    put(out, "bytes_out_total", "counter", "Payload sent", net.bytes_out);
    return out;
}

void add_counters(net::ServerCounters& sum, const net::ServerCounters& more) {
    sum.connections_accepted += more.connections_accepted;
    sum.connections_open += more.connections_open;
    sum.peers_opened += more.peers_opened;
    sum.peers_open += more.peers_open;
    sum.http_requests += more.http_requests;
    for (std::size_t i = 0; i < net::refusals; ++i) sum.refusals.counts[i] += more.refusals.counts[i];
    sum.bytes_in += more.bytes_in;
    sum.bytes_out += more.bytes_out;
}

}  // namespace brigade
