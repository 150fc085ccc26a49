#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quotation marks and dashes as one types them with real keys, in the text and in fields, taken back by one
Backspace or one undo; and the command that mends a whole article."""
from demo import blocks, field, start, stored
from driver import check, main


def text_is(app, words, i=0):
    return stored(app, lambda: blocks()[i][1] == words, words)


def typing():
    app = start("--empty")
    app.click("text", "Body")
    app.type('Kata "warga" itu... Jum\'at -- 5')
    check("signs become those of print", text_is(app, "Kata “warga” itu… Jum’at – 5"), blocks())
    app.key("Return")
    app.type('"')
    check("one that opens", text_is(app, "“", 1), blocks())
    app.key("BackSpace")
    check("Backspace gives back what was typed", text_is(app, '"', 1), blocks())
    app.type("a")
    check("and it stays", text_is(app, '"a', 1), blocks())
    app.key("BackSpace", "BackSpace")
    check("then Backspace deletes", text_is(app, "", 1), blocks())
    app.type('"')
    text_is(app, "“", 1)
    app.key("ctrl+z")
    check("one undo does the same", text_is(app, '"', 1), blocks())
    app.key("ctrl+shift+z")
    check("redo makes it again", text_is(app, "“", 1), blocks())
    app.key("BackSpace")
    app.type("https://a.id/--x-'y' ")
    check("addresses are left alone", "https://a.id/--x-'y'" in blocks()[1][1], blocks())
    app.key("Return")
    app.type("---")
    check("three hyphens alone are a line still", stored(app, lambda: blocks()[2][0] == "divider", "it"), blocks())
    app.quit()


def fields():
    app = start("--empty")
    app.click("text", "Headline")
    app.type('Kata "warga"')
    check("so it is in a headline", stored(app, lambda: field("headline") == "Kata “warga”", "it"), field("headline"))
    app.key("BackSpace")
    check("with its Backspace", stored(app, lambda: field("headline") == 'Kata “warga"', "it"), field("headline"))
    app.key("BackSpace")
    app.type(" - x")
    check("the cursor stays behind what was typed", stored(app, lambda: field("headline") == "Kata “warga – x", "it"), field("headline"))
    app.key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    check("undo goes back to nothing", stored(app, lambda: field("headline") == "", "it"), field("headline"))
    app.quit()


def mending():
    app = start("--empty")
    app.click("text", "Headline")
    app.paste('Kata "warga"')
    app.click("text", "Body")
    app.paste('Banjir "surut"... lalu')
    check("what is pasted stays", text_is(app, 'Banjir "surut"... lalu'), blocks())
    app.key("ctrl+alt+t")
    check("the command mends text and fields", text_is(app, "Banjir “surut”… lalu") and field("headline") == "Kata “warga”", blocks())
    app.key("ctrl+z")
    check("as one undo", text_is(app, 'Banjir "surut"... lalu') and field("headline") == 'Kata "warga"', blocks())
    app.quit()


def whole():
    for part in (typing, fields, mending):
        part()


main(whole)
