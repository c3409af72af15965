"""What a box is told to be: a settings file with a mistake, that file mended, factory resets by a file and by two keys."""
from box import Box, tell
from kitchen import SETTINGS

SOMETHING_TO_READ = 16  # colours; a screen that only starts has fewer


def asks_what_it_is(box, what):
    box.says("brigade-first-boot-screen.service|asks what this box is", "the first questions are on their way")
    return box.shows(what, lambda picture: picture.colours() > SOMETHING_TO_READ)


def mistake(asked):
    """The screen of a new box says which line is wrong; once it is right, the box is what the file says."""
    box = Box(asked, "mistake", SETTINGS.replace("ROLE=both", "ROLE=bot"))
    try:
        box.power_on()
        box.says(r"brigade\.txt: line 1: ", "the file's first line is refused")
        wrong = asks_what_it_is(box, "a-mistake")
        box.cut_power(asked.seed)
        box.disk.settle()
        box.provision(SETTINGS)
        box.power_on()
        box.says("listening ws://", "the hub listens")
        box.shows("mended", lambda picture: picture.colours() > SOMETHING_TO_READ and picture.differs_from(wrong) > 0.1)
    finally:
        box.leave()


def off(box):
    box.cut_power(box.asked.seed)
    box.disk.settle()


def is_as_from_the_factory(box, empty, what):
    box.says("factory reset: settings is gone", "what the box was is gone")
    picture = asks_what_it_is(box, what)
    assert picture.differs_from(empty) > 0.1, "the kitchen is still on the screen"
    tell("nothing of the kitchen is left; the box asks what it is to be")


def reset_by_keys(box, empty):
    """Ctrl and 0 held while it starts, and the box is as it left the factory; a settings file makes it a kitchen again."""
    off(box)
    box.power_on()
    box.machine.hold_until("Ctrl and 0 were held: the next start resets this box", box.asked.seconds, "ctrl", "0")
    tell("two keys were held long enough; the box starts anew by itself")
    is_as_from_the_factory(box, empty, "after-two-keys")
    off(box)
    box.provision(SETTINGS)
    box.power_on()
    box.says("listening ws://", "a kitchen again: the hub listens")


def reset_by_file(box, empty):
    """A file on the boot partition, a start, and the box is as it left the factory."""
    off(box)
    box.put("factory-reset", "")
    box.power_on()
    is_as_from_the_factory(box, empty, "after-a-file")
