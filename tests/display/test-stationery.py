#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one begins with instead of an empty page: articles from templates, snippets with fields from the menu on
“/” and from their list, captions for photos; each named, changed, made and deleted by people, and kept."""
import re
import tempfile

import journey as j
from driver import Atspi, check, main


def soon(app, question, what):
    try:
        app.wait(question, what, 15)
        return True
    except TimeoutError:
        return False


def body(app):
    return j.body(app)


def selected(app, name="Body"):
    iface = app.get("text", name).get_text_iface()
    if Atspi.Text.get_n_selections(iface) == 0:
        return ""
    piece = Atspi.Text.get_selection(iface, 0)
    return app.text("text", name)[piece.start_offset:piece.end_offset]


def names(app, title):
    sheets = app.find("list", title)
    return [n.get_name() for n in app.find_all("list item", within=sheets)] if sheets else None


def opened(app, keys, title):
    app.key(keys)
    app.get("list", title)
    app.settle(0.4)


def templates(app):
    opened(app, "ctrl+shift+n", "New from a Template")
    check("five kinds of articles to begin with", names(app, "New from a Template") == ["News", "Feature", "Interview", "Correction", "Live"], names(app, "New from a Template"))
    app.shot("templates")
    app.key("Down", "Down", "Return")
    check("one is chosen with the keyboard", soon(app, lambda: app.find("text", "Body") and body(app)[:2] == ["{who is asked, and why now}", "{question}"], "it"), app.find("text", "Body") and body(app))
    check("the headline comes first", soon(app, lambda: app.focused().get_name() == "Headline", "it"), app.focused().get_name())
    app.type("Wawancara")
    app.key("alt+3")
    app.click("text", "Body")
    app.key("ctrl+Home", "Tab")
    check("Tab selects the first field", soon(app, lambda: selected(app) == "{who is asked, and why now}", "it"), selected(app))
    app.type("Ibu Sari.")
    app.key("Tab")
    check("and goes on to the next", selected(app) == "{question}", selected(app))
    app.type("Mengapa?")
    app.key("Tab")
    check("past other letters", selected(app) == "{answer}", selected(app))
    app.type("Karena air")
    check("what is written takes its place", body(app)[:3] == ["Ibu Sari.", "Mengapa?", "“Karena air”"], body(app))
    app.key("ctrl+n")
    check("Ctrl+N is empty as ever", soon(app, lambda: app.text("text", "Headline") == "" and body(app) == [], "it"), body(app))


def own_template(app):
    app.type("Jadwal")
    app.click("text", "Body")
    app.type("Imsak {jam}.")
    opened(app, "ctrl+shift+n", "New from a Template")
    app.click("button", "Make a Template of the Open Article")
    app.get("text", "Name")
    check("it needs a name", not app.is_sensitive("button", "Save"))
    app.settle(0.3)
    app.type("Jadwal harian")
    app.shot("template-name")
    app.key("Return")
    check("people make their own", soon(app, lambda: (names(app, "New from a Template") or [])[-1:] == ["Jadwal harian"], "it"), names(app, "New from a Template"))
    row = [n for n in app.find_all("list item") if n.get_name() == "Jadwal harian"][0]
    app.press(app.find("button", "Rename", within=row))
    app.get("text", "Name")
    app.settle(0.3)
    app.key("ctrl+a")
    app.type("Imsakiah")
    app.key("Return")
    check("name them anew", soon(app, lambda: (names(app, "New from a Template") or [])[-1:] == ["Imsakiah"], "it"), names(app, "New from a Template"))
    row = [n for n in app.find_all("list item") if n.get_name() == "Live"][0]
    app.press(app.find("button", "Delete", within=row))
    check("delete any", soon(app, lambda: "Live" not in (names(app, "New from a Template") or ["Live"]), "it"), names(app, "New from a Template"))
    app.click(app.find_all("button", "Undo")[-1])
    check("and have it back", soon(app, lambda: "Live" in (names(app, "New from a Template") or []), "it"), names(app, "New from a Template"))
    row = [n for n in app.find_all("list item") if n.get_name() == "Feature"][0]
    app.settle(0.3)
    app.press(app.find("button", "Delete", within=row))
    soon(app, lambda: "Feature" not in names(app, "New from a Template"), "it")
    app.click("list item", "Imsakiah")
    check("one’s own begins an article as well", soon(app, lambda: app.text("text", "Headline") == "Jadwal" and body(app) == ["Imsak {jam}."], "it"), app.text("text", "Headline"))


def snippets(app):
    app.click("text", "Body")
    app.key("ctrl+End", "Return")
    app.type("/quo")
    menu = lambda: [r.get_name() for r in app.find_all("list item", within=app.find("list", "Kinds of blocks"))] if app.find("list", "Kinds of blocks") else []
    check("“/” offers snippets below the kinds", soon(app, lambda: "Quotation with its speaker" in menu(), "it"), menu())
    app.type("tat")
    app.settle(0.3)
    check("filtered by their names", menu() == ["Quotation with its speaker"], menu())
    app.shot("snippet-menu")
    app.key("Return")
    check("Return puts it in, with its first field selected", soon(app, lambda: body(app)[-1] == "“{quote},” said {name}, {position}." and selected(app) == "{quote}", "it"), (body(app), selected(app)))
    app.type("Air surut")
    app.key("Tab")
    check("Tab goes on", selected(app) == "{name}", selected(app))
    app.type("Rahmat")
    app.key("Tab")
    app.type("camat")
    check("the sentence is whole", body(app)[-1] == "“Air surut,” said Rahmat, camat.", body(app))
    states = []
    while body(app)[-1] not in states and "{quote}" not in body(app)[-1] and len(states) < 9:
        states.append(body(app)[-1])
        app.key("ctrl+z")
        app.settle(0.2)
    check("each field is undone by itself", "“Air surut,” said {name}, {position}." in states
          and body(app)[-1] == "“{quote},” said {name}, {position}.", (states, body(app)))
    app.key("ctrl+z")
    check("and one undo gives “/” back", soon(app, lambda: body(app)[-1] == "/quotat", "it"), body(app))
    app.key("ctrl+a", "Delete")
    opened(app, "ctrl+alt+s", "Snippets")
    app.click("button", "New Snippet")
    app.get("text", "Name")
    app.settle(0.3)
    app.type("Kaki")
    app.focus("text", "Text", ("Tab",))
    app.shot("snippet-new")
    app.type("Ditulis {date} oleh {penulis}.")
    app.key("Return")
    app.type("Redaksi")
    app.click("button", "Save")
    check("people write their own", soon(app, lambda: (names(app, "Snippets") or [])[-1:] == ["Kaki"], "it"), names(app, "Snippets"))
    app.shot("snippets")
    app.click("list item", "Kaki")
    check("a list puts it in; what is known is filled in", soon(app, lambda: len(body(app)) == 2 and re.match(r"Ditulis \d+/\d+/\d{4} oleh \{penulis\}\.$", body(app)[0]) and body(app)[1] == "Redaksi", "it"), body(app))
    check("the rest is a field", selected(app) == "{penulis}", selected(app))
    app.type("/kaki")
    app.key("BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace")
    app.key("ctrl+End", "Tab")


def captions(app):
    photo = j.make_photo(tempfile.mkdtemp())
    app.click("text", "Body")
    app.focus("text", "Place", ("Up", "shift+Tab"))
    app.type("TENGGARONG")
    app.drag([photo], "button", "Add Lead Photo")
    app.get("text", "Caption", patience=60)
    if not app.find("button", "Captions"):
        app.key("F9")
    app.click("button", "Captions")
    app.get("list", "Captions")
    app.settle(0.4)
    app.shot("captions")
    app.click("list item", "What, where, when")
    check("a pattern becomes the caption, with place and date", soon(app, lambda: any(re.match(r"\{what is to be seen\} in TENGGARONG, \d+/\d+/\d{4}\.$", app.text(n))
          for n in app.find_all("text", "Caption")), "it"), [app.text(n) for n in app.find_all("text", "Caption")])
    app.settle(0.3)
    app.type("Perahu")
    check("its first field is written over", soon(app, lambda: all(re.match(r"Perahu in TENGGARONG, ", app.text(n)) for n in app.find_all("text", "Caption")), "it"),
          [app.text(n) for n in app.find_all("text", "Caption")])
    app.shot("caption-filled")


def kept():
    app = j.begin(width=1280, height=850)
    opened(app, "ctrl+shift+n", "New from a Template")
    check("the newsroom’s own are there the next time", names(app, "New from a Template") == ["News", "Interview", "Correction", "Live", "Imsakiah"], names(app, "New from a Template"))
    app.key("Escape")
    app.resize(360, 700)
    opened(app, "ctrl+shift+n", "New from a Template")
    app.shot("templates-narrow")
    app.key("Escape")
    app.quit()


def whole():
    app = j.begin(width=1280, height=850, expect="without a current allocation")
    templates(app)
    own_template(app)
    snippets(app)
    captions(app)
    app.quit()
    kept()


main(whole)
