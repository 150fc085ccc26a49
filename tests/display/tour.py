#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tour.py DIR: what `dev run` shows where there is no display: the whole main job on a virtual one, said
step by step, with pictures in DIR. It publishes to the practice site and reads the page that comes out."""
import os
import re
import sys
import time

import driver
import journey as j

DIR = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "tour")
began = time.monotonic()
failed = []


def say(what):
    print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)


def check(what, holds, detail=""):
    say(("✓ " if holds else "✗ ") + what)
    if not holds:
        failed.append(what)
        for line in str(detail).splitlines()[:10]:
            print("            " + line)
    return holds


def picture(app, name):
    app.settle(0.5)
    print(f"            picture: {app.shot(name, DIR)}", flush=True)


# What a screen reader's user and a browser's would find missing.
ELEMENTS = {
    "the masthead and the tagline": r"(?i)class=.[^>]*tagline",
    "the search box": r"<input[^>]*type=.?search",
    "the lead photo": r"<figure.*?<img",
    "its caption and credit": re.escape(j.CAPTION),
    "the headline": re.escape(j.HEADLINE),
    "the dateline": rf"{j.PLACE}(</[a-z]+>)?\s*–",
    "the paragraphs with quotation marks": "“Warga sekarang",
    "the bylines with roles": rf"Penulis\s*:\s*(<[^>]+>)*\s*{j.WRITER}",
    "share links: Facebook, X, WhatsApp, Telegram": r"(?s)facebook\.com.*(twitter\.com|x\.com).*(wa\.me|whatsapp\.com).*(t\.me|telegram)",
}


def whole():
    say("a new library, an empty window")
    photo = j.make_photo(os.environ["HOME"])
    app = j.begin(argv=("redaksi", "--practice"), width=1280, height=780)
    picture(app, "1-window")
    j.new_article(app)
    j.write_headline(app)
    j.write_body(app)
    j.bold_and_undo(app)
    j.add_lead_photo(app, photo)
    j.add_bylines(app)
    j.wait_saved(app)
    picture(app, "2-written")
    j.see_preview(app)
    picture(app, "3-preview")
    app.key("F8")
    app.toast("practice site is ready", patience=60)
    j.publish(app)
    picture(app, "4-published")
    j.show_details(app)
    app.settle(1)
    url = j.published_address(app)
    page = j.page_of(url)
    say(f"the page that readers would get: {url}")
    for what, pattern in ELEMENTS.items():
        check(f"it has {what}", re.search(pattern, page, re.S), page[:300])
    app.quit()


driver.check = j.check = check
try:
    whole()
except Exception as error:  # noqa: BLE001
    check("the tour came to its end", False, repr(error))
    for app in list(driver._living):
        picture(app, "failed")
        print(app.outline())
        app.quit()
print()
say("the main job ran, from the empty window to the public page" if not failed else f"{len(failed)} steps failed")
say(f"pictures of it are in {DIR}")
sys.exit(1 if failed else 0)
