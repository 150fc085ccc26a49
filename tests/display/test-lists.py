#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists: their order, what is shown of them, and the keys."""
import journey as j
from driver import check, main, run

ARTICLES = [("Cuaca cerah", "Bayu", "Daerah"), ("Antre minyak", "Rina", "Ekonomi"), ("Banjir surut", "Bayu", "Ekonomi"),
            ("Dermaga baru", "Bayu Aji", "Daerah")]
LAST = "Zaman baru"
ALPHABET = sorted([h for h, _, _ in ARTICLES] + [LAST])


def headlines(app):
    articles = app.find("list", "Articles")
    return [n.get_name() for n in app.find_all("list item", within=articles)] if articles else []


def await_headlines(app, what, expected):
    try:
        app.wait(lambda: headlines(app) == expected, what, 10)
    except TimeoutError:
        pass
    check(what, headlines(app) == expected, headlines(app))


def open_filter(app):
    app.click("button", "Order and filter")
    app.get("combo box", "Order")
    app.settle(0.5)


def pick(app, row, keys, words=None):
    """A choice by keys alone, in the dialog that is open; long lists are searched with @words."""
    app.focus("combo box", row, ("Down", "Tab", "shift+Tab"))
    app.key("Return")
    app.settle(0.5)
    if words:
        app.type(words)
        app.settle(0.3)
    app.key(*keys.split(), "Return")
    app.settle(0.5)


def close(app):
    app.key("Escape")
    app.gone("combo box", "Order")
    app.settle(0.3)


def order(app):
    open_filter(app)
    pick(app, "Order", "End")
    await_headlines(app, "by headline, while one chooses", ALPHABET)
    close(app)
    await_headlines(app, "and when it is closed", ALPHABET)
    check("an order alone hides nothing", not app.find("button", "Show All"))
    open_filter(app)
    pick(app, "Order", "Home Down")
    close(app)
    await_headlines(app, "the oldest first", [h for h, _, _ in ARTICLES] + [LAST])
    open_filter(app)
    pick(app, "Order", "End")
    close(app)


def narrow(app):
    open_filter(app)
    check("there is nothing to show all of yet", not app.is_sensitive("button", "Show All"))
    pick(app, "Byline", "Down Down", "bayu")
    await_headlines(app, "one person’s, not those of a person whose name goes on", ["Banjir surut", "Cuaca cerah"])
    pick(app, "Section", "Down", "ekon")
    await_headlines(app, "of one section", ["Banjir surut"])
    app.shot("lists-filter")
    close(app)
    check("above the list stands what is shown", app.find("label", "Bayu · Ekonomi"))
    app.shot("lists-narrow")
    app.key("ctrl+shift+f")
    app.type("cuaca")
    app.get("label", "Nothing Found")
    check("a search is within it", app.get("label", "Try fewer or other words."))
    app.key("ctrl+a")
    app.type("banjir")
    await_headlines(app, "and finds what is there", ["Banjir surut"])
    app.key("Escape")
    app.settle(0.5)
    app.click("button", "Show All")
    await_headlines(app, "Show All shows all", ALPHABET)
    app.gone("label", "Bayu · Ekonomi")
    check("and the keyboard is in the list", app.focused() and app.focused().get_role_name() == "list item", app.focused())


def by_site_and_time(app):
    open_filter(app)
    pick(app, "Site", "End")
    check("of what was sent nowhere a site has nothing", app.get("label", "Nothing on this shelf is of that kind."))
    app.click(app.get("button", "Show All", app.get("dialog", "Order and Filter")))
    app.gone("combo box", "Order")
    await_headlines(app, "from the dialog too Show All shows all", ALPHABET)
    open_filter(app)
    pick(app, "Changed", "Home Down")
    close(app)
    await_headlines(app, "all of it was written today", ALPHABET)
    check("and says so", app.get("label", "Today"))
    app.click("button", "Show All")


def on_row(app, headline):
    try:
        app.wait(lambda: (lambda n: n and n.get_role_name() == "list item" and n.get_name() == headline)(app.focused()), headline, 10)
        return True
    except TimeoutError:
        return False


def keys(app):
    """All that is done to a list, by keys alone."""
    app.key("alt+2", "Home")
    check("Home leads to the first", on_row(app, ALPHABET[0]), app.focused())
    app.key("End")
    check("End to the last", on_row(app, ALPHABET[-1]), app.focused())
    app.key("Page_Up")
    check("Page Up to the first, where all are seen", on_row(app, ALPHABET[0]), app.focused())
    app.key("Down")
    check("and an arrow to the next, which opens", on_row(app, ALPHABET[1]) and app.wait_text("text", "Headline", ALPHABET[1]) == ALPHABET[1])
    for opens in ("shift+F10", "Menu"):
        app.key(opens)
        check(f"{opens} opens the row’s menu", app.get("menu item", "Delete"))
        app.key("Escape")
        app.gone("menu item", "Delete")
        check("Escape closes it, and the row has the keyboard", on_row(app, ALPHABET[1]), app.focused() and app.focused().get_role_name() + app.focused().get_name())
    app.type("derm")
    await_headlines(app, "what one types on the list is searched for", ["Dermaga baru"])
    app.key("Down")
    check("an arrow leads from the search to what was found", on_row(app, "Dermaga baru"), app.focused())
    app.key("Escape")
    await_headlines(app, "Escape ends the search", ALPHABET)
    app.key("alt+2", "Home", "Down", "Delete")
    check("Delete puts it into the trash", app.toast("^Article deleted"))
    await_headlines(app, "and it only", [h for h in ALPHABET if h != ALPHABET[1]])
    check("the keyboard stays there", on_row(app, ALPHABET[2]), app.focused())
    app.press(app.find_all("button", "Undo")[-1])
    await_headlines(app, "and Undo brings it back", ALPHABET)
    app.key("alt+2", "ctrl+a")
    check("Ctrl+A selects all", app.get("label", "5 selected"))
    app.key("Escape")
    app.gone("label", "5 selected")
    check("and Escape the open one alone", True)


def small(app):
    app.resize(360, 700)
    app.settle(0.5)
    app.key("alt+2")
    app.settle(0.5)
    open_filter(app)
    app.shot("lists-filter-360")
    check("on a phone every choice is within the window",
          all(app.box(n)[2] <= 360 for n in app.find_all("combo box") if n.get_name() in ("Order", "Byline", "Section", "Site", "Changed")))
    pick(app, "Byline", "Down", "rin")
    close(app)
    await_headlines(app, "and works", ["Antre minyak"])
    app.shot("lists-narrow-360")


def whole():
    for headline, person, section in ARTICLES:
        made = run("redaksictl", "new", "--headline", headline, "--byline", f"Penulis: {person}", "--section", section, "-", input="Isi.")
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
    app = j.begin(argv=("redaksi", "--practice"), width=1600, height=850)
    j.new_article(app)
    app.key("alt+3")
    app.focus("text", "Headline")
    app.write(LAST)
    app.wait(lambda: len(headlines(app)) == 5 and LAST in headlines(app), "five articles")
    check("the newest stands first", headlines(app)[0] == LAST, headlines(app))
    app.key("F8")
    app.toast("practice site is ready", patience=60)
    app.key("F8")
    order(app)
    narrow(app)
    by_site_and_time(app)
    keys(app)
    small(app)
    app.quit()


main(whole)
