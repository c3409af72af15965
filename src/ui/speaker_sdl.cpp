#include <SDL.h>

#include <algorithm>
#include <string_view>

#include "base/directory.h"
#include "base/log.h"
#include "ui/speaker.h"

namespace brigade::ui {
namespace {

class SdlSound final : public SoundDevice {
  public:
    explicit SdlSound(bool headless) {
        if (headless) SDL_SetHint(SDL_HINT_AUDIODRIVER, "dummy");  // the environment's word is stronger
    }
    ~SdlSound() override {
        close();
        if (started_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
    SdlSound(const SdlSound&) = delete;
    SdlSound& operator=(const SdlSound&) = delete;

    bool open() override {
        close();
        if (asks_alsa_in_vain() || !start()) return false;
        SDL_AudioSpec spec{};
        spec.freq = samples_per_s;
        spec.format = AUDIO_F32SYS;
        spec.channels = 1;
        spec.samples = 2'048;
        device_ = SDL_OpenAudioDevice(nullptr, 0, &spec, nullptr, 0);
        if (device_ == 0) {
            log_debug("no sound device: {}", SDL_GetError());
            return false;
        }
        SDL_PauseAudioDevice(device_, 0);
        return true;
    }

    void close() override {
        if (device_ != 0) SDL_CloseAudioDevice(device_);
        device_ = 0;
    }

    bool play(const Samples& samples) override {
        const auto bytes = static_cast<Uint32>(samples.size() * sizeof(float));
        return SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_PLAYING &&
               SDL_QueueAudio(device_, samples.data(), bytes) == 0;
    }

    // What SDL remembers for a thread, such as its last error; only its own threads forget it by themselves.
    void leave_thread() override { SDL_TLSCleanup(); }

  private:
    // Its library writes seven lines to stderr each time, and a screen without a loudspeaker asks for years.
    static bool asks_alsa_in_vain() {
        const char* driver = SDL_getenv("SDL_AUDIODRIVER");
        return driver && std::string_view(driver) == "alsa" &&
               std::ranges::none_of(entries_of("/dev/snd"), [](const std::filesystem::path& device) {
                   return device.filename().string().starts_with("pcm");
               });
    }

    // A sound server may take seconds to answer, or come up after the screen.
    bool start() {
        if (started_) return true;
        started_ = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
        if (!started_) log_debug("sound could not start: {}", SDL_GetError());
        return started_;
    }

    bool started_ = false;
    SDL_AudioDeviceID device_ = 0;
};

}  // namespace

std::unique_ptr<SoundDevice> open_sound(bool headless) { return std::make_unique<SdlSound>(headless); }

}  // namespace brigade::ui
