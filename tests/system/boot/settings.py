"""What the boot partition says: a file with a mistake, that file mended, and one that asks for a factory reset."""
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


def reset_by_file(box, empty):
    """A file on the boot partition, a start, and the box is as it left the factory."""
    box.cut_power(box.asked.seed)
    box.disk.settle()
    box.put("factory-reset", "")
    box.power_on()
    box.says("factory reset: settings is gone", "what the box was is gone")
    picture = asks_what_it_is(box, "after-a-factory-reset")
    assert picture.differs_from(empty) > 0.1, "the kitchen is still on the screen"
    tell("nothing of the kitchen is left; the box asks what it is to be")
