#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outline of the open article and its target length, in the article pane alone: what is listed, which
heading is the current one, where a choice leads, and what the footer says of the length."""
import re

from demo import blocks, field, start, stored
from driver import check, main


def rows(app):
    outline = app.find("list", "Outline")
    return [n.get_name() for n in app.find_all("list item", within=outline)] if outline else None


def current(app):
    outline = app.find("list", "Outline")
    return [n.get_name() for n in app.find_all("list item", within=outline) if app.has_state(n, None, "selected")] if outline else None


def caret(app):
    """The line that the cursor is in."""
    text = app.text("text", "Body")
    at = app.get("text", "Body").get_text_iface().get_caret_offset()
    return text[text.rfind("\n", 0, at) + 1:at] + "‸" + text[at:].split("\n")[0]


def opened(app, keys="ctrl+alt+o"):
    app.key(keys)
    app.get("list", "Outline")
    app.settle(0.3)


def outline():
    app = start("--size", "900x520")
    app.key("ctrl+Home")
    opened(app)
    check("headline and headings, with their levels", rows(app) == ["Level 1: Warga Tepi Mahakam Diminta Mengungsi Sebelum Malam",
          "Level 2: Yang perlu dibawa", "Level 3: Posko"], rows(app))
    check("above the first heading the headline is the current one", current(app) == [rows(app)[0]], current(app))
    app.shot("outline")
    app.key("Down", "Down", "Return")
    check("arrows and Return lead there", stored(app, lambda: caret(app) == "‸Posko", "it"), caret(app))
    check("and the outline is gone", rows(app) is None and app.focused().get_name() == "Body", app.focused().get_name())
    x, y, _, height = app.caret_box("text", "Body", app.text("text", "Body").index("Posko"))
    left, top, _, room = app.area()
    check("where it is seen", stored(app, lambda: top < app.caret_box("text", "Body", app.text("text", "Body").index("Posko"))[1] < top + room - 40, "it"), (y, top, room))
    app.key("Down")
    opened(app)
    check("below a heading it is the current one", current(app) == ["Level 3: Posko"], current(app))
    app.key("Up", "Escape")
    check("Escape leads back to where one was", stored(app, lambda: app.focused().get_name() == "Body" and "Posko dibuka" in caret(app), "it"), caret(app))
    app.type("X")
    check("and one writes on", stored(app, lambda: any("XPosko" in t or "X" in t for _, t in blocks() if "dibuka" in t), "it"), blocks())
    app.key("ctrl+z")
    app.click("toggle button", "Outline")
    app.click("list item", "Level 1: Warga Tepi Mahakam Diminta Mengungsi Sebelum Malam")
    check("the headline is led to as well", stored(app, lambda: app.focused().get_name() == "Headline", "it"), app.focused().get_name())
    opened(app)
    check("in the headline it is the current one", current(app)[0].startswith("Level 1"), current(app))
    app.key("Escape")
    check("and Escape leads back to it", stored(app, lambda: app.focused().get_name() == "Headline", "it"), app.focused().get_name())
    app.quit()


def empty():
    app = start("--empty")
    app.click("text", "Body")
    opened(app)
    check("without headings it says how to make one", rows(app) == ["Level 1: Without words"] and app.find("label", re.compile("^Headings of the article")), rows(app))
    app.key("Escape")
    app.type("## Baru\n\nTeks <b>&amp;</b>\n")
    app.key("ctrl+Home")
    app.type("A & <b>\n")
    opened(app)
    check("it is as new as the text", rows(app)[1:] == ["Level 2: A & <b>", "Level 2: Baru"], rows(app))
    app.key("Escape")
    app.quit()


def says(app, words):
    return stored(app, lambda: app.find("label", words), words)


def bar(app):
    node = app.find("progress bar", "Target length")
    return round(node.get_value_iface().get_current_value(), 2) if node else None


def target():
    app = start("--empty")
    app.click("text", "Body")
    app.type("satu dua tiga empat lima")
    check("without a target there is no bar", says(app, "5 words · 1 minute to read") and bar(app) is None, app.outline())
    app.key("ctrl+alt+w")
    app.get("spin button", "Target length in words")
    app.settle(0.3)
    app.key("ctrl+a")
    app.type("10")
    app.shot("target")
    app.key("Return")
    check("the article keeps it", stored(app, lambda: field("target-length") == "10", "it"), field("target-length"))
    check("back in the text", stored(app, lambda: app.focused().get_name() == "Body", "it"), app.focused().get_name())
    check("the footer says how far one is", says(app, "5 of 10 words · 1 minute to read"), app.outline())
    check("and so does the bar", bar(app) == 0.5, bar(app))
    app.type(" enam tujuh delapan sembilan sepuluh")
    check("it follows the text", says(app, "10 of 10 words · 1 minute to read") and bar(app) == 1.0, bar(app))
    app.type(" sebelas dua belas")
    check("and does not grow beyond its end", says(app, "13 of 10 words · 1 minute to read") and bar(app) == 1.0, bar(app))
    app.shot("target-over")
    app.key("ctrl+shift+Left")
    check("a selection is counted as ever", says(app, "1 of 13 words selected · 5 characters"), app.outline())
    app.key("Right")
    app.click("toggle button", "Length of the article")
    app.get("spin button", "Target length in words")
    app.key("ctrl+a")
    app.type("0")
    app.key("Escape")
    check("0 takes it away", stored(app, lambda: field("target-length") == "", "it") and says(app, "13 words · 1 minute to read") and bar(app) is None, bar(app))
    app.key("ctrl+z")
    check("undo brings it back", stored(app, lambda: field("target-length") == "10", "it") and says(app, "13 of 10 words · 1 minute to read"), field("target-length"))
    check("and leaves the text", len(blocks()[0][1].split()) == 13, blocks())
    app.quit()


def whole():
    outline()
    empty()
    target()


main(whole)
