#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A word that must not be found again: typed into headline and text, searched for, looked at in the
preview, deleted, and gone with the trash. Then not one file of HOME, of the XDG folders and of what
else the program can write to has it: no database or log of it, no cache, no list of recent files,
no web page's data, no log."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "display"))
from driver import App, check, main, note  # noqa: E402

CANARY = "kenariqzx"
# Itself in every way of writing text, and its stem, as an index may cut it.
FORMS = [form for word in (CANARY, CANARY[:7]) for w in (word, word.capitalize(), word.upper())
         for form in (w.encode(), w.encode("utf-16-le"), w.encode("utf-32-le"))]
PLACES = sorted({os.path.realpath(os.environ[name]) for name in
                 ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR")})


def hits():
    found, looked = set(), 0
    for place in PLACES:
        for folder, _folders, names in os.walk(place):
            for name in names + [os.path.basename(folder)]:
                path = os.path.join(folder, name)
                if CANARY[:7] in name.lower():
                    found.add(path)
                if os.path.islink(path) or not os.path.isfile(path):
                    continue
                with open(path, "rb") as file:
                    content = file.read()
                looked += 1
                if any(form in content for form in FORMS):
                    found.add(path)
    return sorted(found), looked


def test():
    app = App(["redaksi"], width=1300, height=860)
    app.click("list item", "Just Begin to Write")
    app.click("text", "Headline")
    app.type(f"Kepala {CANARY} pagi")
    app.click("text", "Body")
    app.type(f"Narasumber kami {CANARY} menolak disebut namanya. ")
    app.click("toggle button", re.compile("Preview"))
    app.get("document web")
    app.wait(lambda: hits()[0], "the word on the disk")
    check("it was written: a search that finds nothing proves nothing", True)
    app.click("toggle button", re.compile("Preview"))
    app.key("ctrl+f")
    app.type(CANARY)
    app.settle(1)
    app.key("Escape", "Escape")
    app.settle(0.5)
    app.key("alt+3", "alt+Delete")
    check("the article is deleted", app.toast("^Article deleted"))
    app.click("list item", "Trash")
    app.settle(1)
    app.press("button", "Empty Trash…")
    app.get("label", "Empty the Trash?")
    app.settle(0.5)
    app.click("button", "Delete for Ever")
    check("the trash is empty", app.get("label", "The Trash Is Empty"))
    app.quit()
    found, looked = hits()
    note(f"{looked} files were looked through")
    check("the word is nowhere any more", not found, "\n".join(found))
    own = [path for path in (os.path.join(os.environ["XDG_DATA_HOME"], "redaksi"), os.path.join(os.environ["XDG_DATA_HOME"], "redaksi/library.db"))
           if os.path.exists(path) and os.stat(path).st_mode & 0o077]
    check("nobody else may read what is there", not own, own)


main(test)
