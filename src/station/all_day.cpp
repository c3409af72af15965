#include "station/all_day.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace brigade {
namespace {

// "cola" of the menu and a dish that is only called cola are two things.
using ItemKey = std::pair<std::string, std::string>;

ItemKey key_of(const ScreenLine& line) {
    return line.item.empty() ? ItemKey{"", line.name} : ItemKey{line.item, ""};
}

bool before(const Modifier& one, const Modifier& other) {
    return std::tie(one.kind, one.name) < std::tie(other.kind, other.name);
}

std::vector<Modifier> in_order(std::vector<Modifier> modifiers) {
    std::sort(modifiers.begin(), modifiers.end(), before);
    return modifiers;
}

// How many of the line are still to be made; none of a line that is done or void.
int wanted(const ScreenLine& line) {
    const bool cooking = line.state == LineState::open || line.state == LineState::started;
    return cooking ? std::max(0, line.quantity - line.done) : 0;
}

void count(AllDayCount& entry, const ScreenTicket& ticket, const ScreenLine& line) {
    if (line.held) {
        entry.held += wanted(line);
        return;
    }
    entry.quantity += wanted(line);
    if (entry.oldest_fired_at == 0 || ticket.fired_at < entry.oldest_fired_at)
        entry.oldest_fired_at = ticket.fired_at;
    const std::vector<Modifier> modifiers = in_order(line.modifiers);
    auto same = [&](const AllDayWay& way) { return way.modifiers == modifiers && way.notes == line.notes; };
    auto way = std::find_if(entry.ways.begin(), entry.ways.end(), same);
    if (way == entry.ways.end()) way = entry.ways.insert(way, {modifiers, line.notes, 0});
    way->quantity += wanted(line);
}

std::vector<std::string> allergies_of(const ScreenTicket& ticket, const ScreenLine& line) {
    std::vector<std::string> allergies = ticket.allergies;
    for (const Modifier& modifier : line.modifiers)
        if (modifier.kind == ModifierKind::allergy) allergies.push_back(modifier.name);
    std::sort(allergies.begin(), allergies.end());
    allergies.erase(std::unique(allergies.begin(), allergies.end()), allergies.end());
    return allergies;
}

bool alike(const CookBatch& batch, const CookBatch& other) {
    return batch.item == other.item && (!batch.item.empty() || batch.name == other.name) &&
           batch.modifiers == other.modifiers && batch.notes == other.notes &&
           batch.allergies == other.allergies;
}

}  // namespace

std::vector<AllDayCount> all_day(const std::vector<ScreenTicket>& tickets) {
    std::map<ItemKey, AllDayCount> counts;
    for (const ScreenTicket& ticket : tickets)
        for (const ScreenLine& line : ticket.lines) {
            if (wanted(line) == 0) continue;
            AllDayCount& entry = counts[key_of(line)];
            if (entry.name.empty()) entry.item = line.item, entry.name = line.name;
            count(entry, ticket, line);
        }
    std::vector<AllDayCount> out;
    for (auto& [key, entry] : counts) {
        std::stable_sort(entry.ways.begin(), entry.ways.end(), [](const AllDayWay& a, const AllDayWay& b) {
            return std::pair(!a.plain(), -a.quantity) < std::pair(!b.plain(), -b.quantity);
        });
        out.push_back(std::move(entry));
    }
    std::stable_sort(out.begin(), out.end(), [](const AllDayCount& a, const AllDayCount& b) {
        return std::tie(b.quantity, b.held, a.name) < std::tie(a.quantity, a.held, b.name);
    });
    return out;
}

std::vector<CookBatch> cook_batches(const std::vector<ScreenTicket>& tickets) {
    std::vector<CookBatch> out;
    for (const ScreenTicket& ticket : tickets)
        for (const ScreenLine& line : ticket.lines) {
            const int quantity = wanted(line);
            if (quantity == 0 || line.held) continue;
            CookBatch one{
                line.item, line.name, in_order(line.modifiers), line.notes, allergies_of(ticket, line), 0,
                0,         {}};
            auto batch =
                std::find_if(out.begin(), out.end(), [&](const CookBatch& each) { return alike(each, one); });
            if (batch == out.end()) batch = out.insert(batch, std::move(one));
            batch->quantity += quantity;
            if (batch->oldest_fired_at == 0 || ticket.fired_at < batch->oldest_fired_at)
                batch->oldest_fired_at = ticket.fired_at;
            batch->parts.push_back(
                {ticket.order_id, ticket.number, ticket.generation, line.id, quantity, line.state});
        }
    return out;
}

}  // namespace brigade
