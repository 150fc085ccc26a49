#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The article pane alone, with real keys, clicks, pastes and drops; what the document says is compared
with what was done, not only what is on show."""
import base64
import os
import re
import tempfile

from demo import blocks, field, start, state, stored
from driver import check, main, run


def writing():
    app = start("--empty")
    app.type("Banjir besar")
    app.key("Return")
    app.type("Satu kalimat")
    app.key("Return")
    app.type("TENGGARONG")
    app.key("Return")
    app.type("## Judul\n- satu\ndua")
    app.key("Tab", "Return", "Return", "Return")
    app.key("ctrl+b")
    app.type("tebal")
    app.key("ctrl+b")
    app.type(" biasa")
    check("the headline is stored", field("headline") == "Banjir besar", state())
    check("the deck is stored", field("deck") == "Satu kalimat")
    check("the place is stored", field("dateline") == "TENGGARONG")
    expected = [("heading", "Judul"), ("list-item", "satu"), ("list-item", "dua"), ("paragraph", "tebal biasa")]
    check("shorthand makes blocks", blocks() == expected, blocks())
    check("what is shown is the body", app.text("text", "Body") == "Judul\nsatu\ndua\ntebal biasa", app.text("text", "Body"))
    bold = [r for r in app.runs("text", "Body") if r[2].get("weight") == "700" and r[0] > 10]
    check("bold is where it was switched on", [(r[0], r[1]) for r in bold] == [(15, 20)], bold)
    app.key("Home", *["Up"] * 3)
    for _ in range(2):
        app.key("Up")
    app.type("X")
    check("Up goes from the body into the fields", field("dateline") + field("deck") != "TENGGARONGSatu kalimat", state())
    for _ in range(60):
        app.key("ctrl+z")
    check("undo takes all of it back", stored(app, lambda: field("headline") == "" and blocks() == [("paragraph", "")], "nothing"), state())
    app.quit()


def shorthand_back():
    app = start("--empty")
    app.click("text", "Body")
    app.type("> ")
    check("“> ” makes a quotation", blocks()[0][0] == "quote", blocks())
    app.key("BackSpace")
    check("one Backspace takes it back", stored(app, lambda: blocks()[0] == ("paragraph", "> "), "it"), blocks())
    app.quit()


def pasting():
    app = start("--empty")
    app.click("text", "Body")
    app.paste(b"<p>Satu <b>tebal</b><script>x</script></p><h2>Judul</h2><p>Dua</p>", "text/html")
    check("HTML becomes blocks", stored(app, lambda: blocks() == [("paragraph", "Satu tebal"), ("heading", "Judul"), ("paragraph", "Dua")], "them"), blocks())
    app.key("ctrl+z")
    check("a paste is one undo", stored(app, lambda: blocks() == [("paragraph", "")], "nothing"), blocks())
    app.paste("“Air naik,” kata Siti.\n\nBaris dua — ½ meter.")
    check("plain text becomes paragraphs", stored(app, lambda: [t for _, t in blocks()] == ["“Air naik,” kata Siti.", "Baris dua — ½ meter."], "them"), blocks())
    app.key("ctrl+a", "ctrl+c")
    check("a copy has the letters", "Baris dua — ½ meter." in app.clipboard().decode())
    check("a copy has HTML", b"<p>" in app.clipboard("text/html"), app.clipboard("text/html"))
    app.key("ctrl+x")
    check("cut leaves nothing", stored(app, lambda: blocks() == [("paragraph", "")], "nothing"), blocks())
    app.quit()


def pasting_from_programs():
    """What Word, a page and a PDF bring, by the keys: with its form, without it, taken away by one undo."""
    fixtures = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures")
    nothing = [("paragraph", "")]
    # GTK says so of a photo that comes in the middle of a frame.
    app = start("--empty", expect="without a current allocation")

    def paste(content, keys="ctrl+v"):
        app.copy(content, "text/html")
        app.settle(0.4)  # GTK asks the new owner what it has
        app.key(keys)

    app.click("text", "Body")
    for name in ("word.html", "google-docs.html", "libreoffice.html", "wikipedia.html"):
        with open(f"{fixtures}/paste/{name}", "rb") as file:
            paste(file.read())
        check(f"{name} has headings and items", stored(app, lambda: {"heading", "list-item"} <= {k for k, _ in blocks()}, "them"), blocks())
        app.key("ctrl+z")
        check(f"{name}: one undo takes it away", stored(app, lambda: blocks() == nothing, "nothing"), blocks())
    paste(b"<h2>Dua</h2><p>Satu <b>tebal</b> <a href='https://a.example'>tautan</a></p>")
    stored(app, lambda: len(blocks()) == 2, "the text")
    app.key("ctrl+a", "ctrl+c")
    markdown = app.clipboard("text/markdown").decode()
    check("a copy is Markdown too", "## Dua" in markdown and "**tebal**" in markdown and "](" in markdown, markdown)
    app.key("ctrl+shift+v")
    check("Ctrl+Shift+V leaves the form behind", stored(app, lambda: blocks() == [("paragraph", "Dua"), ("paragraph", "Satu tebal tautan")], "it"), blocks())
    app.key("ctrl+z", "ctrl+z")
    stored(app, lambda: blocks() == nothing, "nothing")
    with open(f"{fixtures}/photos/plain.jpg", "rb") as file:
        picture = base64.b64encode(file.read())
    paste(b"<p>a</p><figure><img src='data:image/jpeg;base64," + picture + b"'><figcaption>K</figcaption></figure>"
          b"<img src='https://x.example/a.png'><p>z</p>")
    check("a photo within a page is taken in, one of the network is not",
          stored(app, lambda: [k for k, _ in blocks()] == ["paragraph", "photo", "caption", "paragraph"], "it"), blocks())
    app.key("ctrl+z")
    check("… and one undo takes all of it away", stored(app, lambda: blocks() == nothing, "nothing"), blocks())
    paste(b"<div>" * 100000 + b"dalam")
    app.settle(1)
    check("what is too tangled is not pasted", blocks() == nothing, blocks())
    app.quit()


def scrolling():
    app = start("--words", "3000", "--size", "900x600")
    app.click("text", "Body", dy=560)
    app.key("ctrl+End")
    app.settle(0.3)
    check("the headline scrolls away with the text", app.box("text", "Headline")[1] < 0, app.box("text", "Headline"))
    app.key("ctrl+Home", "Up")
    app.settle(0.3)
    y = app.box("text", "Place")[1]
    check("the field that has the cursor is seen", 0 < y < 600, y)
    app.quit()


def narrow():
    app = start("--size", "360x600")
    app.settle(1)
    check("at 360 px it fits", app.box(app.frame)[2] <= 364, app.box(app.frame))
    app.quit()


def spelling():
    app = start()
    wrong = lambda: [app.text("text", "Body")[r[0]:r[1]] for r in app.runs("text", "Body") if r[2].get("underline") == "error"]
    check("a misspelt word is underlined", stored(app, lambda: "kalimta" in wrong(), "it"), wrong())
    app.quit()


def photos():
    picture = os.path.join(tempfile.mkdtemp(), "foto.png")
    run("convert", "-size", "900x600", "gradient:navy-orange", picture)
    app = start("--lead", picture)
    check("the lead photo is stored", stored(app, lambda: len(field("lead-photo")) == 64, "it"), state())
    check("the other stands in the body with a caption", stored(app, lambda: [k for k, _ in blocks()][:2] == ["photo", "caption"], "it"), blocks()[:3])
    check("the lead photo can be removed", bool(app.find("button", "Remove Lead Photo")))
    app.press("button", "Remove Lead Photo")
    check("and is", stored(app, lambda: field("lead-photo") == "", "it"))
    card = app.get("image", re.compile("^Photo"))
    app.click(card)
    app.key("Delete")
    check("Delete takes a photo with its caption", stored(app, lambda: [k for k, _ in blocks()][0] == "paragraph", "it"), blocks()[:3])
    app.key("ctrl+z")
    check("and undo gives both back", stored(app, lambda: [k for k, _ in blocks()][:2] == ["photo", "caption"], "it"), blocks()[:3])
    with open(picture, "rb") as file:
        app.key("ctrl+End")
        app.paste(file.read(), "image/png")
    check("a pasted image becomes a photo", stored(app, lambda: [k for k, _ in blocks()].count("photo") == 2, "it"), blocks())
    app.quit()


def whole():
    for part in (writing, shorthand_back, pasting, pasting_from_programs, scrolling, narrow, spelling, photos):
        part()


main(whole)
