#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every view as a screen reader walks it: what can have the keyboard has a name, and a photo reads as
“Photo: caption”."""
import os
import re

import journey as j
from driver import Atspi, check, main

# What holds other things and has nothing to say itself.
SILENT = {"application", "frame", "filler", "panel", "scroll pane", "list", "page tab list", "split pane", "unknown", "grouping",
          "viewport", "section", "generic", "redundant object", "document web", "internal frame", "dialog", "window"}


def nameless(app):
    """The controls on show without a name, as the way that leads to them."""
    found = []

    def walk(node, way):
        role = node.get_role_name()
        states = node.get_state_set()
        # The page is the page's; GTK's rows of a closed combo box say that they are on show.
        if not app.is_showing(node) or role in ("document web", "combo box"):
            return
        way = way + [f"{role} “{(node.get_name() or '')[:30]}”"]
        if states.contains(Atspi.StateType.FOCUSABLE) and role not in SILENT and not (node.get_name() or "").strip():
            found.append(" › ".join(way[-5:]))
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                walk(child, way)

    walk(app.root, [])
    return found


def named(app, view):
    app.settle(0.6)
    missing = nameless(app)
    check(f"{view}: whatever takes the keyboard has a name", not missing, "\n".join(missing))


def whole():
    app = j.begin(argv=("redaksi", "--practice"), width=1280, height=850, expect="without a current allocation")
    named(app, "the empty window")
    j.new_article(app)
    j.write_headline(app)
    j.write_body(app)
    j.add_lead_photo(app, j.make_photo(os.environ["HOME"]))
    named(app, "an article")
    check("a photo reads as “Photo: caption”", app.wait(
        lambda: app.find("image", re.compile("^Photo: " + re.escape(j.CAPTION)), showing=False), "it") is not None, app.outline())
    for field in ("Headline", "Deck", "Place", "Body", "Caption"):
        check(f"{field} is a text of that name", app.find("text", field, showing=False) is not None)
    app.click("text", "Body")
    app.key("ctrl+End", "Return")
    app.type("/")
    named(app, "the menu of blocks")
    app.key("Escape", "BackSpace", "shift+ctrl+Left", "ctrl+k")
    named(app, "the link")
    app.key("Escape")
    app.key("F9")
    named(app, "the details")
    app.key("F9", "ctrl+comma")
    named(app, "the preferences")
    app.key("Escape", "ctrl+question")
    named(app, "the keys")
    app.key("Escape")
    app.toast("practice site is ready", patience=60)
    app.key("ctrl+shift+p")
    named(app, "the publish dialog")
    app.key("Escape")
    app.quit()


main(whole)
