#include "ui/screen.h"

#include <cmath>

namespace brigade::ui {
namespace {

Measure measured_by(const Canvas& canvas) {
    return [&canvas](Style style, std::string_view text) { return canvas.width(style, text); };
}

}  // namespace

void Screen::arrange(Canvas& canvas, ScreenModelPtr model, float width, float height, TimeMs now_ms,
                     TimeMs pressed_at_ms) {
    model_ = std::move(model);
    width_ = width;
    height_ = height;
    const Sizes& size = look_.size;
    const int columns = columns_for(size, width);
    card_width_ = std::floor((width - 2 * size.margin + size.gap) / static_cast<float>(columns) - size.gap);
    const Measure measure = measured_by(canvas);
    const Composer composer{look_, words_, measure, card_width_};
    sheets_.clear();
    if (model_->known && model_->station.kind != StationKind::board)
        for (const ScreenTicket& ticket : model_->tickets)
            sheets_.push_back(compose(composer, ticket, model_->station.kind));
    const View view;
    std::vector<Hit> hits;
    const Scene scene{canvas,     look_,    words_, *model_, view,
                      placement_, composer, width,  height,  now_ms + model_->clock_offset_ms,
                      hits};
    top_ = size.strip + banners_height(scene) + size.margin;
    const Area area{columns, height - size.keys - size.gap - top_, size.gap, size.tab_row};
    place(sheets_, area, now_ms, pressed_at_ms, placement_);
}

void Screen::draw_cards(const Scene& scene, Frame& frame) const {
    const Sizes& size = look_.size;
    for (const Place& place : placement_.places) {
        const ScreenTicket* ticket = place.gone ? nullptr : frame.ticket(place.order_id);
        if (!ticket) continue;
        bool here = false;
        for (std::size_t i = 0; i < place.parts.size(); ++i) {
            const Part& part = place.parts[i];
            if (part.page != frame.page) continue;
            here = true;
            const float x = size.margin + static_cast<float>(part.column) * (card_width_ + size.gap);
            const Rect area{x, top_ + part.y, card_width_, part.height};
            for (const Sheet& sheet : sheets_)
                if (sheet.order_id == place.order_id) draw_card(scene, {*ticket, sheet, place, i, area});
            frame.parts.push_back(part);
            frame.part_of.push_back(place.order_id);
        }
        if (here) frame.slots.push_back({place.order_id, place.generation, place.key});
    }
}

Frame Screen::draw(Canvas& canvas, const View& view, TimeMs now_ms) const {
    Frame frame;
    frame.model = model_;
    frame.page = view.page;
    frame.pages = placement_.pages();
    frame.selected = view.order_id;
    frame.covered = view.recall || view.devices.open || view.sign_in.open;
    const Measure measure = measured_by(canvas);
    const Composer composer{look_, words_, measure, card_width_};
    const Scene scene{canvas,     look_,    words_, *model_, view,
                      placement_, composer, width_, height_, now_ms + model_->clock_offset_ms,
                      frame.hits};
    const Sizes& size = look_.size;
    const float banner_end = size.strip + draw_banners(scene, size.strip);
    const bool board = model_->station.kind == StationKind::board;
    const Rect middle{0, banner_end, width_, height_ - banner_end - (board && model_->known ? 0 : size.keys)};
    if (!model_->known && model_->pairing.kind != PairingState::Kind::none)
        draw_pairing_page(scene, middle);
    else if (!model_->known)
        draw_calm(scene, middle);
    else if (board)
        frame.part_of = draw_board(scene, middle);
    else if (model_->tickets.empty() && model_->link == Link::live)
        draw_calm(scene, middle);
    else
        draw_cards(scene, frame);
    draw_top_strip(scene);
    if (!board) draw_bottom_strip(scene);
    if (view.recall) draw_recall(scene, middle);
    if (view.devices.open) draw_devices(scene, middle);
    if (view.sign_in.open) draw_sign_in(scene, middle);
    frame.identifies = identifies(scene);
    if (frame.identifies) draw_identify(scene, {0, 0, width_, height_});
    frame.covered = frame.covered || frame.identifies;
    frame.flashes = frame.identifies || alarms(scene);
    return frame;
}

}  // namespace brigade::ui
