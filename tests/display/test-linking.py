#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+K: words typed in the address's place find our own stories, those that readers can read first; arrows
and Return choose; an address is one as ever; Escape leads back to the text as it was selected."""
import json
import re

import journey as j
from driver import Atspi, check, main, run

STORIES = [("Harga beras naik di pasar pagi", "publish"), ("Panen beras melimpah di hulu", "publish"),
           ("Beras untuk posko belum dikirim", None), ("Sekolah dibuka lagi", "publish")]


def soon(app, question, what):
    try:
        app.wait(question, what, 15)
        return True
    except TimeoutError:
        return False


def ctl(*arguments):
    answer = run("redaksictl", "--json", *arguments)
    return json.loads(answer.stdout or "{}")


def publish_stories(app):
    site = ctl("site", "list")["sites"][0]["name"]
    for headline, intent in STORIES:
        article = ctl("new", "--headline", headline)["id"]
        run("redaksictl", "set", article, "body=Isi berita tentang itu.")
        if intent:
            sent = ctl("push", article, "--site", site, "--as", intent, "--wait")
            check(f"“{headline}” is published", sent.get("state") == "published" or sent.get("stage") == "done", sent)


def offered(app):
    stories = app.find("list", "Your Own Stories")
    return [(n.get_name(), n.get_state_set().contains(Atspi.StateType.SENSITIVE)) for n in app.find_all("list item", within=stories)] if stories else []


def chosen(app):
    stories = app.find("list", "Your Own Stories")
    return [n.get_name() for n in app.find_all("list item", within=stories) if app.has_state(n, None, "selected")] if stories else []


def linked(app):
    text = app.text("text", "Body")
    return [text[r[0]:r[1]] for r in app.runs("text", "Body") if r[2].get("underline") == "single"]


def selected(app):
    iface = app.get("text", "Body").get_text_iface()
    if Atspi.Text.get_n_selections(iface) == 0:
        return ""
    piece = Atspi.Text.get_selection(iface, 0)
    return app.text("text", "Body")[piece.start_offset:piece.end_offset]


def address(app):
    """Where the link at the cursor leads; the popover is closed again."""
    app.key("ctrl+k")
    app.get("text", "Address of the link")
    app.settle(0.3)
    found = app.text("text", "Address of the link")
    app.key("Escape")
    app.gone("text", "Address of the link")
    return found


def ask(app):
    app.key("ctrl+k")
    app.get("text", "Address of the link")


def words(app):
    app.key("ctrl+Home", "ctrl+shift+Right")
    check("a word is selected", selected(app) == "Pasar", selected(app))
    ask(app)
    check("what is selected is looked for at once", soon(app, lambda: [o[0] for o in offered(app)] == ["Harga beras naik di pasar pagi"], "it"), offered(app))
    check("but not chosen", chosen(app) == [], chosen(app))
    app.shot("link-offered")
    app.type("beras")
    check("typed words find stories, those with an address first", soon(app, lambda: [o[1] for o in offered(app)] == [True, True, False], "three"), offered(app))
    names = [o[0] for o in offered(app)]
    check("the one that is not out yet comes last", names[2] == STORIES[2][0] and set(names[:2]) == {STORIES[0][0], STORIES[1][0]}, names)
    check("the first is chosen", chosen(app) == names[:1], chosen(app))
    app.key("Down", "Down")
    check("Down chooses, past what has no address", chosen(app) == names[1:2], chosen(app))
    app.shot("link-stories")
    app.key("Escape")
    check("Escape leads back to the text", soon(app, lambda: app.focused().get_name() == "Body", "it"), app.focused().get_name())
    check("with what was selected", soon(app, lambda: selected(app) == "Pasar", "it"), selected(app))
    check("and no link", not linked(app), linked(app))
    ask(app)
    app.type("panen beras")
    check("each word narrows", soon(app, lambda: [o[0] for o in offered(app)] == [STORIES[1][0]], "one"), offered(app))
    app.key("Return")
    check("Return makes the link", soon(app, lambda: linked(app) == ["Pasar"], "it"), linked(app))
    found = address(app)
    check("to the story’s address", re.match(r"http://127\.0\.0\.1:\d+/.*panen", found), found)
    page = run("curl", "-s", found).stdout
    check("where readers find it", STORIES[1][0] in page, page[:500])


def addresses(app):
    app.key("ctrl+End", "shift+ctrl+Left")
    check("the last word is selected", selected(app) == "hulu", selected(app))
    ask(app)
    app.type("bebaca.id/beras")
    check("an address is no words", soon(app, lambda: offered(app) == [], "none"), offered(app))
    app.key("Return")
    check("and goes as ever", soon(app, lambda: linked(app) == ["Pasar", "hulu"], "it"), linked(app))
    check("it is there", address(app) == "https://bebaca.id/beras")
    ask(app)
    check("a link that is there shows its address alone", offered(app) == [], offered(app))
    app.type("tidakadayangbegini lah")
    app.key("Return")
    check("words that nothing has get a sentence", soon(app, lambda: app.find("label", re.compile("no story of yours")), "it"), app.outline())
    app.key("Escape")
    ask(app)
    app.type("sekolah")
    check("a link can lead to a story instead", soon(app, lambda: chosen(app) == [STORIES[3][0]], "it"), offered(app))
    app.click("list item", STORIES[3][0])
    check("with a click", soon(app, lambda: "sekolah" in address(app), "it"), linked(app))
    ask(app)
    app.click("button", "Remove Link")
    check("Remove Link takes it away", soon(app, lambda: linked(app) == ["Pasar"], "one"), linked(app))
    app.key("ctrl+z")
    check("and undo brings it back", soon(app, lambda: linked(app) == ["Pasar", "hulu"], "two"), linked(app))


def whole():
    app = j.begin(argv=("redaksi", "--practice"), width=1280, height=850)
    app.toast("practice site is ready", patience=60)
    publish_stories(app)
    app.key("ctrl+n")
    app.get("text", "Headline")
    app.type("Beras hari ini")
    app.click("text", "Body")
    app.type("Pasar ramai sejak pagi.\nBeras datang dari hulu")
    words(app)
    addresses(app)
    app.resize(360, 700)
    app.key("alt+3", "ctrl+End", "shift+ctrl+Left")
    ask(app)
    app.type("beras")
    check("at 360 px too", soon(app, lambda: len(offered(app)) == 3, "three"), offered(app))
    app.shot("link-narrow")
    width = app.box("list", "Your Own Stories")[2]
    check("no wider than a phone", width <= 330, width)
    app.key("Escape")
    app.quit()


main(whole)
