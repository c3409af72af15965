#include "ui/frame.h"

#include <algorithm>

namespace brigade::ui {

const Slot* Frame::slot(int key) const {
    for (const Slot& slot : slots)
        if (slot.key == key) return &slot;
    return nullptr;
}

const Slot* Frame::slot(const std::string& order_id) const {
    for (const Slot& slot : slots)
        if (slot.order_id == order_id) return &slot;
    return nullptr;
}

const Hit* Frame::hit(float x, float y) const {
    const auto found =
        std::find_if(hits.rbegin(), hits.rend(), [&](const Hit& hit) { return hit.area.contains(x, y); });
    return found == hits.rend() ? nullptr : &*found;
}

const ScreenTicket* Frame::ticket(const std::string& order_id) const {
    if (!model) return nullptr;
    for (const ScreenTicket& ticket : model->tickets)
        if (ticket.order_id == order_id) return &ticket;
    return nullptr;
}

const BatchCard* Frame::batch(const std::string& id) const {
    for (const BatchCard& card : batches)
        if (card.id == id) return &card;
    return nullptr;
}

int chosen_line(const ScreenTicket& ticket, const std::string& line_id) {
    int first = -1;
    for (std::size_t i = 0; i < ticket.lines.size(); ++i) {
        const ScreenLine& line = ticket.lines[i];
        if (!line_id.empty() && line.id == line_id) return static_cast<int>(i);
        if (first < 0 && !is_finished(line) && !line.held) first = static_cast<int>(i);
    }
    return first;
}

}  // namespace brigade::ui
