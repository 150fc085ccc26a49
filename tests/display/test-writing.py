#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one writes with besides letters, in the article pane alone: the menu on “/”."""
from demo import attribute, blocks, start, stored
from driver import check, main


def offered(app):
    """What the open menu shows, top to bottom; None while it is closed."""
    menu = app.find("list", "Kinds of blocks")
    return [row.get_name() for row in app.find_all("list item", within=menu)] if menu else None


def chosen(app):
    menu = app.find("list", "Kinds of blocks")
    rows = [row.get_name() for row in app.find_all("list item", within=menu) if app.has_state(row, None, "selected")] if menu else []
    return rows[0] if len(rows) == 1 else rows


def opens(app):
    return stored(app, lambda: offered(app), "the menu")


def closes(app):
    return stored(app, lambda: offered(app) is None, "no menu")


def block_menu():
    app = start("--empty")
    app.click("text", "Body")
    app.type("Satu.\n/")
    check("“/” alone in a paragraph opens the menu", opens(app), app.outline())
    all_kinds = offered(app)
    check("with all kinds", {"Paragraph", "Heading", "Smaller Heading", "Smallest Heading", "Quote", "Pull Quote", "Bulleted List",
                             "Numbered List", "Divider", "Photo…"} <= set(all_kinds), all_kinds)
    check("the text keeps the keyboard", app.focused().get_name() == "Body", app.focused().get_name())
    check("the first is chosen", chosen(app) == "Paragraph", chosen(app))
    app.key("Down", "Down", "Up")
    app.shot("block-menu")
    check("arrows choose", chosen(app) == "Heading", chosen(app))
    app.key("Down", "Down", "Down")
    check("past the ones that are there", chosen(app) == "Quote", chosen(app))
    app.key("Return")
    check("Return makes it", stored(app, lambda: blocks() == [("paragraph", "Satu."), ("quote", "")], "it"), blocks())
    check("and the menu is gone", closes(app))
    app.type("Air naik")
    check("one writes on in it", stored(app, lambda: blocks()[1] == ("quote", "Air naik"), "it"), blocks())
    app.key("ctrl+z", "ctrl+z")
    check("one undo gives what was typed back", stored(app, lambda: blocks()[1:] == [("paragraph", "/")], "it"), blocks())
    check("without the menu", offered(app) is None)
    app.key("ctrl+z")
    check("and one more nothing", stored(app, lambda: "/" not in blocks()[-1][1], "it"), blocks())
    app.quit()


def filtering():
    app = start("--empty")
    app.click("text", "Body")
    app.type("/he")
    check("letters filter", stored(app, lambda: offered(app) == ["Heading", "Smaller Heading", "Smallest Heading"], "three"), offered(app))
    check("what is chosen is one of them", chosen(app) == "Heading", chosen(app))
    app.key("Down", "BackSpace", "BackSpace")
    check("Backspace widens it again and keeps what was chosen", len(offered(app) or []) > 8 and chosen(app) == "Smaller Heading", offered(app))
    app.type("SMALLEST")
    check("whatever the case", offered(app) == ["Smallest Heading"], offered(app))
    app.key("Return")
    check("the rest of the name is not needed", stored(app, lambda: blocks() == [("heading", "")] and attribute(0, "level") == "4", "it"), blocks())
    app.key("ctrl+z")
    check("undo gives “/SMALLEST” back", stored(app, lambda: blocks() == [("paragraph", "/SMALLEST")], "it"), blocks())
    app.key("ctrl+a", "Delete")
    app.type("/1.")
    check("signs find what they would make", offered(app) == ["Numbered List"], offered(app))
    app.key("Tab")
    check("Tab chooses too", stored(app, lambda: blocks() == [("list-item", "")] and attribute(0, "ordered") == "true", "it"), blocks())
    app.key("ctrl+z", "ctrl+a", "Delete")
    app.type("/---")
    check("also for a line", offered(app) == ["Divider"], offered(app))
    app.key("Return")
    check("a divider takes the place, and one writes on below", stored(app, lambda: [k for k, _ in blocks()] == ["divider", "paragraph"], "it"), blocks())
    app.type("Bawah")
    check("there", stored(app, lambda: blocks()[1] == ("paragraph", "Bawah"), "it"), blocks())
    app.key("ctrl+z", "ctrl+z")
    check("as one undo", stored(app, lambda: blocks() == [("paragraph", "/---")], "it"), blocks())
    app.quit()


def leaving():
    app = start("--empty")
    app.click("text", "Body")
    app.type("/")
    opens(app)
    app.key("Escape")
    check("Escape closes it", closes(app))
    check("and leaves the sign", blocks() == [("paragraph", "/")], blocks())
    app.type("he")
    check("which is a sign like any other then", offered(app) is None and blocks() == [("paragraph", "/he")], (offered(app), blocks()))
    app.key("Return")
    check("and Return is Return", stored(app, lambda: len(blocks()) == 2, "it"), blocks())
    app.type("/tmp/log dan ")
    check("what is no name closes it", closes(app))
    check("and is what was typed", blocks()[1] == ("paragraph", "/tmp/log dan "), blocks())
    app.key("Return")
    app.type("/ 5 orang")
    check("a space closes it", closes(app) and blocks()[2] == ("paragraph", "/ 5 orang"), blocks())
    app.key("Return")
    app.type("dan/atau")
    check("within a line nothing opens", offered(app) is None, offered(app))
    app.key("Home")
    app.type("/")
    check("nor before text", offered(app) is None, offered(app))
    app.key("ctrl+End", "Return")
    app.type("- /")
    check("nor in a list", offered(app) is None and blocks()[-1] == ("list-item", "/"), blocks())
    app.key("Return", "Return")
    app.type("/")
    opens(app)
    app.key("Left")
    check("it goes when the cursor goes", closes(app))
    app.key("Right")
    check("and stays away", offered(app) is None)
    app.key("BackSpace")
    app.type("/")
    opens(app)
    app.key("ctrl+z")
    check("undo takes sign and menu away", closes(app) and blocks()[-1] == ("paragraph", ""), blocks())
    app.type("/")
    opens(app)
    app.settle(0.5)
    app.click("list item", "Pull Quote")
    check("a click chooses", stored(app, lambda: blocks()[-1] == ("pull-quote", ""), "it"), blocks())
    app.type("Kutipan")
    check("and one writes on", stored(app, lambda: blocks()[-1] == ("pull-quote", "Kutipan"), "it"), blocks())
    app.key("Return")
    app.type("/photo\n")
    dialog = app.wait(app._file_dialog, "the file dialog")
    check("a photo asks for a file", dialog is not None)
    app.key("Escape")
    app.settle(0.5)
    check("and what asked for it is gone", stored(app, lambda: blocks()[-1] == ("paragraph", ""), "it"), blocks())
    app.quit()


def many_lines():
    app = start("--words", "400", "--size", "600x400")
    app.click("text", "Body", dy=380)
    app.key("ctrl+End", "Return")
    app.type("/")
    check("at the bottom of a small window it opens", opens(app))
    app.settle(0.5)
    app.shot("block-menu-bottom")
    x, y, width, height = app.box("list", "Kinds of blocks")
    check("as high as it needs", height > 100, height)
    app.key(*["Down"] * 8)
    check("and scrolls to what is chosen", chosen(app) == "Divider", chosen(app))
    app.quit()


def whole():
    for part in (block_menu, filtering, leaving, many_lines):
        part()


main(whole)
