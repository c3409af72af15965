#include "sim/sabotage.h"

namespace brigade::sim {
namespace {

Sabotage chosen = Sabotage::none;

}  // namespace

const std::vector<SabotageName>& sabotages() {
    static const std::vector<SabotageName> all{
        {Sabotage::ack_before_sync, "ack-before-sync",
         "the hub's disk says durable, and syncs with the next write"},
        {Sabotage::skip_sync, "skip-sync", "the hub's disk says durable, and syncs at checkpoints only"},
        {Sabotage::drop_dedupe, "drop-dedupe", "the table of order ids never finds anything"},
        {Sabotage::apply_out_of_order, "apply-out-of-order",
         "a screen applies neighbouring events in the wrong order"},
        {Sabotage::ignore_generations, "ignore-generations",
         "a press counts whatever generation it was made on"},
        {Sabotage::forget_outbox, "forget-outbox", "a screen that starts finds no waiting presses"},
        {Sabotage::publish_before_durable, "publish-before-durable",
         "screens hear of events before they are written"},
        {Sabotage::complete_unseen, "complete-unseen", "a bump also completes what was added unseen"},
        {Sabotage::reuse_seq, "reuse-seq",
         "after a salvage the same numbers name other events, and heads do not tell"},
    };
    return all;
}

void set_sabotage(Sabotage sabotage) { chosen = sabotage; }
Sabotage sabotage() { return chosen; }

}  // namespace brigade::sim
