// SIGUSR2 asks a screen for its picture. Somebody may ask before anything can be drawn: the wish is held
// until whoever grants it is there, where it would end the program. Main thread; held before there is a
// second one.
#pragma once

namespace brigade {

void hold_picture_wishes();
void grant_picture_wishes();  // once the signal is handled

}  // namespace brigade
