// What the setup page only tells: what is wrong, and what this screen is and runs on.
#include "base/isolate.h"
#include "ui/setup_parts.h"
#include "ui/text.h"
#include "ui/trouble_words.h"

namespace brigade::ui {
namespace {

constexpr std::uint64_t megabyte = 1024 * 1024;

// The worst are triangles, what somebody wants so a ring.
void draw_mark(const Scene& scene, const Trouble& trouble, float x, float y) {
    const Palette& colour = scene.look.colour;
    const float shape = scene.look.size.shape;
    if (trouble.severity == Trouble::Severity::note)
        scene.canvas.ring(x, y, shape * 0.75F, colour.quiet, scene.look.size.stroke);
    else
        scene.canvas.triangle_up(x, y, shape,
                                 colour.alert[trouble.severity == Trouble::Severity::work ? 2 : 1]);
}

// False where it has no room.
bool draw_trouble(SetupColumn& column, const Trouble& trouble) {
    const Scene& scene = column.scene;
    const Sizes& size = scene.look.size;
    const TroubleWords says =
        trouble_words(trouble, scene.words, scene.model, scene.legible, scene.kitchen_now);
    const float indent = size.shape * 1.6F, before = column.y;
    if (column.left() < size.banner_row * 2) return false;
    column.y += size.banner_row;
    if (!draw_sentence(column, Style::small, scene.look.colour.text, says.text, indent)) {
        column.y = before;
        return false;
    }
    draw_mark(scene, trouble, column.area.x + size.pad + size.shape / 2, before + size.banner_row / 2);
    scene.canvas.text(column.area.x + size.pad + indent,
                      scene.canvas.middle(Style::strip_strong, before, size.banner_row), Style::strip_strong,
                      scene.look.colour.text, says.head);
    column.y += size.pad;
    return true;
}

void draw_well(SetupColumn& column) {
    const Scene& scene = column.scene;
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const float middle = column.area.x + column.area.width / 2,
                y = column.area.y + column.area.height * 0.36F;
    scene.canvas.tick(middle, y - size.key_box * 1.2F, size.key_box * 1.6F, colour.extra, size.stroke * 2);
    const Rect title{column.area.x, y, column.area.width, size.strip};
    scene.canvas.text_centred(title, Style::title, colour.text, scene.words(Say::setup_well));
    scene.canvas.text_centred({title.x, title.bottom(), title.width, size.banner_row}, Style::small,
                              colour.quiet, scene.words(Say::setup_well_text));
}

Say word_of(Link link) {
    static constexpr Say says[] = {Say::setup_link_connecting, Say::setup_link_live, Say::setup_link_lost};
    return says[static_cast<std::size_t>(link)];
}

}  // namespace

// All of it where it fits; else from the chosen one on.
void draw_setup_wrong(SetupColumn& column) {
    const Scene& scene = column.scene;
    const std::vector<Trouble> all = troubles_of(scene);
    if (all.empty()) return draw_well(column);
    const std::string& chosen = scene.view.setup.stop.id;
    std::size_t i = chosen.empty() ? 0 : std::min<std::size_t>(std::stoul(chosen), all.size() - 1);
    const float rows = scene.look.size.banner_row * 3.2F * static_cast<float>(all.size());
    if (rows < column.area.height) i = 0;
    while (i < all.size() && draw_trouble(column, all[i])) ++i;
    if (i == all.size()) return;
    const Rect more{column.area.x, column.area.bottom() - scene.look.size.small_row, column.area.width,
                    scene.look.size.small_row};
    scene.canvas.text_right(more.right(), scene.canvas.middle(Style::small_strong, more.y, more.height),
                            Style::small_strong, scene.look.colour.alert[1],
                            "+" + std::to_string(all.size() - i));
}

void draw_setup_bars(SetupColumn& column) {
    const Scene& scene = column.scene;
    bool any = false;
    for (const SetupStop& stop : column.stops)
        if (stop.setting == Setting::bar) {
            draw_setting(column, stop);
            any = true;
        }
    if (!any) {
        draw_sentence(column, Style::sentence, scene.look.colour.text, scene.words(Say::setup_no_bars));
        column.y += scene.look.size.pad;
    }
    for (const SetupStop& stop : column.stops)
        if (stop.setting == Setting::learn) draw_setting(column, stop);
    column.y += scene.look.size.pad;
    draw_sentence(column, Style::small, scene.look.colour.quiet, scene.words(Say::setup_bars_text));
}

void draw_setup_hub(SetupColumn& column) {
    const Scene& scene = column.scene;
    const ScreenModel& model = scene.model;
    const Words& words = scene.words;
    const std::string& id = model.station.id;
    draw_fact(column, words(Say::setup_kitchen), model.kitchen);
    draw_fact(column, words(Say::setup_station),
              model.station.name == id ? id : isolated_if_it_turns(model.station.name) + " (" + id + ")");
    draw_fact(column, words(Say::setup_screen), model.screen);
    draw_fact(column, words(Say::setup_hub_at), model.hub_address);
    draw_fact(column, words(Say::setup_link), words(word_of(model.link)));
    draw_fact(column, words(Say::setup_paired),
              model.device.empty() ? words(Say::setup_not_paired) : model.device);
    column.y += scene.look.size.row_gap;
    draw_sentence(column, Style::small, scene.look.colour.quiet, words(Say::setup_hub_text));
    column.y += scene.look.size.pad;
}

void draw_setup_network(SetupColumn& column) {
    const Scene& scene = column.scene;
    const auto& machine = scene.model.machine;
    if (!machine || machine->addresses.empty())
        draw_sentence(column, Style::sentence, scene.look.colour.text, scene.words(Say::setup_no_address));
    else
        for (const std::string& address : machine->addresses)
            draw_fact(column, scene.words(Say::setup_address), address);
    draw_fact(column, scene.words(Say::setup_hub_at), scene.model.hub_address);
    draw_fact(column, scene.words(Say::setup_link), scene.words(word_of(scene.model.link)));
}

void draw_setup_software(SetupColumn& column) {
    const Scene& scene = column.scene;
    const ScreenModel& model = scene.model;
    const Words& words = scene.words;
    const auto text = [](auto number) { return std::to_string(number); };
    if (const auto& machine = model.machine) {
        draw_fact(column, words(Say::setup_program), machine->program);
        draw_fact(column, words(Say::setup_system), machine->system);
        draw_fact(column, words(Say::setup_picture), machine->display);
        draw_fact(column, words(Say::setup_size),
                  words.fill(Say::setup_size_text,
                             {text(machine->copy_bytes / megabyte), text(machine->free_bytes / megabyte)}));
        draw_fact(column, words(Say::setup_kept_in), machine->directory);
    }
    const CopyState& copy = model.copy;
    draw_fact(column, words(Say::setup_journal),
              copy.unwritten == 0 ? words.fill(Say::setup_events, {text(copy.seq)})
                                  : words.fill(Say::setup_unwritten, {text(copy.seq), text(copy.unwritten)}));
    draw_fact(
        column, words(Say::setup_written),
        copy.written_at == 0 ? words(Say::setup_not_yet) : clock_time(scene.local(copy.written_at), true));
    draw_fact(column, words(Say::setup_presses), text(model.waiting));
    if (!copy.fault.empty())
        draw_sentence(column, Style::small, scene.look.colour.alert[2],
                      words.fill(Say::trouble_disk_text, {copy.fault}));
}

}  // namespace brigade::ui
