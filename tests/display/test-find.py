#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding and replacing in the open article with real keys: the count, the steps, how words are looked
for, replacing one and all in the text and in the fields, and where the cursor is afterwards."""
import re

from demo import blocks, field, start, stored
from driver import Atspi, check, main


def count(app):
    """What the bar says: “3 of 12”."""
    labels = [n.get_name() for n in app.find_all("label", re.compile(r"^(\d+ of \d+|\d+ match(es)?|None)$"))]
    return labels[0] if labels else ""


def says(app, words):
    return stored(app, lambda: count(app) == words, words)


def selected(app, name="Body"):
    iface = app.get("text", name).get_text_iface()
    if Atspi.Text.get_n_selections(iface) == 0:
        return ""
    piece = Atspi.Text.get_selection(iface, 0)
    return app.text("text", name)[piece.start_offset:piece.end_offset], piece.start_offset


def tinted(app, name="Body"):
    """The words that have a background."""
    text = app.text("text", name)
    return [text[start:end] for start, end, a in app.runs("text", name) if a.get("bg-color")]


def begin():
    app = start("--empty")
    app.click("text", "Headline")
    app.type("Banjir di hulu")
    app.click("text", "Body")
    app.type("Banjir satu, banjir dua.\nBandara dan banjirkanal.\nTanpa kata itu.\nbanjir akhir")
    app.key("ctrl+Home")
    return app


def finding():
    app = begin()
    app.key("ctrl+f")
    app.type("banjir")
    check("the count is there as one types, the headline's too", says(app, "2 of 5"), count(app))
    check("the first behind the cursor is selected", selected(app) == ("Banjir", 0), selected(app))
    check("all in the text are tinted", stored(app, lambda: tinted(app) == ["Banjir", "banjir", "banjir", "banjir"], "tints"), tinted(app))
    check("and in the headline", tinted(app, "Headline") == ["Banjir"], tinted(app, "Headline"))
    app.shot("find")
    app.key("Return")
    check("Enter goes on", says(app, "3 of 5") and selected(app) == ("banjir", 13), (count(app), selected(app)))
    app.key("F3", "ctrl+g", "F3")
    check("F3 and Ctrl+G too, round to the headline", says(app, "1 of 5") and selected(app, "Headline") == ("Banjir", 0), count(app))
    app.key("shift+Return")
    check("Shift+Enter goes back", says(app, "5 of 5"), count(app))
    app.key("shift+F3", "ctrl+shift+g")
    check("Shift+F3 and Ctrl+Shift+G too", says(app, "3 of 5"), count(app))
    app.click("toggle button", "Whole words")
    check("whole words are fewer", says(app, "3 of 4"), count(app))
    app.click("toggle button", "Capitals as they are written")
    check("and with their capitals", says(app, "1 of 2"), count(app))
    app.click("entry", "Find")
    app.key("ctrl+a")
    app.type("xyz")
    check("nothing is said to be nothing", says(app, "None"), count(app))
    app.key("ctrl+a")
    app.type("dua")
    check("it is found again", says(app, "1 of 1"), count(app))
    app.key("Escape")
    check("Escape closes the bar", stored(app, lambda: not app.find("entry", "Find"), "no bar"))
    check("with the cursor at the match", app.focused().get_name() == "Body" and selected(app) == ("dua", 20), selected(app))
    check("and no tint is left", not tinted(app), tinted(app))
    app.type("tiga")
    check("where one writes on", stored(app, lambda: blocks()[0][1] == "Banjir satu, banjir tiga.", "it"), blocks())
    app.key("shift+Home", "ctrl+shift+Home", "Right", "ctrl+Home", "ctrl+shift+Right", "ctrl+f")
    check("what is selected is looked for", app.text("entry", "Find").strip() == "Banjir", app.text("entry", "Find"))
    check("and the one that is selected", says(app, "2 of 2") and selected(app) == ("Banjir", 0), count(app))
    app.type("dan")
    check("what one writes takes its place", says(app, "1 of 1"), count(app))
    app.key("Escape")
    app.quit()


def expressions():
    app = begin()
    app.key("ctrl+f")
    app.click("toggle button", "Regular expression")
    app.click("entry", "Find")
    app.type("ban(j")
    check("what is wrong is said in words", stored(app, lambda: app.find("label", re.compile("has no partner")), "words"), app.outline())
    app.key("BackSpace", "BackSpace")
    app.type("[jd]\\w+")
    check("an expression finds", says(app, "2 of 6"), count(app))
    check("the words are gone", not app.find("label", re.compile("has no partner")))
    app.key("ctrl+a")
    app.type("(a+)+b*(a+)+$")
    app.type("x")
    check("one that would take for ever does not stop the window", says(app, "None"), count(app))
    app.quit()


def replacing():
    app = begin()
    app.key("ctrl+h")
    app.type("banjir")
    check("there are five", says(app, "2 of 5"), count(app))
    app.key("Tab")
    app.focus("text", "Replace with", keys=("Tab",))
    app.type("hujan")
    app.key("Return")
    check("Enter replaces the one that is selected", stored(app, lambda: blocks()[0][1] == "hujan satu, banjir dua.", "it"), blocks())
    check("and selects the next", says(app, "2 of 4") and selected(app) == ("banjir", 12), (count(app), selected(app)))
    app.shot("replace")
    app.click("button", "Replace All")
    check("all are replaced in text and headline", stored(app, lambda: field("headline") == "hujan di hulu"
          and [t for _, t in blocks()] == ["hujan satu, hujan dua.", "Bandara dan hujankanal.", "Tanpa kata itu.", "hujan akhir"], "it"), blocks())
    check("it says how many", app.find("label", "4 places replaced"), app.outline())
    app.key("Escape", "ctrl+z")
    check("one undo takes them all back", stored(app, lambda: field("headline") == "Banjir di hulu" and blocks()[0][1] == "hujan satu, banjir dua.", "it"), blocks())
    app.key("ctrl+z")
    check("one more the first", stored(app, lambda: blocks()[0][1] == "Banjir satu, banjir dua.", "it"), blocks())
    app.key("ctrl+h")
    app.type("banjir")
    check("the bar is there again", says(app, "2 of 5"), count(app))
    app.focus("text", "Replace with", keys=("Tab",))
    app.key("ctrl+a")
    app.type("banjir banjir")
    app.key("Return", "Return", "Return", "Return", "Return")
    check("what it becomes is not found again", stored(app, lambda: field("headline") == "banjir banjir di hulu"
          and blocks()[0][1] == "banjir banjir satu, banjir banjir dua." and blocks()[3][1] == "banjir banjir akhir", "it"), blocks())
    app.quit()


def changing():
    """The article is written on while the bar is open."""
    app = begin()
    app.key("ctrl+f")
    app.type("banjir")
    says(app, "2 of 5")
    app.click("text", "Body")
    app.key("ctrl+End")
    app.type(" dan banjir")
    check("what is written is counted", says(app, "6 matches"), count(app))
    app.key("F3")
    check("and the next is the one behind the cursor", says(app, "1 of 6"), count(app))
    app.key("ctrl+z")
    app.quit()


def counting():
    app = begin()
    total = stored(app, lambda: app.find("label", re.compile("^12 words · ")), "all words")
    check("all words are counted", total, app.outline())
    app.key("ctrl+Home", "shift+End")
    check("and those that are selected", stored(app, lambda: app.find("label", "4 of 12 words selected · 24 characters"), "some"), app.outline())
    app.key("ctrl+a")
    check("all of them too", stored(app, lambda: app.find("label", re.compile("^12 of 12 words selected")), "all"), app.outline())
    app.key("Left")
    check("until nothing is selected", stored(app, lambda: app.find("label", re.compile("^12 words · ")), "all words"), app.outline())
    app.quit()


def narrow():
    app = start("--empty", "--size", "360x640")
    app.click("text", "Body")
    app.type("Banjir")
    app.key("ctrl+h")
    app.type("ban")
    check("there is room at 360 pixels", says(app, "1 of 1"), count(app))
    app.shot("find-360")
    app.quit()


def whole():
    for part in (finding, expressions, replacing, changing, counting, narrow):
        part()


main(whole)
