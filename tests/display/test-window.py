#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window round the text: welcome, new, search, delete and undo, details by keyboard, publishing to
the practice site, and 360 pixels. What the text itself does is tested elsewhere."""
import re
import tempfile

from gi.repository import Atspi

import journey as j
from driver import App, check, main

# Not the lists: the keyboard goes to their rows.
CONTROLS = ("button", "toggle button", "check box", "radio button", "switch", "text", "entry", "password text",
            "combo box", "list item", "spin button", "slider", "link", "menu item", "tab", "menu button")


def headlines(app):
    return [n.get_name() for n in app.find_all("list item", within=app.get("list", "Articles"))]


def welcome(app):
    check("the first start offers three ways", all(
        app.find("list item", re.compile(name)) for name in ("Practice Site", "Your Newspaper", "Just Begin")))
    named(app, "welcome")
    app.focus("list item", re.compile("Just Begin"), keys=("Down", "Tab"))
    app.key("Return")
    check("one of them begins an article, by the keyboard", app.get("text", "Headline"))
    named(app, "article")


def welcome_shortcut():
    """The same without looking at what is offered."""
    app = App(["redaksi"], env={"XDG_CONFIG_HOME": tempfile.mkdtemp(), "XDG_DATA_HOME": tempfile.mkdtemp()})
    app.get("list item", re.compile("Just Begin"))
    app.key("ctrl+shift+f", "alt+1", "ctrl+n")
    check("Ctrl+N begins an article from the welcome", app.get("text", "Headline"))
    check("and the welcome is gone", not app.find("list item", re.compile("Just Begin")))
    app.quit()


def is_anonymous(node):
    """Whether it takes the keyboard and a screen reader has nothing to call it by."""
    states = node.get_state_set()
    return (states.contains(Atspi.StateType.FOCUSABLE) and states.contains(Atspi.StateType.SENSITIVE)
            and node.get_role_name() in CONTROLS and not (node.get_name() or "").strip()
            # What an AdwComboRow shows as chosen is a list of one; the row has the name.
            and not (node.get_role_name() == "list item" and any(p.get_role_name() == "combo box" for p in parents(node))))


def named(app, view):
    """Everything on show that takes the keyboard has a name."""
    lost = [f"{n.get_role_name()} in {[(p.get_role_name(), p.get_name()) for p in parents(n)][:4]}"
            for n in app.find_all() if is_anonymous(n)]
    check(f"every control has a name: {view}", not lost, "\n".join(lost))


def parents(node):
    node = node.get_parent()
    while node is not None and node.get_role_name() != "application":
        yield node
        node = node.get_parent()


def list_and_search(app):
    app.write("Banjir surut di hulu")
    app.wait(lambda: "Banjir surut di hulu" in headlines(app), "the headline in the list")
    app.key("ctrl+n")
    app.wait(lambda: app.text("text", "Headline") == "", "an empty article")
    app.write("Harga beras “turun”")
    app.wait(lambda: len(headlines(app)) == 2, "two rows")
    check("the newest stands first", headlines(app)[0] == "Harga beras “turun”", headlines(app))
    app.key("ctrl+shift+f")
    app.write("banjir")
    app.wait(lambda: headlines(app) == ["Banjir surut di hulu"], "what was found")
    check("the open article is not changed by a search", app.text("text", "Headline") == "Harga beras “turun”")
    app.key("Escape")
    app.wait(lambda: len(headlines(app)) == 2, "all rows again")


def delete_and_undo(app):
    app.key("alt+2", "Home", "Delete")
    check("a toast tells of the deletion", app.toast("deleted"))
    app.wait(lambda: len(headlines(app)) == 1, "one row")
    app.press("button", "Undo")
    app.wait(lambda: len(headlines(app)) == 2, "both rows")
    check("undo brings the article back", "Harga beras “turun”" in headlines(app), headlines(app))
    app.click("list item", "Harga beras “turun”")
    app.wait(lambda: app.text("text", "Headline") == "Harga beras “turun”", "the article")


def names(app):
    return [t for t in (app.text(n) for n in app.find_all("text", within=app.get("list", "Bylines"))) if t]


def details(app):
    if not app.find("list", "Bylines"):
        app.key("F9")
    entry = app.get("text", re.compile("^Add a name"))
    for words in ("Bayu", "Editor: Rina"):
        app.click(entry)
        app.write(words)
        app.key("Return")
    app.wait(lambda: names(app) == ["Bayu", "Rina"], "two bylines")
    named(app, "details")
    app.click("text", "Editor")
    app.key("alt+Up")
    app.wait(lambda: names(app) == ["Rina", "Bayu"], "the other order")
    check("bylines change places by the keyboard", names(app) == ["Rina", "Bayu"], names(app))
    app.key("ctrl+z")
    check("and undo is the document’s", app.wait(lambda: names(app) == ["Bayu", "Rina"], "the order before"))
    app.click("text", "Add a tag")
    app.write("Pasar, Beras, pasar")
    app.key("Return")
    check("tags are kept once each", app.wait(lambda: len(app.find_all("button", re.compile("^Remove the tag"))) == 2, "two tags"))
    check("all is saved", app.get("label", re.compile("^Saved here"), patience=20))
    app.key("F9")


def practice(app):
    app.click("toggle button", "Main menu")
    app.press("menu item", "Practice Site")
    check("the practice site comes up", app.toast("practice site is ready", patience=60))
    app.click("text", "Body")
    app.write("Harga beras turun sejak kemarin.")
    app.key("ctrl+shift+p")
    app.get("button", "Publish")
    named(app, "publishing")
    app.key("Escape")
    app.settle(0.5)
    j.publish(app, "Practice Newspaper")


def dialogs(app):
    app.key("ctrl+comma")
    app.settle(0.7)
    named(app, "preferences")
    app.key("Escape")
    app.settle(0.5)
    app.key("ctrl+question")
    app.settle(0.7)
    named(app, "shortcuts")
    app.key("Escape")
    app.settle(0.5)
    app.click("button", "Add a site")
    app.get("text", re.compile("^Address"))
    named(app, "adding a site")
    app.key("Escape")
    app.settle(0.5)
    app.click("list item", "Outbox")
    app.settle(0.7)
    named(app, "Outbox")


def narrow(app):
    app.resize(360, 700)
    app.key("alt+1")
    app.get("list item", "Drafts")
    check("at 360 px the shelves are a page", not app.find("text", "Headline"))
    app.key("alt+3")
    check("and the article is one", app.get("text", "Headline") and not app.find("list item", "Drafts"))
    app.key("F8")
    check("and the preview", app.get("document web", patience=60) and not app.find("text", "Headline"))
    app.key("F8")


def whole():
    welcome_shortcut()
    app = App(["redaksi"], width=1600, height=850)
    welcome(app)
    list_and_search(app)
    delete_and_undo(app)
    details(app)
    practice(app)
    dialogs(app)
    app.key("F9")
    narrow(app)
    app.quit()


main(whole)
