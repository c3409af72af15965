#include "app/doctor_look.h"

#include "app/time_zone.h"

namespace brigade {

DoctorFacts look_around(const DoctorPlaces& places) {
    DoctorFacts facts;
    facts.version = BRIGADE_VERSION;
    const TimeMs now = wall_clock_ms();
    facts.configurations = look_at_configurations(places.configurations);
    for (const auto& directory : places.directories)
        facts.directories.push_back(look_at_directory(directory, now));
    facts.hub = look_at_hub(places);
    facts.clock = look_at_clock(places.root, now);
    facts.services = look_at_services();
    facts.panel = look_at_panel(places.root, facts.directories);
    facts.hardware = look_at_hardware(places.root);
    facts.certificate_ends_in_ms = look_at_certificate(facts.directories, now);
    facts.given_up_slots = look_at_slots(places.root);
    return facts;
}

}  // namespace brigade
