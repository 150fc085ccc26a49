#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one writes with besides letters, in the article pane alone: keys, lists, the menu on “/”,
embeds, input methods."""
import os
import re
import tempfile

from demo import attribute, blocks, start, stored
from driver import check, main, run


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
    # GTK 4.18, when a scrolled text view grows in a slow build: as without the menu.
    app = start("--words", "400", "--size", "600x400", expect="without a current allocation")
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


FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def kinds():
    return [kind for kind, _ in blocks()]


def is_embed(app, i, address):
    return stored(app, lambda: blocks()[i][0] == "embed" and attribute(i, "url") == address, "an embed")


def embeds():
    app = start("--empty")
    app.click("text", "Body")
    app.type("Satu.\n" + FILM)
    check("an address that is typed is text", kinds() == ["paragraph", "paragraph"], blocks())
    app.key("Return")
    check("Return makes an embed of a lone one", is_embed(app, 1, FILM), blocks())
    card = app.get("image", f"Embed: YouTube, {FILM}")
    check("shown as a card that a screen reader names", card is not None)
    check("with kind and address", app.find("label", "YouTube", card) and app.find("label", FILM, card), app.outline(card))
    app.shot("embed")
    app.type("Dua.")
    check("one writes on below", blocks()[2:] == [("paragraph", "Dua.")], blocks())
    app.key("ctrl+z", "ctrl+z")
    check("undo gives the plain link", stored(app, lambda: blocks()[1:] == [("paragraph", FILM)], "it"), blocks())
    app.key("Return")
    app.type("Tiga")
    check("which stays one then", stored(app, lambda: blocks()[1:] == [("paragraph", FILM), ("paragraph", "Tiga")], "it"), blocks())
    app.key("Return")
    app.type("Lihat youtu.be/dQw4w9WgXcQ\n")
    check("an address among words stays text", kinds()[-2:] == ["paragraph", "paragraph"], blocks())
    app.paste("https://t.me/bebaca_id/1234")
    check("a pasted one is an embed", is_embed(app, -2, "https://t.me/bebaca_id/1234"), blocks())
    check("and the cursor is below it", kinds()[-1] == "paragraph", blocks())
    app.key("ctrl+z")
    check("undo gives the plain link", stored(app, lambda: blocks()[-1] == ("paragraph", "https://t.me/bebaca_id/1234"), "it"), blocks())
    check("a real link", [r[2].get("underline") for r in app.runs("text", "Body")][-1:] == ["single"], app.runs("text", "Body"))
    app.key("ctrl+z")
    check("and once more nothing", stored(app, lambda: blocks()[-1] == ("paragraph", ""), "it"), blocks())
    app.paste(b'<meta charset="utf-8"><a href="https://x.com/bebaca_id/status/18548">https://x.com/bebaca_id/status/18548</a>', "text/html")
    check("HTML of a browser too", is_embed(app, -2, "https://x.com/bebaca_id/status/18548"), blocks())
    app.key("ctrl+z", "ctrl+z")
    app.paste("https://www.tiktok.com/@bebaca.id/video/7300000000000000000", keys="ctrl+shift+v")
    check("pasted as text it is text", stored(app, lambda: blocks()[-1][1].startswith("https://www.tiktok"), "it") and kinds()[-1] == "paragraph", blocks())
    app.key("ctrl+z")
    app.type("Lihat ")
    app.paste("https://www.instagram.com/p/DCJabc12-_x/")
    check("within a line it is a link", stored(app, lambda: blocks()[-1] == ("paragraph", "Lihat https://www.instagram.com/p/DCJabc12-_x/"), "it"), blocks())
    app.quit()


def embed_asked_for():
    app = start("--empty")
    app.click("text", "Body")
    app.type("/emb")
    check("the menu offers an embed", offered(app) == ["Embed…"], offered(app))
    app.key("Return")
    app.get("text", "Address of the embed")
    app.type("bukan alamat")
    app.key("Return")
    check("a bad address gets a sentence", stored(app, lambda: app.find("label", re.compile("no web address")), "it"))
    app.key("ctrl+a")
    app.type("mailto:a@example.com")
    app.key("Return")
    check("an e-mail address too", stored(app, lambda: app.find("label", re.compile("no web address")), "it"))
    app.key("ctrl+a")
    app.type("video.example/1")
    app.shot("embed-asked")
    app.key("Return")
    check("any page can be embedded", is_embed(app, 0, "https://video.example/1"), blocks())
    check("in the place of what asked for it", kinds() == ["embed", "paragraph"], blocks())
    app.key("ctrl+z")
    check("as one undo", stored(app, lambda: blocks() == [("paragraph", "/emb")], "it"), blocks())
    app.key("BackSpace", "BackSpace", "BackSpace", "BackSpace")
    app.type("/emb\n")
    app.get("text", "Address of the embed")
    app.key("Escape")
    app.settle(0.3)
    check("Escape leaves the text", blocks() == [("paragraph", "/emb")] and app.focused().get_name() == "Body", blocks())
    app.quit()


def keys():
    app = start("--empty")
    app.click("text", "Body")
    app.type("kata")
    for key, kind in (("ctrl+2", "heading"), ("ctrl+alt+8", "list-item"), ("ctrl+alt+7", "list-item"), ("ctrl+alt+9", "quote"),
                      ("ctrl+alt+q", "pull-quote"), ("ctrl+4", "heading"), ("ctrl+1", "paragraph")):
        app.key(key)
        check(f"{key} makes a {kind}", stored(app, lambda: blocks()[0] == (kind, "kata"), "it"), blocks())
        if key == "ctrl+alt+7":
            check("a numbered one", attribute(0, "ordered") == "true")
    app.key("ctrl+a", "ctrl+shift+x")
    check("ctrl+shift+x strikes", stored(app, lambda: app.runs("text", "Body") and app.runs("text", "Body")[0][2].get("strikethrough") == "true", "it"),
          app.runs("text", "Body"))
    app.key("ctrl+End", "ctrl+alt+r")
    check("ctrl+alt+r makes a divider", stored(app, lambda: "divider" in kinds(), "it"), blocks())
    app.key("ctrl+alt+e")
    check("ctrl+alt+e asks for an embed", app.get("text", "Address of the embed") is not None)
    app.key("Escape")
    app.quit()


def lists():
    app = start("--empty")
    app.click("text", "Body")
    app.type("- satu\ndua")
    app.key("Tab")
    app.type("\ntiga")
    app.key("Tab")
    depths = lambda: [attribute(i, "depth") or "0" for i in range(len(blocks()))]
    check("Tab moves an item a level down", stored(app, lambda: depths() == ["0", "1", "2"], "it"), depths())
    app.key("Tab")
    check("not deeper than one below what stands above", depths() == ["0", "1", "2"], depths())
    app.key("shift+Up", "shift+Tab")
    check("Shift+Tab moves all that is selected back", stored(app, lambda: depths() == ["0", "0", "1"], "it"), depths())
    app.key("ctrl+z")
    check("as one undo", stored(app, lambda: depths() == ["0", "1", "2"], "it"), depths())
    app.key("ctrl+Home", "Tab")
    check("the first item stays", depths()[0] == "0", depths())
    app.key("ctrl+End", "Return")
    check("Return goes on at the same level", depths() == ["0", "1", "2", "2"], depths())
    app.key("Return", "Return")
    check("an empty item moves back a level with each", stored(app, lambda: depths() == ["0", "1", "2", "0"], "it"), depths())
    app.key("Return")
    check("and is a paragraph in the end", stored(app, lambda: kinds()[-1] == "paragraph", "it"), blocks())
    app.quit()


def code_point(app, code):
    app.key("ctrl+shift+u")
    app.type(code)
    app.key("Return")


def composing():
    """What an input method composes on a line that GTK has not measured yet, where it once looked for the cursor behind the line."""
    app = start("--words", "300", "--size", "700x500", expect="without a current allocation")
    app.click("text", "Body", dy=450)
    app.key("ctrl+End")
    before = blocks()
    for i in range(6):
        app.key("Return", "ctrl+shift+u")
        app.type("201c")
        app.key("Return")
        check(f"a code point on a new line ({i})", stored(app, lambda: blocks()[-1] == ("paragraph", "“"), "it"), blocks()[-2:])
        app.key("Return", "ctrl+shift+u", "Escape")
        for _ in range(9):
            if blocks() != before:
                app.key("ctrl+z")
        check(f"is undone ({i})", stored(app, lambda: blocks() == before, "it"), blocks()[-3:])
        app.key("ctrl+End")
    app.key("ctrl+Home", "End", "Return")
    code_point(app, "2014")
    check("in the middle of an article", stored(app, lambda: blocks()[1][1].startswith("—"), "it"), blocks()[:2])
    app.quit()


def composing_in_caption():
    picture = os.path.join(tempfile.mkdtemp(), "foto.png")
    run("convert", "-size", "600x400", "gradient:navy-orange", picture)
    app = start("--empty", expect="without a current allocation")
    app.click("text", "Body")
    with open(picture, "rb") as file:
        app.paste(file.read(), "image/png")
    check("a photo with its caption", stored(app, lambda: kinds() == ["photo", "caption", "paragraph"], "it"), blocks())
    code_point(app, "201d")
    check("a code point in an empty caption", stored(app, lambda: blocks()[1] == ("caption", "”"), "it"), blocks())
    app.key("Home")
    code_point(app, "a9")
    check("and before it", stored(app, lambda: blocks()[1] == ("caption", "©”"), "it"), blocks())
    app.key("End", "Return", "ctrl+shift+u")
    app.type("e9")
    app.key("Return")
    check("and on the new line below it", stored(app, lambda: ("paragraph", "é") in blocks(), "it"), blocks())
    app.key("Return")
    app.type("## ")
    code_point(app, "201c")
    check("and in an empty heading", stored(app, lambda: ("heading", "“") in blocks(), "it"), blocks())
    app.quit()


def preserved():
    app = start(expect="without a current allocation")
    before = blocks()
    card = app.get("image", re.compile("^Kept as it came: Table: "), showing=False)
    check("a kept block says what it is, with its text", "Loa Kulu" in card.get_name() and "120" in card.get_name(), card.get_name())
    app.click("text", "Body", dy=400)
    app.key("ctrl+End", "Home", "Left")
    app.settle(0.5)
    app.shot("preserved")
    app.click("button", "Source", )
    check("a button opens its source", stored(app, lambda: app.text("text", "Source").startswith("<!-- wp:table -->"), "it"))
    app.type("x")
    check("to be read only", "x" not in app.text("text", "Source") and blocks() == before, app.text("text", "Source"))
    app.shot("preserved-source")
    app.key("Escape")
    check("Escape closes it", stored(app, lambda: not app.find("text", "Source"), "it"))
    app.click("text", "Body", dy=400)
    app.key("ctrl+End", "Home", "Left", "ctrl+alt+u")
    check("a key opens it too", stored(app, lambda: app.find("text", "Source"), "it"))
    app.key("Escape")
    check("and nothing is changed", blocks() == before)
    app.quit()


def whole():
    for part in (preserved, composing, composing_in_caption, keys, lists, block_menu, filtering, leaving, many_lines, embeds, embed_asked_for):
        part()


main(whole)
