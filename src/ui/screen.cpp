#include "ui/screen.h"

#include <algorithm>
#include <cmath>

#include "station/troubles.h"

#include "ui/filter.h"

namespace brigade::ui {
namespace {

Measure measured_by(const Canvas& canvas) {
    return [&canvas](Style style, std::string_view text) { return canvas.width(style, text); };
}

std::size_t troubles_seen(const Scene& scene) {
    const bool small = scene.legible.known && !scene.legible.enough();
    return troubles(scene.model, {scene.sound == SoundState::no_speaker, small}, scene.kitchen_now).size();
}

// What lies over the tickets; the one that takes the presses last.
void draw_pages(const Scene& scene, const Rect& area, Frame& frame) {
    const View& view = scene.view;
    if (view.figures.lie_over()) draw_figures(scene, area);
    if (view.all_day) frame.all_day_pages = draw_all_day(scene, area);
    if (view.recall.open) draw_recall(scene, area);
    if (view.menu.open()) draw_menu(scene, area);
    if (view.devices.open) draw_devices(scene, area);
    if (view.setup.open) draw_setup(scene, area);
    if (view.learn.open) draw_learn(scene, area);
    if (view.sign_in.open) draw_sign_in(scene, area);
    if (view.entry.open) draw_entry(scene, area);
}

// The shares on one card: rows that were repeated from the card before it are the item's own.
void note_lines(const Sheet& sheet, const Part& part, const CookBatch& batch, Frame& frame) {
    for (std::size_t i = part.from; i < part.to; ++i) {
        if (sheet.rows[i].kind != RowKind::progress) continue;
        const CookBatchPart& share = batch.parts[static_cast<std::size_t>(sheet.rows[i].item)];
        frame.batch_lines.push_back({share.order_id, share.line_id, share.generation, 0});
    }
}

}  // namespace

void Screen::arrange(Canvas& canvas, ScreenModelPtr model, float width, float height, TimeMs now_ms,
                     TimeMs pressed_at_ms, bool batches) {
    model_ = std::move(model);
    batches_ = batches && model_->station.kind == StationKind::prep;
    width_ = width;
    height_ = height;
    const Sizes& size = look_.size;
    const int columns = columns_for(size, width);
    card_width_ = std::floor((width - 2 * size.margin + size.gap) / static_cast<float>(columns) - size.gap);
    Basis basis{model_, canvas.letters(), size, card_width_, batches_};
    if (basis != composed_from_) {
        composed_from_ = std::move(basis);
        compose_sheets(canvas);
        rests_.reset();
    }
    const Measure measure = measured_by(canvas);
    const Composer composer{look_, words_, measure, card_width_};
    const View view;
    std::vector<Hit> hits;
    const Scene scene{canvas,      look_,    words_,  *model_, view,
                      placement(), composer, width,   height,  now_ms + model_->clock_offset_ms,
                      hits,        sound_,   legible_};
    top_ = size.strip + banners_height(scene) + size.margin;
    const Area area{columns, height - size.keys - size.gap - top_, size.gap, size.tab_row,
                    model_->station.layout};
    place_sheets(area, now_ms, pressed_at_ms);
}

void Screen::compose_sheets(const Canvas& canvas) {
    const Measure measure = measured_by(canvas);
    const Composer composer{look_, words_, measure, card_width_};
    sheets_.clear();
    batch_cards_.clear();
    if (batches_ && model_->known) batch_cards_ = batch_cards(*model_);
    for (const BatchCard& card : batch_cards_) sheets_.push_back(compose_batch(composer, card, *model_));
    if (!batches_ && model_->known && model_->station.kind != StationKind::board)
        for (const ScreenTicket& ticket : model_->tickets)
            if (is_shown(*model_, ticket)) sheets_.push_back(compose(composer, ticket, model_->station.kind));
}

void Screen::place_sheets(const Area& area, TimeMs now_ms, TimeMs pressed_at_ms) {
    const Rest rest{area, refills(now_ms, pressed_at_ms)};
    if (rests_ == rest) return;
    Placement& placement = batches_ ? batch_placement_ : placement_;
    const Placement before = placement;
    place(sheets_, area, now_ms, pressed_at_ms, placement);
    rests_.reset();
    if (placement == before) rests_ = rest;
}

void Screen::draw_cards(const Scene& scene, Frame& frame) const {
    for (const Place& place : placement_.places) {
        const auto in_view = [&](const Part& part) { return part.page == frame.page; };
        if (place.gone || std::ranges::none_of(place.parts, in_view)) continue;
        const ScreenTicket* ticket = frame.ticket(place.order_id);
        if (!ticket) continue;
        bool here = false;
        for (std::size_t i = 0; i < place.parts.size(); ++i) {
            const Part& part = place.parts[i];
            if (part.page != frame.page) continue;
            here = true;
            for (const Sheet& sheet : sheets_)
                if (sheet.order_id == place.order_id)
                    draw_card(scene, {*ticket, sheet, place, i, area_of(part)});
            frame.parts.push_back(part);
            frame.part_of.push_back(place.order_id);
        }
        if (here) frame.slots.push_back({place.order_id, place.generation, place.key});
    }
}

Rect Screen::area_of(const Part& part) const {
    const float x = look_.size.margin + static_cast<float>(part.column) * (card_width_ + look_.size.gap);
    return {x, top_ + part.y, card_width_, part.height};
}

void Screen::draw_batches(const Scene& scene, Frame& frame) const {
    for (const Place& place : batch_placement_.places) {
        if (place.gone) continue;
        for (std::size_t k = 0; k < batch_cards_.size(); ++k) {
            const BatchCard& card = batch_cards_[k];
            if (card.id != place.order_id) continue;
            bool here = false;
            for (std::size_t i = 0; i < place.parts.size(); ++i) {
                const Part& part = place.parts[i];
                if (part.page != frame.page) continue;
                here = true;
                draw_batch(scene, {card, sheets_[k], place, i, area_of(part)});
                note_lines(sheets_[k], part, card.batch, frame);
            }
            if (!here) continue;
            frame.slots.push_back({card.id, 1, place.key});
            frame.batches.push_back(card);
        }
    }
}

Frame Screen::draw(Canvas& canvas, const View& view, TimeMs now_ms) const {
    Frame frame;
    frame.model = model_;
    frame.width = width_;
    frame.height = height_;
    frame.page = view.page;
    frame.pages = placement().pages();
    frame.selected = view.order_id;
    frame.menu = view.menu;
    frame.recall = view.recall;
    frame.covered = view.recall.open || view.menu.open() || view.all_day || view.figures.lie_over() ||
                    view.devices.open || view.setup.open || view.learn.open || view.sign_in.open;
    frame.figures = view.figures.stand();
    const Measure measure = measured_by(canvas);
    const Composer composer{look_, words_, measure, card_width_};
    const Scene scene{canvas,     look_,
                      words_,     *model_,
                      view,       placement(),
                      composer,   width_,
                      height_,    now_ms + model_->clock_offset_ms,
                      frame.hits, sound_,
                      legible_,   also_ ? &*also_ : nullptr};
    if (model_->start_fault) {
        frame.covered = true;
        draw_start_fault(scene, {0, 0, width_, height_});
        return frame;
    }
    frame.troubles = troubles_seen(scene);
    const Sizes& size = look_.size;
    const float banner_end = size.strip + draw_banners(scene, size.strip);
    const bool board = model_->station.kind == StationKind::board;
    const Rect middle{0, banner_end, width_, height_ - banner_end - (board && model_->known ? 0 : size.keys)};
    if (!model_->known && model_->pairing.kind != PairingState::Kind::none)
        draw_pairing_page(scene, middle);
    else if (!model_->known)
        draw_calm(scene, middle);
    else if (frame.figures)
        draw_figures(scene, middle);
    else if (board)
        frame.part_of = draw_board(scene, middle);
    else if (sheets_.empty() && (model_->link == Link::live || !model_->tickets.empty()))
        draw_calm(scene, middle);
    else if (batches_)
        draw_batches(scene, frame);
    else
        draw_cards(scene, frame);
    draw_top_strip(scene);
    if (!board) draw_bottom_strip(scene);
    draw_pages(scene, middle, frame);
    if (view.locked_until_ms > now_ms)
        draw_lock(scene, {0, 0, width_, height_}, view.locked_until_ms - now_ms);
    frame.identifies = identifies(scene);
    if (frame.identifies) draw_identify(scene, {0, 0, width_, height_});
    frame.covered = frame.covered || frame.identifies || view.locked_until_ms > now_ms;
    frame.flashes = frame.identifies || alarms(scene);
    return frame;
}

}  // namespace brigade::ui
