// A kitchen whose past is played on a made-up clock: everything that is asked of it goes the hub's way,
// through `decide`, `apply` and the journal's own writer, so that what is in the journal could have happened.
// Deadlines come when the kitchen asks for them; what people do stands in an agenda.
//
// Owned by PlayedHistory; one thread. Nobody waits for the disk: events go into the journal some thousands at
// a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "app/agenda.h"
#include "app/played_chance.h"
#include "core/decide.h"
#include "journal/open.h"

namespace brigade {

// A moment as the people of the kitchen know it.
struct LocalTime {
    int weekday = 0;  // of the service day, 0: Monday
    int minute = 0;   // after midnight; after the next one it goes on beyond 1440
};

class PlayedKitchen {
  public:
    // Begins at kitchen time `now`, which is the wall clock's as well. What takes people a while takes a
    // `speed`th of it.
    PlayedKitchen(Opened journal, Rules rules, TimeMs now, std::uint32_t seed, double speed);

    // Called after each event; `order` is what it is about, nullptr if it is about none.
    std::function<void(const Event& event, const OrderState* order)> happened;

    const Kitchen& kitchen() const { return kitchen_; }
    const Rules& rules() const { return rules_; }
    TimeMs now() const { return now_; }
    LocalTime local_time() const;
    PlayedChance& chance() { return chance_; }
    double speed() const { return speed_; }

    void at(TimeMs when, std::function<void()> task) { agenda_.at(std::max(when, now_), std::move(task)); }
    void after(DurationMs real_ms, std::function<void()> task) { at(now_ + quick(real_ms), std::move(task)); }
    DurationMs quick(DurationMs real_ms) const {
        return static_cast<DurationMs>(static_cast<double>(real_ms) / speed_);
    }

    // False if it was refused. A report of what a screen shows also counts as news of its station.
    bool ask(const Command& command);

    void set_utc_offset_min(int minutes) { rules_.utc_offset_min = minutes; }
    // As a hub does when a service day opens, as soon as the next events are written.
    void forget_before(TimeMs when) { forget_before_ = when; }

    // Fails with a sentence if the journal cannot be written.
    Status play_until(TimeMs end);
    // Everything is in the journal, with a snapshot.
    Status finish();

  private:
    Context context() const { return {now_, rules_, nullptr, &delivery_}; }
    void gather(std::vector<Event> events);
    Status write();
    Status save_snapshot();
    Status forget();

    std::unique_ptr<JournalWriter> journal_;
    Rules rules_;
    Delivery delivery_;
    Kitchen kitchen_;
    TimeMs now_;
    PlayedChance chance_;
    double speed_;
    Agenda agenda_;
    Batch batch_;
    Seq snapshot_seq_ = 0;
    std::unique_ptr<JournalReader> reader_;  // for what may be forgotten
    std::optional<TimeMs> forget_before_;
};

}  // namespace brigade
