#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing with nothing else about: the text alone on the screen and the ways back from it, the line with the
cursor at half the height, and the size of the letters, kept for the next time."""
import re

import journey as j
from driver import check, main, run


def soon(app, question, what):
    try:
        app.wait(question, what, 10)
        return True
    except TimeoutError:
        return False


def line(app):
    """The height of the cursor's line on the screen, and its place."""
    at = app.get("text", "Body").get_text_iface().get_caret_offset()
    _, y, _, height = app.caret_box("text", "Body", max(at - 1, 0))
    return y, height


def off_middle(app):
    """How far the cursor's line is from the middle of the text pane."""
    _, top, _, room = app.box("scroll pane", "")
    y, height = line(app)
    return abs(y + height / 2 - (top + room / 2))


def plain(app):
    app.click("text", "Body")
    app.type("Satu dua.")
    app.key("F11")
    check("F11 leaves nothing but the text", soon(app, lambda: not app.find("button", j.NEW) and not app.find("button", "Publish…")
          and app.find("text", "Body"), "it"), app.outline())
    check("and says how to come back", app.toast("F11 brings the rest back"))
    check("on the whole screen", soon(app, lambda: app.area()[2] >= 1490 and app.area()[3] >= 940, "it"), app.area())
    check("the text has the keyboard", app.focused().get_name() == "Body", app.focused().get_name())
    app.type(" Tiga.")
    app.shot("plain")
    run("xdotool", "mousemove", "--sync", "700", "400", "mousemove", "--sync", "700", "9", "mousemove", "--sync", "704", "7")
    check("at the top the header comes", soon(app, lambda: app.find("button", "Publish…"), "it"))
    app.settle(0.5)
    app.shot("plain-peek")
    run("xdotool", "mousemove", "--sync", "700", "300", "mousemove", "--sync", "703", "420")
    check("and goes again", soon(app, lambda: not app.find("button", "Publish…"), "it"))
    app.key("F9")
    check("the details lie over the text", soon(app, lambda: app.find("list", "Bylines"), "them"))
    app.key("F9")
    app.key("F11")
    check("F11 brings the rest back", soon(app, lambda: app.find("button", j.NEW) and app.find("button", "Publish…"), "it"), app.outline())
    check("in its window", soon(app, lambda: app.area()[2] == 1280, "it"), app.area())
    check("with what was written meanwhile", "Satu dua. Tiga." in app.text("text", "Body"), app.text("text", "Body"))
    for keys, what in (("alt+2", "the list"), ("F8", "the preview")):
        app.key("alt+3", "F11")
        soon(app, lambda: not app.find("button", "Publish…"), "plain")
        app.key(keys)
        check(f"{what} ends it", soon(app, lambda: app.find("button", "Publish…"), "it"), app.outline())
        app.settle(0.5)
    app.key("F8", "alt+3")
    app.gone("document web")


def typewriter(app):
    app.click("text", "Body")
    app.key("ctrl+alt+y")
    app.key("ctrl+End")
    app.type("\na" * 12 + " baris")
    check("the line that is written is at half the height", soon(app, lambda: off_middle(app) < 16, "it"), off_middle(app))
    app.type("\nb" * 8 + " lagi")
    check("and stays there", soon(app, lambda: off_middle(app) < 16, "it"), off_middle(app))
    app.shot("typewriter")
    before = line(app)
    app.type(" kata kata")
    check("within a line nothing moves", line(app) == before, (before, line(app)))
    app.key("Up", "Up", "Up")
    check("the arrows take it along", soon(app, lambda: off_middle(app) < 16, "it"), off_middle(app))
    app.key("Up", "Up", "Up", "Up")
    soon(app, lambda: off_middle(app) < 16, "it")
    x, y, width, height = app.box("scroll pane", "")
    at = app.text("text", "Body").rindex("b lagi")
    place = app.caret_box("text", "Body", at)
    app.click_at(place[0] + 2, place[1] + place[3] / 2)
    app.settle(0.4)
    check("what one clicks at does not run away", app.caret_box("text", "Body", at)[1] == place[1] and off_middle(app) > 60,
          (off_middle(app), place, app.caret_box("text", "Body", at)))
    app.key("ctrl+alt+y", "ctrl+End")
    app.type("x")
    app.settle(0.5)
    check("without it the line stands where it is", off_middle(app) > 60, off_middle(app))
    app.key("ctrl+alt+y")


def size_of(app):
    at = app.text("text", "Body").index("Satu")
    return app.caret_box("text", "Body", at)[3]


def sizes(app):
    app.key("ctrl+Home")
    app.settle(0.5)
    usual, column = size_of(app), app.box("text", "Headline")[2]
    app.key("ctrl+plus", "ctrl+plus")
    check("Ctrl+plus makes the letters larger", soon(app, lambda: size_of(app) > usual * 1.15, "it"), (usual, size_of(app)))
    check("and the column wider with them", soon(app, lambda: app.box("text", "Headline")[2] > column * 1.15, "it"), (column, app.box("text", "Headline")[2]))
    app.shot("larger")
    app.key("ctrl+0")
    check("Ctrl+0 is the usual size", soon(app, lambda: size_of(app) == usual and app.box("text", "Headline")[2] == column, "it"), (usual, size_of(app)))
    app.key(*["ctrl+minus"] * 5)
    check("Ctrl+minus makes them smaller, to a last step", soon(app, lambda: usual * 0.7 < size_of(app) < usual * 0.9, "it"), (usual, size_of(app)))
    return size_of(app)


def whole():
    app = j.begin(width=1280, height=850)
    app.key("ctrl+n")
    app.get("text", "Headline")
    app.type("Judul")
    plain(app)
    sizes_before = sizes(app)
    app.key("ctrl+0")
    typewriter(app)
    app.key(*["ctrl+minus"] * 2)
    check("smaller again", soon(app, lambda: line(app)[1] == sizes_before, "it"), line(app))
    app.settle(1)
    app.quit()
    app = j.begin(width=1280, height=850)
    if not app.find("text", "Body"):
        app.click("list item", re.compile("^Judul"))
    app.get("text", "Body")
    app.settle(1)
    app.key("alt+3", "ctrl+Home")
    app.settle(0.5)
    check("the size is there the next time", size_of(app) == sizes_before, (size_of(app), sizes_before))
    app.key("ctrl+End")
    app.type("y")
    check("and the typewriter", soon(app, lambda: off_middle(app) < 16, "it"), off_middle(app))
    app.quit()


main(whole)
