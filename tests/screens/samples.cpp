#include "screens/samples.h"

#include "base/isolate.h"

namespace brigade::screens {
namespace {

using enum ModifierKind;

ScreenLine& started(ScreenLine& line, int ago_s, int prep_s) {
    line.state = LineState::started;
    line.started_at = noon - ago_s * TimeMs{1000};
    line.prep_s = prep_s;
    return line;
}

void add_grill_late(ScreenModel& model) {
    ScreenTicket a = ticket("40", 185);
    a.table = "3", a.server = "Sari", a.covers = 4, a.priority = Priority::rush;
    started(add_line(a, "Sirloin 250 g"), 185, 540).modifiers = {{option, "rare"}};
    started(add_line(a, "Sea Bass"), 110, 540).modifiers = {{without, "butter"}, {allergy, "shellfish"}};
    ScreenLine& chops = add_line(a, "Lamb Chops", 2);
    chops.course = 2, chops.held = true;
    a.progress = {{"drink", "drink", 2, 4, false}};
    model.tickets.push_back(a);

    ScreenTicket b = ticket("31", 892);
    b.table = "12", b.server = "Budi", b.covers = 2;
    started(add_line(b, "Classic Burger", 2), 592, 480).modifiers = {
        {without, "onion"}, {extra, "cheese"}, {allergy, "peanut"}};
    started(add_line(b, "Ribeye 300 g"), 502, 540).modifiers = {{option, "medium rare"},
                                                                {substitute, "green beans"}};
    b.progress = {{"drink", "drink", 2, 2, false}, {"dessert", "dessert", 0, 1, true}};
    model.tickets.push_back(b);

    ScreenTicket c = ticket("33", 680);
    c.service = Service::takeaway, c.guest = "Ana";
    started(add_line(c, "Satay Ayam"), 320, 300);
    ScreenLine& corn = add_line(c, "Grilled Corn", 3);
    corn.state = LineState::done, corn.done = 3, corn.pending = true;
    c.progress = {{"drink", "drink", 1, 1, false}};
    c.pending = true;
    model.tickets.push_back(c);
}

void add_grill_middle(ScreenModel& model) {
    ScreenTicket a = ticket("36", 461);
    a.service = Service::delivery, a.reference = "F-2291", a.channel = "GoFood";
    started(add_line(a, "Chicken Wings", 4), 288, 480).modifiers = {{option, "hot"}, {option, "blue cheese"}};
    ScreenLine& smash = add_line(a, "Double Smash");
    smash.change = Change::added;
    smash.modifiers = {{without, "pickle"}, {without, "sauce"}, {extra, "bacon"}};
    ScreenLine& nasi = add_line(a, "Nasi Goreng");
    nasi.state = LineState::voided, nasi.change = Change::removed;
    add_line(a, "Halloumi Skewer", 2).notes = "well done, please";
    a.progress = {{"drink", "drink", 0, 1, false}, {"dessert", "dessert", 1, 2, false}};
    model.tickets.push_back(a);

    ScreenTicket b = ticket("41", 168);
    b.service = Service::drive_thru;
    add_line(b, "Cheeseburger", 2);
    add_line(b, "Chicken Burger").modifiers = {{without, "mayo"}};
    b.progress = {{"drink", "drink", 1, 3, false}};
    model.tickets.push_back(b);
}

ScreenTicket party() {
    ScreenTicket a = ticket("42", 90);
    a.table = "8", a.server = "Budi", a.covers = 6;
    add_line(a, "Classic Burger").modifiers = {
        {extra, "bacon"}, {extra, "egg"}, {substitute, "gluten-free bun"}};
    add_line(a, "Veggie Burger");
    add_line(a, "Grilled Corn", 2).modifiers = {{without, "chili"}};
    add_line(a, "Satay Ayam");
    add_line(a, "Ribeye 300 g").modifiers = {{option, "well done"}};
    add_line(a, "Chicken Wings", 2).modifiers = {{option, "mild"}};
    for (const char* name : {"Sea Bass", "Halloumi Skewer", "Lamb Chops"}) add_line(a, name);
    add_line(a, "Cheeseburger", 3);
    add_line(a, "Sausage Platter").modifiers = {{extra, "mustard"}};
    ScreenLine& kids = add_line(a, "Kids Burger");
    kids.modifiers = {{without, "everything"}};
    kids.notes = "cut in half";
    a.progress = {{"drink", "drink", 0, 6, false}, {"dessert", "dessert", 0, 4, true}};
    return a;
}

void add_grill_fresh(ScreenModel& model) {
    ScreenTicket a = ticket("43", 24);
    a.service = Service::self_order, a.table = "15";
    add_line(a, "Double Smash");
    add_line(a, "Grilled Corn");
    a.progress = {{"drink", "drink", 0, 1, false}};
    model.tickets.push_back(a);
    ScreenTicket b = ticket("44", 5);
    b.service = Service::takeaway, b.guest = "Dewi", b.allergies = {"peanut"};
    add_line(b, "Satay Ayam", 2).modifiers = {{without, "peanut sauce"}};
    model.tickets.push_back(b);
    for (const char* number : {"45", "46", "47"}) {
        ScreenTicket more = ticket(number, 3);
        more.table = "4";
        add_line(more, "Ribeye 300 g", 2).modifiers = {{option, "medium"}};
        add_line(more, "Grilled Corn");
        add_line(more, "Chicken Wings", 3);
        model.tickets.push_back(more);
    }
}

LiveTickets bumped(std::int64_t tickets, int median_s, int p90_s, std::int64_t late) {
    LiveTickets some;
    some.tickets = tickets;
    some.ticket_time = {tickets, median_s * DurationMs{1000}, p90_s * DurationMs{1000}};
    some.on_time = {tickets, tickets - tickets / 4};
    some.late = {tickets, late};
    return some;
}

void tell(ScreenModel& model, const LiveFigures& figures) {
    model.figures = std::make_shared<const LiveFigures>(figures);
    model.figures_at = noon - 3'000;
    model.day = figures.day;
}

}  // namespace

LiveFigures day_so_far() {
    LiveFigures figures;
    figures.as_of = noon - 3'000;
    figures.day = "2026-11-20";
    figures.orders = 412, figures.items = 1236, figures.open = 14;
    figures.today = bumped(824, 412, 760, 41);
    figures.hour = bumped(97, 455, 845, 7);
    struct Hour {
        int hour, orders, tickets, median_s, late;
    };
    for (const Hour& one : {Hour{9, 0, 0, 0, 0}, Hour{10, 8, 14, 310, 0}, Hour{11, 36, 70, 365, 1},
                            Hour{12, 64, 131, 430, 8}, Hour{13, 51, 104, 402, 5}, Hour{14, 22, 45, 351, 0},
                            Hour{15, 9, 17, 322, 0}, Hour{16, 11, 20, 318, 0}, Hour{17, 38, 76, 371, 2},
                            Hour{18, 72, 148, 452, 11}, Hour{19, 84, 171, 471, 13}, Hour{20, 17, 28, 409, 1}})
        figures.hours.push_back(
            {one.hour, one.orders, bumped(one.tickets, one.median_s, one.median_s * 2, one.late)});
    figures.hours.front().tickets = {};
    const auto station = [&](const char* id, const char* name, LiveTickets today, LiveTickets hour) {
        figures.stations.push_back({id, name, std::move(today), std::move(hour)});
    };
    station("grill", "Grill", bumped(262, 520, 912, 24), bumped(23, 412, 1105, 2));
    station("drink", "Drinks", bumped(301, 118, 240, 0), bumped(34, 131, 262, 0));
    station("wok", "Wok", bumped(140, 402, 655, 9), bumped(21, 380, 610, 2));
    station("fry", "Fryer", bumped(90, 255, 431, 3), bumped(15, 262, 455, 0));
    station("dessert", "Dessert", bumped(31, 221, 402, 0), bumped(4, 190, 350, 0));
    const auto item = [&](const char* name, int median_s) {
        figures.slowest.push_back({name, {20, median_s * DurationMs{1000}, median_s * DurationMs{1500}}});
    };
    item("Ribeye 300 g", 821), item("Lamb Chops", 747), item("Sea Bass", 690), item("Beef Rendang", 655);
    item("Slow-Roasted Lamb Shoulder with Smoked Aubergine", 644), item("Double Smash", 512);
    item("Chicken Wings", 471), item("Satay Ayam", 402);
    return figures;
}

ScreenTicket ticket(const std::string& number, int age_s) {
    ScreenTicket ticket;
    ticket.order_id = "order-" + number;
    ticket.number = number;
    ticket.fired_at = noon - age_s * TimeMs{1000};
    ticket.warn_at = ticket.fired_at + 360'000;
    ticket.late_at = ticket.fired_at + 660'000;
    ticket.channel = "pos";
    return ticket;
}

ScreenLine& add_line(ScreenTicket& ticket, const std::string& name, int quantity) {
    ScreenLine line;
    line.id = std::to_string(ticket.lines.size() + 1);
    line.name = name;
    line.quantity = quantity;
    line.course = 1;
    line.prep_s = 480;
    return ticket.lines.emplace_back(line);
}

ModelPtr empty_station(StationKind kind) {
    auto model = std::make_shared<ScreenModel>();
    model->kitchen = "Warung Ibu";
    model->station = {kind == StationKind::expo ? "expo" : "grill",
                      kind == StationKind::expo ? "Expo" : "Grill",
                      kind,
                      360,
                      660,
                      600};
    model->seq = 100;
    model->known = true;
    model->link = Link::live;
    model->hub_address = "warung-ibu.local:8687";
    model->as_of = noon;
    model->clock_offset_ms = noon;
    return model;
}

ModelPtr grill() {
    ModelPtr model = empty_station();
    add_grill_late(*model);
    add_grill_middle(*model);
    model->tickets.push_back(party());
    add_grill_fresh(*model);
    tell(*model, day_so_far());
    model->bumped = {
        {"order-39", "39", 1, noon - 4'000, "2 Classic Burger, 1 Ribeye 300 g"},
        {"order-38", "38", 1, noon - 130'000, "1 Sea Bass"},
        {"order-37", "37", 2, noon - 400'000,
         "3 Satay Ayam, 1 Grilled Corn, 2 Chicken Wings, 1 Lamb Chops, 4 Cheeseburger, 1 Veggie Burger"}};
    return model;
}

ModelPtr lost() {
    ModelPtr model = grill();
    model->tickets.resize(4);
    model->link = Link::lost;
    model->as_of = noon - 12'000;
    model->waiting = 1;
    return model;
}

ModelPtr waiting() {
    auto model = std::make_shared<ScreenModel>();
    model->station = {"grill", "Grill", StationKind::prep, 480, 720, 600};
    model->hub_address = "warung-ibu.local:8687";
    model->clock_offset_ms = noon;
    return model;
}

ModelPtr all_done() {
    ModelPtr model = empty_station();
    tell(*model, day_so_far());
    return model;
}

ModelPtr setup() {
    ModelPtr model = grill();
    auto machine = std::make_shared<MachineFacts>();
    machine->program = "1.0.0";
    machine->system = "Debian GNU/Linux 12 (bookworm)";
    machine->display = "SDL 2.26.5, Dear ImGui 1.86";
    machine->addresses = {"eth0 192.168.1.31", "wlan0 10.0.4.17"};
    machine->directory = "/var/lib/brigade/grill";
    machine->copy_bytes = 18'400'000, machine->free_bytes = 11'900'000'000;
    machine->languages = {"en", "id"};
    machine->bar_profiles = {"legend-a", "legend-b", "legend-c"};
    model->machine = std::move(machine);
    model->screen = "Grill left", model->device = "d-3f21c07a";
    model->copy = {48'211, 0, noon - 2'000, ""};
    model->settings.bars = {{"usb-1/0461:0010", "legend-b"}};
    model->bars = {{"usb-1/0461:0010", "PS/2 Kitchen Bump Bar", "legend-b", false, ""},
                   {"usb-2/0461:0010", "USB Bump Bar KB9000", "", true, ""}};
    return model;
}

ModelPtr troubled() {
    ModelPtr model = setup();
    model->link = Link::lost;
    model->as_of = noon - 12'000;
    model->waiting = 3;
    model->copy = {48'190, 21, noon - 40'000, "No space left on device"};
    model->clock_moved_ms = -120 * 60'000, model->clock_moved_at = noon - 60'000;
    model->settings.services = {Service::takeaway};
    model->covered_by = "Wok";
    return model;
}

ModelPtr long_ticket() {
    ModelPtr model = empty_station();
    ScreenTicket banquet = ticket("108", 200);
    banquet.table = "Garden", banquet.covers = 60, banquet.allergies = {"peanut", "sesame"};
    banquet.notes = "Birthday of Ibu Ratna: everything at once when the speech is over";
    for (int i = 0; i < 80; ++i) {
        ScreenLine& line = add_line(banquet,
                                    i % 3 == 0   ? "Grilled Prawns"
                                    : i % 3 == 1 ? "Beef Rendang"
                                                 : "Vegetable Satay",
                                    i % 5 + 1);
        if (i % 4 == 0) line.modifiers = {{without, "chili"}};
        if (i % 7 == 0) line.seat = i + 1;
    }
    model->tickets.push_back(banquet);
    ScreenTicket after = ticket("109", 20);
    add_line(after, "Sea Bass");
    model->tickets.push_back(after);
    return model;
}

ModelPtr marks() {
    ModelPtr model = empty_station();
    model->fault = "The journal's disk is full: free space on it, or presses will be lost when power fails.";
    ScreenTicket a = ticket("GF-2291-A", 65);
    a.service = Service::delivery, a.reference = "courier 4711 at the side door", a.guest = "Ana Maria",
    a.server = "Budi Santoso", a.channel = "grabfood", a.covers = 12;
    a.priority = Priority::vip, a.notes = "no cutlery, please ring twice";
    add_line(a, "Slow-Roasted Lamb Shoulder with Smoked Aubergine", 12).modifiers = {
        {extra, "pomegranate molasses and mint"}, {allergy, "sesame"}, {allergy, "tree nuts"}};
    started(add_line(a, "Halloumi Skewers", 2), 400, 300);
    ScreenLine& partly = add_line(a, "Chicken Wings", 8);
    partly.done = 3, partly.unavailable = true;
    ScreenLine& changed = add_line(a, "Beef Rendang");
    changed.change = Change::changed,
    changed.modifiers = {{substitute, "oat milk"},
                         {option, "extra long option text that has to wrap somewhere"}};
    a.progress = {{"drink", "cold drinks", 1, 2, false},
                  {"dessert", "dessert", 1, 1, false},
                  {"wok", "wok", 0, 3, true}};
    model->tickets.push_back(a);
    ScreenTicket b = ticket("1042", 6100);
    b.state = TicketState::voided, b.table = "7";
    add_line(b, "Крабовый суп");
    add_line(b, "ปลากะพง", 2).notes = "ไม่เผ็ด";
    add_line(b, "茶碗蒸し");
    add_line(b, "Taco 🌮");
    model->tickets.push_back(b);
    return model;
}

ModelPtr scripts() {
    ModelPtr model = empty_station();
    const auto add = [&](const char* number, int age_s, const char* guest) -> ScreenTicket& {
        ScreenTicket order = ticket(number, age_s);
        order.guest = guest;
        return model->tickets.emplace_back(order);
    };
    ScreenTicket& arabic = add("81", 620, "ليلى");
    add_line(arabic, "شاورما الدجاج المشوي على الفحم", 2).modifiers = {
        {without, "بدون بصل"}, {extra, "ثوم إضافي 2"}, {allergy, "سمسم"}};
    add_line(arabic, "Coca-Cola كوكا كولا (330 مل)", 3).notes = "بارد جدا، من فضلك";
    arabic.server = "Budi", arabic.table = "شرفة 3", arabic.covers = 4, arabic.reference = "A-12";
    arabic.allergies = {"سمسم", "Peanut", "حليب 2%"};
    ScreenTicket& hebrew = add("82", 480, "נועה");
    add_line(hebrew, "חומוס עם פטריות", 4).modifiers = {{without, "בלי שום"}};
    ScreenTicket& thai = add("83", 410, "สมชาย");
    add_line(thai, "ผัดไทยกุ้งสดใส่ไข่", 2).modifiers = {{without, "ไม่ใส่ถั่วงอก"}, {allergy, "ถั่วลิสง"}};
    add_line(thai, "ต้มยำน้ำข้นปลากะพง").notes = "เผ็ดน้อย ไม่ใส่ผงชูรส";
    ScreenTicket& hindi = add("84", 330, "प्रिया");
    add_line(hindi, "पनीर टिक्का मसाला और मक्खन नान", 2).modifiers = {{extra, "हरी मिर्च"}, {allergy, "काजू"}};
    add_line(hindi, "रसगुल्ला, क्षीर").notes = "कम चीनी";
    ScreenTicket& chinese = add("85", 250, "王小明");
    add_line(chinese, "宫保鸡丁盖浇饭配酸辣汤和小菜", 2).modifiers = {{without, "不要花生"},
                                                                      {substitute, "换糙米饭"}};
    add_line(chinese, "鱼香茄子煲").notes = "少油少盐，不要味精。谢谢！";
    ScreenTicket& japanese = add("86", 190, "田中");
    add_line(japanese, "海老と野菜の天ぷらうどん（大盛り）", 2).modifiers = {{extra, "ねぎ"},
                                                                             {allergy, "えび・かに"}};
    ScreenTicket& korean = add("87", 120, "김민수");
    add_line(korean, "돼지고기 김치찌개 2인분", 2).modifiers = {{without, "두부 빼고"}};
    ScreenTicket& others = add("88", 60, "Zoë · Đặng");
    add_line(others, "Taco 🌮 & 👩\u200D🍳 Chef’s ☕ ♥", 2).modifiers = {
        {option, "Phở bò tái e\u0301"}};
    add_line(others, "Steak \u202E54 muidem", 3).modifiers = {{option, "no\u200Bnuts"},
                                                              {option, "\xFF broken"}};
    add_line(others, "பிரியாணி ขนม ဗမာ ភាសា አማርኛ");
    const auto name = [](const char* one) { return isolated_if_it_turns(one); };
    model->bumped = {
        {"order-80", "80", 1, noon - 40'000, "2 " + name("كباب") + ", 14 " + name("حمص (صغير)") + ", 1 Cola"},
        {"order-79", "79", 1, noon - 95'000, "4 " + name("חומוס עם פטריות") + ", 12 Pita"},
        {"order-78", "78", 1, noon - 180'000,
         "1 " + name("شاورما الدجاج المشوي على الفحم") + ", 2 " + name("ثوم إضافي 2") + ", 3 " +
             name("كباب حار مع الأرز") + ", 2 Nasi Goreng, 5 " + name("לימונדה") + ", 1 Es Teh, 6 " +
             name("שווארמה הודו בלאפה עם טחינה")}};
    return model;
}

ModelPtr expo() {
    ModelPtr model = empty_station(StationKind::expo);
    const auto add = [&](const char* number, int age_s, const char* table,
                         std::vector<StationProgress> progress) -> ScreenTicket& {
        ScreenTicket order = ticket(number, age_s);
        order.table = table;
        order.progress = std::move(progress);
        return model->tickets.emplace_back(order);
    };
    ScreenTicket& a = add("31", 892, "12",
                          {{"grill", "grill", 1, 2, false},
                           {"drink", "drink", 2, 2, false},
                           {"dessert", "dessert", 0, 1, true}});
    a.next_course = 2, a.held_lines = 1;
    ScreenTicket& b = add("33", 680, "", {{"grill", "grill", 2, 2, false}, {"drink", "drink", 1, 1, false}});
    b.service = Service::takeaway, b.guest = "Ana", b.ready = true, b.ready_at = noon - 48'000;
    ScreenTicket& c = add("36", 540, "",
                          {{"grill", "grill", 2, 7, false},
                           {"drink", "drink", 0, 2, false},
                           {"dessert", "dessert", 1, 2, false}});
    c.service = Service::delivery, c.reference = "F-2291";
    ScreenTicket& d = add("38", 402, "5",
                          {{"grill", "grill", 4, 4, false},
                           {"drink", "drink", 2, 2, false},
                           {"dessert", "dessert", 1, 1, false}});
    d.ready = true, d.ready_at = noon - 5'000, d.pending = true;
    ScreenTicket& e = add("40", 185, "3", {{"grill", "grill", 0, 2, false}, {"drink", "drink", 2, 4, false}});
    e.next_course = 2, e.held_lines = 2, e.priority = Priority::rush;
    add("41", 168, "", {{"grill", "grill", 0, 3, false}, {"drink", "drink", 1, 3, false}}).service =
        Service::drive_thru;
    ScreenTicket& f = add("42", 90, "8",
                          {{"grill", "grill", 0, 12, false},
                           {"drink", "drink", 0, 6, false},
                           {"dessert", "dessert", 0, 4, true}});
    f.covers = 6, f.undelivered = {"Grill"};
    ScreenTicket& g = add("44", 5, "", {{"grill", "grill", 0, 2, false}});
    g.service = Service::takeaway, g.guest = "Dewi", g.allergies = {"peanut"}, g.promised_at = noon + 900'000;
    LiveFigures figures = day_so_far();
    figures.open = static_cast<std::int64_t>(model->tickets.size());
    tell(*model, figures);
    return model;
}

ModelPtr wall() {
    ModelPtr model = expo();
    model->settings.shows = WallView::figures;
    model->utc_offset_min = 8 * 60;
    return model;
}

ModelPtr board() {
    ModelPtr model = empty_station(StationKind::board);
    for (const char* number : {"36", "40", "41", "42", "43", "44"})
        model->tickets.push_back(ticket(number, 100));
    int ago_s = 5;
    for (const char* number : {"38", "33", "30"}) {
        ScreenTicket& ready = model->tickets.emplace_back(ticket(number, 300));
        ready.ready = true;
        ready.ready_at = noon - ago_s * TimeMs{1000};
        ago_s += 60;
    }
    return model;
}

namespace {

std::shared_ptr<const MachineFacts> box_on_the_network() {
    MachineFacts machine;
    machine.program = "1.0.0";
    machine.host = "grill-left";
    machine.addresses = {"eth0 192.168.1.12"};
    machine.serial = "10000000a3f2c4d1";
    return std::make_shared<const MachineFacts>(std::move(machine));
}

}  // namespace

ModelPtr unpaired_at_first() {
    ModelPtr model = waiting();
    model->hub_address = "Warung Ibu, 192.168.1.10:8687";
    model->pairing.kind = PairingState::Kind::code;
    model->pairing.code = "482913";
    model->pairing.until = noon + 97'000;
    model->clock_known = false;
    model->machine = box_on_the_network();
    return model;
}

ModelPtr unpaired() {
    ModelPtr model = unpaired_at_first();
    model->pairing.failure = "the code was wrong";
    return model;
}

ModelPtr unpaired_at_work() {
    ModelPtr model = lost();
    model->pairing = unpaired_at_first()->pairing;
    model->hub_address = "Warung Ibu, 192.168.1.10:8687";
    return model;
}

ModelPtr foreign_key() {
    ModelPtr model = waiting();
    model->hub_address = "Warung Ibu, 192.168.1.10:8687";
    model->pairing.kind = PairingState::Kind::foreign_key;
    model->pairing.known_key = "3fa91b77c05d2e60";
    model->pairing.found_key = "b8d2419ef0aa7c13";
    model->machine = box_on_the_network();
    return model;
}

ModelPtr identified() {
    ModelPtr model = grill();
    model->identify = {"Grill left", noon + 10'000};
    return model;
}

ModelPtr backup() {
    ModelPtr model = empty_station();
    model->station.id = "wok", model->station.name = "Wok";
    ScreenTicket a = ticket("51", 70);
    a.table = "12", a.server = "Budi", a.covers = 2, a.from = {"Grill"};
    add_line(a, "Classic Burger", 2).modifiers = {{without, "onion"}, {extra, "cheese"}};
    add_line(a, "Satay Ayam");
    model->tickets.push_back(a);
    ScreenTicket b = ticket("52", 40);
    b.service = Service::takeaway, b.guest = "Ana", b.from = {"Grill"};
    add_line(b, "Nasi Goreng");
    add_line(b, "Ribeye 300 g").from = "Grill";
    model->tickets.push_back(b);
    ScreenTicket c = ticket("53", 12);
    c.table = "4";
    add_line(c, "Mie Goreng", 2);
    model->tickets.push_back(c);
    return model;
}

ModelPtr covered() {
    ModelPtr model = grill();
    model->tickets.resize(3);
    model->covered_by = "Wok";
    return model;
}

ModelPtr devices() {
    ModelPtr model = grill();
    DeviceList list;
    list.waiting = {{"3", "Dessert", "kitchen", "192.168.1.31", 99}};
    const auto add = [&](const char* id, const char* name, const char* role, const char* screen,
                         const char* address, bool connected) -> ListedDevice& {
        ListedDevice device;
        device.id = id, device.name = name, device.role = role, device.screen = screen;
        device.address = address, device.connected = connected, device.version = "1.0";
        device.seen_at = noon - (connected ? 0 : 2 * 3600 * TimeMs{1000});
        return list.devices.emplace_back(device);
    };
    ListedDevice& left = add("d-1", "Grill left", "kitchen", "screen-1", "192.168.1.20", true);
    left.station = "grill", left.frames = 81'204;
    ListedDevice& right = add("d-2", "Grill right", "kitchen", "screen-2", "192.168.1.21", true);
    right.station = "grill", right.lag = 14, right.frames = 3'120;
    add("d-3", "Drinks", "kitchen", "screen-3", "192.168.1.22", false).station = "drink";
    add("d-4", "Front till", "pos", "", "192.168.1.40", true);
    add("d-5", "Terrace till", "pos", "", "192.168.1.41", false);
    ListedDevice& here = add("", "Expo", "installer", "screen-9", "127.0.0.1", true);
    here.station = "expo", here.frames = 40'118;
    model->devices.list = std::make_shared<DeviceList>(list);
    model->devices.list_at = noon;
    return model;
}

ModelPtr signed_in() {
    ModelPtr model = grill();
    model->cook.name = "Ani";
    return model;
}

ModelPtr fryer() {
    ModelPtr model = empty_station();
    model->station.id = "fry", model->station.name = "Fryer";
    model->others = {{"grill", "Grill"}, {"wok", "Wok"}, {"dessert", "Dessert"}};
    model->parked = {{"order-27", "27", "2 French Fries, 1 Onion Rings"},
                     {"order-29", "29", "4 Chicken Wings"}};
    model->unavailable = {{"squid", "Crispy Squid"}};
    for (int i = 0; i < 12; ++i) {
        ScreenTicket one = ticket(std::to_string(51 + i), 700 - 60 * i);
        one.service = i % 3 == 1 ? Service::takeaway : i % 5 == 4 ? Service::delivery : Service::dine_in;
        if (one.service == Service::dine_in) one.table = std::to_string(i + 2);
        ScreenLine& fries = add_line(one, "French Fries", i % 4 + 1);
        fries.item = "fries";
        if (i < 3) started(fries, 200 - i * 50, 180);
        if (i == 2) fries.done = 1;
        if (i % 4 == 3) fries.modifiers = {{without, "salt"}};
        if (i % 2 == 0) add_line(one, "Chicken Wings", 2).modifiers = {{option, "spicy"}, {extra, "celery"}};
        if (i == 5) add_line(one, "Chicken Wings", 2).modifiers = {{option, "mild"}, {allergy, "milk"}};
        if (i == 7)
            add_line(one, "Tempura of Garden Vegetables with Ginger").notes = "cut small, for a child";
        if (i == 8) one.notes = "the whole table leaves at one";
        if (i == 9) {
            ScreenLine& rings = add_line(one, "Onion Rings", 3);
            rings.course = 2, rings.held = true;
        }
        if (i % 3 == 0) add_line(one, "Onion Rings");
        model->tickets.push_back(one);
    }
    model->tickets[4].lines[0].change = Change::changed;
    return model;
}

ModelPtr only_takeaway() {
    ModelPtr model = fryer();
    model->settings.services = {Service::takeaway, Service::delivery};
    return model;
}

ModelPtr cannot_start() {
    const ModelPtr model = waiting();
    model->screen = "Grill left";
    model->clock_offset_ms = 0;
    model->machine = box_on_the_network();
    model->start_fault =
        StartFault{StartFault::Kind::storage,
                   "/var/lib/brigade/station/grill/replica.db cannot be opened: Input/output error", 4'000};
    return model;
}

ModelPtr many(int tickets) {
    ModelPtr model = empty_station();
    for (int i = 1; i <= tickets; ++i) {
        ScreenTicket small = ticket(std::to_string(i), 100 - i);
        for (const char* name : {"Classic Burger", "Grilled Corn", "Sea Bass"}) add_line(small, name);
        model->tickets.push_back(small);
    }
    return model;
}

}  // namespace brigade::screens
