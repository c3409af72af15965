#include "hub/metrics.h"

#include "hub/metric_text.h"

namespace brigade {
namespace {

void put_refusals(std::string& out, const net::RefusalCounts& refusals) {
    put_metric(out, "connections_refused_total", "counter",
               "Connections refused or closed by the network layer, by cause");
    for (std::size_t i = 0; i < net::refusals; ++i)
        put_value(out, "connections_refused_total",
                  label("cause", net::name_of(static_cast<net::Refusal>(i))),
                  static_cast<double>(refusals.counts[i]));
}

void put_turned_away(std::string& out, const TurnedAway& turned_away) {
    put_metric(out, "tokens_refused_total", "counter",
               "Hellos and HTTP requests turned away for want of a token, by cause");
    for (std::size_t i = 0; i < TurnedAway::names.size(); ++i)
        put_value(out, "tokens_refused_total", label("cause", TurnedAway::names[i]),
                  static_cast<double>(turned_away.count(static_cast<TurnedAway::Cause>(i))));
}

void put_number(std::string& out, const char* name, const char* type, const char* help, std::uint64_t value) {
    put(out, name, type, help, static_cast<double>(value));
}

}  // namespace

std::string metrics_text(const HubFigures& figures) {
    const CommitCounters& commits = figures.commits.counters();
    const Kitchen& kitchen = figures.commits.committed();
    const net::ServerCounters& net = figures.net;
    std::string out;
    put_number(out, "seq", "gauge", "Sequence number of the newest durable event", kitchen.seq);
    put_number(out, "orders_open", "gauge", "Orders not yet served or void", kitchen.index.open.size());
    put_number(out, "orders_total", "counter", "Orders accepted since the start", commits.orders);
    put_number(out, "events_total", "counter", "Events made durable since the start", commits.events);
    put_number(out, "batches_total", "counter", "Batches appended, one fdatasync each", commits.batches);
    put_number(out, "acks_total", "counter", "Requests acked that changed something", commits.acks);
    put_number(out, "duplicates_total", "counter", "Requests acked as duplicates", commits.duplicates);
    put_number(out, "refusals_total", "counter", "Requests refused", commits.refusals);
    put_number(out, "rejected_total", "counter", "Messages that could not be read", figures.rejected);
    put_number(out, "rate_limited_total", "counter", "Requests over a peer's rate", figures.rate_limited);
    put_number(out, "appends_refused_total", "counter", "Batches the disk did not take",
               commits.appends_refused);
    put_number(out, "journal_ok", "gauge", "1 while the journal can be written",
               figures.commits.trouble().empty() ? 1 : 0);
    put_number(out, "followers", "gauge", "Sessions that have said hello", figures.followers);
    put_number(out, "connections_open", "gauge", "Connections of any kind", net.connections_open);
    put_number(out, "connections_accepted_total", "counter", "Connections accepted",
               net.connections_accepted);
    put_refusals(out, net.refusals);
    put_turned_away(out, figures.turned_away);
    put_number(out, "http_requests_total", "counter", "HTTP requests", net.http_requests);
    put_number(out, "bytes_in_total", "counter", "Payload received", net.bytes_in);
    put_number(out, "bytes_out_total", "counter", "Payload sent", net.bytes_out);
    put_kitchen(out, kitchen, figures.now);
    put_connected(out, figures.connected, kitchen.config);
    figures.times.put_into(out, kitchen.config);
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
    sum.answer_bytes_unsent += more.answer_bytes_unsent;
}

}  // namespace brigade
