#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history: a timeline with names by hand, two versions word by word, and what is restored: all of
one, or one field or block by itself; each restore undone."""
import re

import journey as j
from driver import check, main, run

OLD = ["Air sungai naik sejak pagi di tiga desa.", "Warga mengungsi ke balai desa.", "Posko dibuka petang."]


def redaksictl(*arguments, text=None):
    done = run("redaksictl", *arguments, input=text)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout


def prepare():
    article = redaksictl("new", "--headline", "Banjir di hulu", "--byline", "Penulis: Bayu", "-", text="\n\n".join(OLD)).split()[-1]
    redaksictl("set", article, "headline=Banjir surut di hulu", "section=Daerah")


def versions(app):
    """The timeline, newest first."""
    return [n.get_name() for n in app.find_all("list item", within=app.get("list", "History"))]


def open_first(app):
    """Compares the oldest version, at the end of the details."""
    x, y, width, height = app.box("list", "History")
    ax, ay, aw, ah = app.area()
    for _ in range(12):
        app.click_at(x + width / 2, ay + ah / 2, 5)
    app.settle(0.5)
    app.click(app.find_all("list item", within=app.get("list", "History"))[-1])
    app.get("list", "Differences")
    app.settle(0.6)


def differences(app):
    rows = app.find("list", "Differences")
    return {n.get_name(): n.get_description() or "" for n in app.find_all("list item", within=rows)} if rows else {}


def body(app):
    return j.body(app)


def write(app):
    app.key("alt+2", "End")
    app.wait(lambda: app.text("text", "Headline") == "Banjir surut di hulu", "the article")
    app.key("alt+3")
    app.focus("text", "Body", ("Tab", "Down"))
    app.key("ctrl+Home", "ctrl+shift+Right", "ctrl+shift+Right", "Delete")
    app.type("Sungai Mahakam ")
    app.key("ctrl+End", "Return")
    app.type("Hujan reda.")
    app.settle(1)
    check("the text is another one", body(app)[-1] == "Hujan reda." and body(app)[0].startswith("Sungai Mahakam"), body(app))


def timeline(app):
    j.show_details(app)
    app.press("button", "Keep this version")
    app.get("text", "Name of the version")
    app.settle(0.5)
    app.type("Sebelum dibaca pengacara")
    app.key("Return")
    app.wait(lambda: any("pengacara" in v for v in versions(app)), "the named version")
    names = versions(app)
    check("a version has the name that it was given, and its hour", re.match(r"^“Sebelum dibaca pengacara”, today \d\d:\d\d$", names[0]), names)
    check("the first says how it began", names[-1].endswith("the beginning"), names)
    app.shot("timeline")


def compare(app):
    open_first(app)
    app.shot("versions")
    found = differences(app)
    check("the headline is compared word by word", found.get("Headline") == "New: “surut”", found)
    check("a field that was empty is new", found.get("Section") == "New: “Daerah”", found)
    check("what was changed in a paragraph is said, and no more",
          any("Removed: “Air sungai”" in d and "New: “Sungai Mahakam”" in d and "pagi" not in d for d in found.values()), found)
    check("a new paragraph is called so", "Paragraph, new" in found, found)
    return found


def one(app):
    app.press("button", "Restore only this: Headline")
    app.wait(lambda: "Headline" not in differences(app), "the headline to be equal")
    check("one field is restored by itself", len(differences(app)) == 3, differences(app))
    app.press("button", "Restore only this: Paragraph, new")
    app.wait(lambda: "Paragraph, new" not in differences(app), "the paragraph to go")
    app.shot("versions-one")
    app.press("button", "Undo")
    app.wait(lambda: "Paragraph, new" in differences(app), "the paragraph again")
    check("Undo brings it again", True)
    app.key("Escape")
    app.settle(0.6)
    check("the headline is as it was, the text is not", app.text("text", "Headline") == "Banjir di hulu" and body(app)[-1] == "Hujan reda.",
          body(app))
    app.wait(lambda: versions(app)[0].endswith("restored"), "a version of what was restored")
    check("what was restored is a version of its own", True)


def whole_version(app):
    open_first(app)
    app.click("button", "Restore This Version")
    check("a version is restored", app.toast("^Restored"))
    app.wait(lambda: body(app) == OLD, "the old text")
    check("to the letter", body(app) == OLD and app.text("text", "Headline") == "Banjir di hulu", body(app))
    app.settle(0.6)
    app.key("alt+3", "ctrl+z")
    app.wait(lambda: body(app)[-1] == "Hujan reda.", "the newer text")
    check("and undone", body(app)[0].startswith("Sungai Mahakam"), body(app))


def keyboard(app):
    """From the timeline into the comparison and through it, by keys alone."""
    rows = app.find_all("list item", within=app.get("list", "History"))
    app.click("button", "Keep this version")
    app.get("text", "Name of the version")
    app.settle(0.4)
    app.key("Escape")
    app.settle(0.5)
    app.key("Tab", "Down", "Return")
    check("Return on a version compares it", app.get("button", "Restore This Version") and len(rows) > 1)
    app.focus("combo box", "To", ("Tab",))
    app.key("Escape")
    app.settle(0.5)


def small(app):
    app.resize(360, 700)
    app.settle(0.5)
    if not app.find("list", "History"):
        app.key("F9")
    app.settle(0.8)
    open_first(app)
    check("the comparison has room on a phone", app.get("list", "Differences"))
    app.shot("versions-360")
    app.key("Escape")
    app.settle(0.5)


def whole():
    prepare()
    app = j.begin(width=1600, height=850)
    write(app)
    timeline(app)
    compare(app)
    one(app)
    whole_version(app)
    keyboard(app)
    small(app)
    app.quit()


main(whole)
