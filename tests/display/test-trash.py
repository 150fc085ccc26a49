#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trash: into it with a key and back by Undo, many at once, out of it by its menu, and for good
after a question that says what goes; and what is on its way to a site."""
import os
import re
import signal

import journey as j
from driver import App, check, main, run

HEADLINES = ["Banjir surut di hulu", "Cuaca cerah sepekan", "Harga beras turun", "Jalan desa diaspal"]


def headlines(app):
    return [n.get_name() for n in app.find_all("list item", within=app.get("list", "Articles"))]


def shelf(app, name):
    app.click("list item", name)
    app.settle(0.4)


def in_trash(app):
    shelf(app, "Trash")
    app.settle(0.4)
    return sorted(headlines(app)) if app.find("list", "Articles") else []


def sheet(app, heading):
    """What a question says."""
    app.get("label", heading)
    app.settle(0.5)
    return " ".join(n.get_name() or "" for n in app.find_all("label"))


def prepare():
    for headline in HEADLINES[:3]:
        made = run("redaksictl", "new", "--headline", headline, "-", input="Isi yang rahasia.")
        if made.returncode != 0:
            raise RuntimeError(made.stderr)


def one(app):
    app.key("alt+2", "Home", "Delete")
    check("Delete puts an article into the trash", app.toast("^Article deleted"))
    app.wait(lambda: len(headlines(app)) == 3, "three rows")
    check("which has it, and nothing else", in_trash(app) == [HEADLINES[3]], in_trash(app))
    app.shot("trash")
    app.key("alt+2", "Home", "Menu")
    app.press("menu item", "Restore")
    check("its menu brings it back, from the keyboard", app.toast("^Article restored"))
    check("and the trash says that it is empty", app.get("label", "The Trash Is Empty"))
    shelf(app, "Drafts")
    check("the article is a draft again", len(headlines(app)) == 4, headlines(app))


def many(app):
    app.key("alt+2", "Home", "shift+Down")
    app.wait(lambda: app.find("label", "2 selected"), "two selected")
    check("Shift and an arrow select two", True)
    app.key("Escape")
    app.wait(lambda: not app.find("label", "2 selected"), "none selected but the open one")
    app.key("ctrl+a")
    check("Ctrl+A selects all, and says how many", app.get("label", "4 selected"))
    app.shot("many")
    app.key("Delete")
    check("all of them go at once", app.toast("^4 articles deleted"))
    app.get("label", "No Drafts")
    app.press("button", "Undo")
    app.wait(lambda: app.find("list", "Articles") and len(headlines(app)) == 4, "all of them again")
    check("and come back at once", sorted(headlines(app)) == sorted(HEADLINES), headlines(app))


def for_good(app):
    app.key("alt+2", "Home", "shift+Down", "Delete")
    app.wait(lambda: len(headlines(app)) == 2, "two rows")
    left = headlines(app)
    gone = [h for h in HEADLINES if h not in left]
    check("two are in the trash", in_trash(app) == sorted(gone), in_trash(app))
    app.key("alt+2", "Home", "Delete")
    words = sheet(app, "Delete for Ever?")
    check("before one goes for ever it is named", any(f"“{h}” goes" in words for h in gone) and "can’t be brought back" in words, words)
    app.key("Escape")
    app.settle(0.6)
    check("Escape keeps it", in_trash(app) == sorted(gone), in_trash(app))
    app.key("alt+2", "Home", "Delete")
    sheet(app, "Delete for Ever?")
    app.click("button", "Delete for Ever")
    check("then it is gone", app.toast("^1 article is gone"))
    app.wait(lambda: len(headlines(app)) == 1, "one row")
    app.click("button", "Empty Trash…")
    words = sheet(app, "Empty the Trash?")
    check("emptying says how many go", "1 article goes" in words, words)
    app.shot("empty-trash")
    app.click("button", "Delete for Ever")
    check("the trash is empty", app.get("label", "The Trash Is Empty"))
    shelf(app, "Drafts")
    check("the others are where they were", headlines(app) == left, headlines(app))


def open_one(app):
    shelf(app, "Drafts")
    app.key("alt+2", "Home")
    headline = app.wait(lambda: app.text("text", "Headline"), "an open article")
    app.key("alt+3", "alt+Delete")
    check("the open article is deleted by keys", app.toast("^Article deleted"))
    check("and closed", app.get("label", "No Article Open"))
    shelf(app, "Trash")
    app.click("list item", headline)
    check("in the trash it can be read, and says where it is", app.get("label", "This article is in the trash."))
    app.click("button", "Restore")
    app.wait(lambda: not app.find("label", "This article is in the trash."), "the banner to go")
    shelf(app, "Drafts")
    check("a button restores it", headline in headlines(app), headlines(app))
    check("and it is still open", app.text("text", "Headline") == headline)


def press_of(app):
    found = run("pgrep", "-f", "redaksi-press").stdout.split()
    return [int(p) for p in found if os.path.basename(os.readlink(f"/proc/{p}/exe")) == "redaksi-press"]


def on_its_way(app):
    app.click("toggle button", "Main menu")
    app.press("menu item", "Practice Site")
    app.toast("practice site is ready", patience=60)
    headline = app.text("text", "Headline")
    pids = press_of(app)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        app.key("ctrl+shift+p")
        app.settle(1.5)
        confirm = app.get("button", "Publish")
        app.wait(lambda: app.is_sensitive(confirm), "that it may be published")
        app.click(confirm)
        app.toast("^Sending to")
        app.key("alt+2", "Home", "Delete")
        words = sheet(app, "Stop Sending and Delete?")
        check("what is on its way is asked about", "It is in the outbox, for Practice Newspaper." in words, words)
        app.shot("on-its-way")
        app.key("Escape")
        app.settle(0.6)
        check("Keep deletes nothing", headline in headlines(app), headlines(app))
        app.key("alt+2", "Home", "Delete")
        sheet(app, "Stop Sending and Delete?")
        app.click("button", "Stop and Delete")
        check("stopped, it is deleted", app.toast("^Article deleted"))
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
    check("and is in the trash", headline in in_trash(app), in_trash(app))


def whole():
    prepare()
    app = j.begin(width=1600, height=850)
    app.write(HEADLINES[3])
    app.wait(lambda: HEADLINES[3] in headlines(app) and len(headlines(app)) == 4, "four articles")
    one(app)
    many(app)
    for_good(app)
    open_one(app)
    on_its_way(app)
    app.quit()


main(whole)
