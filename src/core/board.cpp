#include "core/board.h"

namespace brigade {

std::vector<BoardEntry> board(const Kitchen& kitchen, std::string_view station) {
    std::vector<BoardEntry> entries;
    const Station* config = kitchen.config.find(station);
    if (config && config->kind != StationKind::prep) {
        for (const DisplayKey& key : kitchen.index.pass)
            entries.push_back({&kitchen.orders.at(key.order), nullptr});
        return entries;
    }
    auto index = kitchen.index.stations.find(station);
    if (index == kitchen.index.stations.end()) return entries;
    for (const DisplayKey& key : index->second.board) {
        const OrderState& order = kitchen.orders.at(key.order);
        entries.push_back({&order, order.find_ticket(station)});
    }
    return entries;
}

}  // namespace brigade
