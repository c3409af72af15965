#include "sim/gated_disk.h"

#include "protocol/hub_message.h"

namespace brigade::sim {
namespace {

// Does the write unless the program is gone, or dies before or after it. `gone` is what nobody will read.
template <class Result, class Write>
Result through(DiskGate& gate, Write write) {
    Result gone;
    gone.outcome = WriteOutcome::unknown;
    gone.message = "the process is gone";
    if (!gate.process->alive) return gone;
    if (gate.die_before_next_write) {
        gate.process->alive = false;
        return gone;
    }
    Result result = write();
    if (gate.die_after_next_write) {
        gate.process->alive = false;
        return gone;
    }
    return result;
}

class GatedWriter : public JournalWriter {
  public:
    GatedWriter(std::unique_ptr<JournalWriter> inner, std::shared_ptr<DiskGate> gate)
        : inner_(std::move(inner)),
          gate_(std::move(gate)) {}

    Head head() const override { return inner_->head(); }
    AppendResult append(const Batch& batch) override {
        if (gate_->publishes_first && gate_->process->alive) publish(batch);
        return through<AppendResult>(*gate_, [&] { return inner_->append(batch); });
    }
    WriteResult checkpoint_if_due() override {
        if (!gate_->process->alive) return {};
        return inner_->checkpoint_if_due();
    }
    WriteResult save_snapshot(Seq seq, std::string_view body) override {
        return through<WriteResult>(*gate_, [&] { return inner_->save_snapshot(seq, body); });
    }
    ForgetResult forget_through(Seq seq) override {
        return through<ForgetResult>(*gate_, [&] { return inner_->forget_through(seq); });
    }

  private:
    void publish(const Batch& batch) {
        Head head = inner_->head();
        std::vector<std::string_view> bodies;
        for (const Record& record : batch.events) {
            head = next_head(head, record);
            bodies.push_back(record.body);
        }
        gate_->network->broadcast(*gate_->process, events_text(to_text(head), bodies));
    }

    std::unique_ptr<JournalWriter> inner_;
    std::shared_ptr<DiskGate> gate_;
};

class GatedOutbox : public Outbox {
  public:
    GatedOutbox(std::unique_ptr<Outbox> inner, std::shared_ptr<DiskGate> gate)
        : inner_(std::move(inner)),
          gate_(std::move(gate)) {}

    WriteResult add_all(const std::vector<OutboxRequest>& requests) override {
        return through<WriteResult>(*gate_, [&] { return inner_->add_all(requests); });
    }
    WriteResult remove(std::string_view id) override {
        return through<WriteResult>(*gate_, [&] { return inner_->remove(id); });
    }
    Result<std::vector<OutboxRequest>> all() override { return inner_->all(); }

  private:
    std::unique_ptr<Outbox> inner_;
    std::shared_ptr<DiskGate> gate_;
};

}  // namespace

Opened gated(Opened opened, std::shared_ptr<DiskGate> gate) {
    opened.writer = std::make_unique<GatedWriter>(std::move(opened.writer), std::move(gate));
    return opened;
}

OpenedOutbox gated(OpenedOutbox opened, std::shared_ptr<DiskGate> gate) {
    opened.outbox = std::make_unique<GatedOutbox>(std::move(opened.outbox), std::move(gate));
    return opened;
}

}  // namespace brigade::sim
