// What must be true of a kitchen whatever happens to it: invariants I1 to I7 (docs/design.md). The oracle
// reads the hub's disk and listens on the wire, keeps its own copy of the kitchen, and after every step says
// what is broken, if anything is. It believes nobody: what was acked it remembers with the head it had then.
//
//   I1  each seq that an ack or a screen's press rested on is in every later journal, with the same head
//   I2  a journal ends where a request ends
//   I3  an order's revision is accepted once; an order is acked as new once
//   I4  wrong_move (support/moves.h); a press that counted was made on the generation it changed
//   I5  the end of a screen's copy is a head that the hub's journal has, or had before a salvage
//   I6  once quiet: nothing waits to be sent, all digests are equal, every screen shows what its station has,
//       and every till has heard every status of its orders, each once
//   I7  no line is done by a press that had not seen it; once faults have ended, all that a station with a
//       screen holds has been shown within the delivery limit
//
// Owned by the Simulation; one thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/kitchen.h"
#include "sim/node.h"
#include "sim/terminal.h"

namespace brigade::sim {

struct Violation {
    std::string invariant;  // "I1" … "I7"
    std::string what;
};

class Oracle : public WireTap {
  public:
    explicit Oracle(HubNode*& hub) : hub_(hub) {}

    const Kitchen& kitchen() const { return kitchen_; }
    const std::optional<Violation>& violation() const { return violation_; }
    std::uint64_t acked() const { return acks_; }

    // After every step.
    void follow(const std::vector<ScreenNode*>& screens);
    // Before a screen's program is gone: what its disk holds must still be sent.
    void screen_ends(const ScreenNode& screen);
    // Once faults have ended for as long as everything may take.
    void check_quiet(const std::vector<ScreenNode*>& screens, bool tills_quiet);
    void check_heard(const Terminal& till);
    void check_shown(const std::vector<ScreenNode*>& screens, TimeMs faults_ended_at);

    // A program stopped itself over a broken invariant of its own.
    void broken(const std::string& invariant, const std::string& what);

    void delivered(std::uint64_t connection, const std::string& client_host, bool to_hub,
                   std::string_view text) override;

  private:
    // A press that a client has sent, by what its screen showed.
    struct Asked {
        std::string type, order_id, station;
        std::optional<std::uint32_t> generation, revision;
        std::optional<Seq> seen;
    };
    // Lines that an event of a press changed, as they were before it.
    struct Touched {
        std::string order_id, station;
        std::uint32_t generation = 1;
        Seq generation_seq = 0;
        std::vector<TicketLine> completed;
    };

    void recover();
    void follow_journal();
    void take(const Event& event, const Hash& hash);
    void note_touched(const Event& event);
    void on_request(std::uint64_t connection, const std::string& host, std::string_view text);
    void on_answer(std::uint64_t connection, const std::string& host, std::string_view text);
    void check_press(const Asked& asked, Seq seq);
    void forget_after(Seq seq);
    void check_glass(ScreenNode& screen);
    void check_copies(const std::vector<ScreenNode*>& screens);

    HubNode*& hub_;
    Kitchen kitchen_;
    std::vector<Event> events_;  // the present history, from its first event
    std::map<Seq, Hash> heads_;  // of the present history
    std::set<Hash> heads_ever_;
    std::map<Seq, Hash> promised_;  // what acks rested on
    std::set<std::pair<std::string, std::uint32_t>> revisions_;
    std::map<std::string, Seq> accepted_;          // orders acked as new
    std::map<Seq, std::vector<Touched>> touched_;  // by the request's last event
    std::map<std::pair<std::uint64_t, std::string>, Asked> asked_;
    std::map<std::string, std::map<std::string, std::string>> owed_;  // screen, press id: its order
    std::map<std::string, std::set<std::string>> answered_;  // screen: press ids that are on disk still
    std::map<std::string, Seq> copies_;                      // screen: its copy's end when last looked at
    std::optional<Violation> violation_;
    bool damaged_ = false;  // once: then numbers may have been given twice, in two histories
    std::uint64_t acks_ = 0;
};

}  // namespace brigade::sim
