// To the UI: the model of the screen, and what has to be said on it.
#include "base/limits.h"
#include "base/log.h"
#include "station/station.h"

namespace brigade {
namespace {

constexpr DurationMs persist_ms = 200;          // what came from the hub is on disk so soon
constexpr DurationMs persist_again_ms = 2'000;  // while the disk takes nothing
constexpr DurationMs forget_ms = 500;           // between two slices, for presses to come through
constexpr DurationMs lost_after_ms = 2'000;     // a hub that restarts quickly is not announced as lost
constexpr DurationMs sentence_ms = 10'000;
constexpr DurationMs look_ms = 10'000;  // between two looks at the machine
constexpr DurationMs hour_ms = 3600 * 1000;

}  // namespace

// "Warung Ibu, 192.168.1.10:8687": which hub a cook has to ask about.
std::string StationScreen::hub_in_words() const {
    const std::string& of_copy = replica_->kitchen().config.name;
    const std::string& kitchen = of_copy.empty() ? enrolment_.kitchen() : of_copy;
    return kitchen.empty() ? whereabouts_.in_words() : kitchen + ", " + whereabouts_.in_words();
}

Link StationScreen::link() const {
    if (live_) return Link::live;
    bool long_gone = loop_.now_ms() - closed_since_ms_ > lost_after_ms;
    return long_gone ? Link::lost : Link::connecting;
}

// However many messages come in one turn of the loop, the screen is told once.
void StationScreen::publish_soon() {
    if (publish_scheduled_) return;
    publish_scheduled_ = true;
    loop_.post(lifetime_.guard([this] {
        publish_scheduled_ = false;
        publish();
    }));
}

void StationScreen::publish() {
    auto model = std::make_shared<ScreenModel>();
    const Kitchen& kitchen = ahead_.kitchen();
    model->station.id = options_.station;
    model->station.name = options_.station;
    model->seq = replica_->kitchen().seq;
    model->known = !replica_->empty();
    model->link = link();
    model->hub_address = hub_in_words();
    model->waiting = presses_->waiting();
    model->as_of = as_of_;
    model->clock_offset_ms = clock_.now(0);
    look_up_offset();
    model->utc_offset_min = utc_offset_min_;
    model->fault = fault();
    model->pairing = enrolment_.state();
    // A new box may have any clock. One with a copy that waits for its hub counts on as well as it can.
    const bool counts_on = model->known && model->pairing.kind != PairingState::Kind::code;
    model->clock_known = clock_told_ || counts_on;
    model->identify = identify_;
    model->cook = sign_in_.state(loop_.now_ms(), model->clock_offset_ms);
    model->devices = devices_.page();
    model->settings = options_.settings;
    model->screen = enrolment_.name();
    model->device = enrolment_.record().device;
    model->hub_trouble = hub_trouble_;
    model->hub_asks_pin = hub_asks_pin_;
    model->clock_moved_ms = clock_moved_ms_;
    model->clock_moved_at = clock_moved_at_;
    model->copy = copy_state();
    model->figures = figures_;
    model->figures_at = figures_at_;
    model->undoable = undoable();
    model->bars = bars_;
    look_at_machine();
    model->machine = machine_;
    fill_from_kitchen(*model, kitchen, options_.station, ahead_.marks(), model_memory_);
    mailbox_.publish(std::move(model));
}

// The clock on the screen is the kitchen's. Zones change their offset on the hour at the earliest.
void StationScreen::look_up_offset() {
    const std::string& zone = replica_->kitchen().config.time_zone;
    TimeMs hour = now() / hour_ms;
    if (zone == time_zone_ && hour == offset_hour_) return;
    time_zone_ = zone;
    offset_hour_ = hour;
    utc_offset_min_ = options_.utc_offset_min(zone);
}

void StationScreen::persist_soon() {
    if (persist_timer_.pending()) return;
    persist_timer_ = loop_.after(persist_ms, [this] { persist(); });
}

void StationScreen::persist() {
    auto persisted = replica_->persist();
    std::string fault = persisted ? "" : persisted.error().message;
    if (persisted) written_at_ = now();
    if (fault != storage_fault_) {
        storage_fault_ = fault;
        storage_sentence_ = fault.empty() ? "" : "this screen's disk takes nothing: " + fault;
        publish_soon();
    }
    if (!persisted) persist_timer_ = loop_.after(persist_again_ms, [this] { persist(); });
    settle();
    if (!forget_timer_.pending()) forget_some();
}

void StationScreen::forget_some() {
    if (replica_->forget_slice(options_.wall_clock()))
        forget_timer_ = loop_.after(forget_ms, [this] { forget_some(); });
}

CopyState StationScreen::copy_state() const {
    return {replica_->persisted(), replica_->unwritten(), written_at_, storage_fault_};
}

// Addresses and disks change while nobody tells.
void StationScreen::look_at_machine() {
    if (!options_.machine || (machine_ && loop_.now_ms() - looked_at_ms_ < look_ms)) return;
    looked_at_ms_ = loop_.now_ms();
    MachineFacts facts = options_.machine();
    if (!machine_ || facts != *machine_) machine_ = std::make_shared<const MachineFacts>(std::move(facts));
}

void StationScreen::bars_are(std::vector<BarFound> bars) {
    bars_ = std::move(bars);
    publish_soon();
}

// Link states and sentences change with time alone.
void StationScreen::every_second() {
    publish_soon();
    second_timer_ = loop_.after(1000, [this] { every_second(); });
}

const std::string& StationScreen::fault() const {
    if (now() < fault_until_) return fault_;
    static const std::string none;
    return live_ ? none : whereabouts_.problem();
}

void StationScreen::say(std::string sentence) {
    log_warning("{}", sentence);
    fault_ = std::move(sentence);
    fault_until_ = now() + sentence_ms;
    publish_soon();
}

}  // namespace brigade
