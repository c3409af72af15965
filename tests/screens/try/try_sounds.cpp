// Writes every sound of the screens as a WAV file and says what it means, so that a person can listen to them
// without a kitchen.
#include <fmt/core.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <string>

#include "ui/tones.h"

using namespace brigade;

namespace {

void put(std::string& bytes, std::uint32_t value, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}

// One channel of 16 bits.
std::string wav(const ui::Samples& samples, float gain) {
    const auto size = static_cast<std::uint32_t>(samples.size() * 2);
    std::string bytes = "RIFF";
    put(bytes, 36 + size, 4);
    bytes += "WAVEfmt ";
    put(bytes, 16, 4);  // of this part
    put(bytes, 1, 2);   // plain numbers
    put(bytes, 1, 2);   // channels
    put(bytes, ui::samples_per_s, 4);
    put(bytes, ui::samples_per_s * 2, 4);
    put(bytes, 2, 2);
    put(bytes, 16, 2);
    bytes += "data";
    put(bytes, size, 4);
    for (const float sample : samples)
        put(bytes, static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lround(sample * gain * 32'767))),
            2);
    return bytes;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        fmt::print(stderr, "usage: try-sounds OUT_DIR [VOLUME_PERCENT]\n");
        return 2;
    }
    const float gain = ui::gain_at(count > 2 ? std::stoi(arguments[2]) : 100);
    for (std::size_t i = 0; i < ui::cue_count; ++i) {
        const auto cue = static_cast<ui::Cue>(i);
        const std::string path = std::string(arguments[1]) + "/" + std::string(ui::cue_names[i]) + ".wav";
        std::ofstream file(path, std::ios::binary);
        file << wav(ui::figure(cue), gain);
        if (!file.flush()) {
            fmt::print(stderr, "{} could not be written\n", path);
            return 1;
        }
        fmt::print("{:<40} {:>5} ms:", path, ui::length_ms(cue));
        for (const ui::Note& note : ui::notes_of(cue)) fmt::print(" {}", note.pitch_hz);
        fmt::print(" Hz\n");
    }
    return 0;
}
