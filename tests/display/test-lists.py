#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists: their order, what is shown of them, and that they stay where they were while rows change."""
import journey as j
from driver import check, main, run

ARTICLES = [("Cuaca cerah", "Bayu", "Daerah"), ("Antre minyak", "Rina", "Ekonomi"), ("Banjir surut", "Bayu", "Ekonomi")]


def headlines(app):
    return [n.get_name() for n in app.find_all("list item", within=app.get("list", "Articles"))]


def choose(app, row, choice):
    """A choice of the popover."""
    app.click("toggle button", "Order and filter")
    app.settle(0.6)
    app.focus("combo box", row, ("Tab", "Down", "Up"))
    app.key("Return")
    app.click(app.wait(lambda: app.find_all("label", choice)[-1:], "the choice")[0])
    app.settle(0.4)
    app.key("Escape")
    app.settle(0.4)


def whole():
    for headline, person, section in ARTICLES:
        made = run("redaksictl", "new", "--headline", headline, "--byline", f"Penulis: {person}", "--section", section, "-", input="Isi.")
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
    app = j.begin(width=1600, height=850)
    app.write("Zaman baru")
    app.wait(lambda: len(headlines(app)) == 4 and "Zaman baru" in headlines(app), "four articles")
    check("the newest stands first", headlines(app)[0] == "Zaman baru", headlines(app))
    choose(app, "Order", "By headline")
    app.wait(lambda: headlines(app)[0] == "Antre minyak", "another order")
    check("by headline", headlines(app) == ["Antre minyak", "Banjir surut", "Cuaca cerah", "Zaman baru"], headlines(app))
    app.shot("lists-headline")
    choose(app, "Byline", "Bayu")
    app.wait(lambda: len(headlines(app)) < 4, "fewer articles")
    check("of one person", headlines(app) == ["Banjir surut", "Cuaca cerah"], headlines(app))
    app.click("toggle button", "Order and filter")
    app.settle(0.4)
    app.shot("lists-filter")
    app.click("button", "Show All")
    app.key("Escape")
    app.wait(lambda: len(headlines(app)) == 4, "all of them")
    check("and all again", len(headlines(app)) == 4)
    app.quit()


main(whole)
