// The doctor's probes: each looks at one side of the machine and fills its facts. They read only, leave no
// trace, and make nothing of what they see (app/doctor_findings.h does). Blocking; main thread. What cannot
// be looked at stays as it is in the facts.
#pragma once

#include "app/doctor_facts.h"
#include "app/doctor_places.h"

namespace brigade {

DoctorFacts look_around(const DoctorPlaces& places);

// The parts of it.
std::vector<ConfigurationFact> look_at_configurations(const std::vector<std::filesystem::path>& paths);
DirectoryFact look_at_directory(const std::filesystem::path& path, TimeMs now);
std::optional<DurationMs> look_at_certificate(const std::vector<DirectoryFact>& directories, TimeMs now);
HubFact look_at_hub(const DoctorPlaces& places);
ClockFact look_at_clock(const std::filesystem::path& root, TimeMs now);
std::vector<ServiceFact> look_at_services();
PanelFact look_at_panel(const std::filesystem::path& root, const std::vector<DirectoryFact>& directories);
HardwareFact look_at_hardware(const std::filesystem::path& root);
std::vector<std::string> look_at_slots(const std::filesystem::path& root);

}  // namespace brigade
