#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real site, added by a contributor: its bare address, a wrong password, the right one, and what an
account that may not publish is offered."""
import base64
import json
import os
import re
import urllib.request

import journey as j
from driver import check, main

WORDPRESS = json.loads(os.environ["REDAKSI_WORDPRESS"])
HEADLINE = "Pasar ikan pindah ke dermaga baru"


def statuses():
    """Each post of this headline on the site, as its editor sees them."""
    who = WORDPRESS["users"]["editor"]
    request = urllib.request.Request(WORDPRESS["url"] + "/?rest_route=/wp/v2/posts&context=edit&status=any&per_page=100")
    request.add_header("Authorization", "Basic " + base64.b64encode(f"{who['user']}:{who['app_password']}".encode()).decode())
    with urllib.request.urlopen(request, timeout=20) as reply:
        return [post["status"] for post in json.load(reply) if post["title"]["raw"] == HEADLINE]


# What is typed, and what is said of it.
SLIPS = {"koran": "The address is not complete", "ftp://koran.example": "begins with “https://”",
         "koran example!": "This is no address of a site", "127.0.0.1:1": "127.0.0.1"}


def mistype(app):
    """Each slip has a sentence beside it, and the keyboard stays where it is mended."""
    for words, sentence in SLIPS.items():
        app.click("text", re.compile("^Address"))
        app.key("ctrl+a")
        app.write(words)
        app.key("Return")
        check(f"“{words}” is explained", app.get("label", re.compile(re.escape(sentence)), patience=60))
        app.shot("sites-" + re.sub("[^a-z0-9]", "-", words))
    app.click("text", re.compile("^Address"))
    app.key("ctrl+a")


def add(app, who):
    app.click("button", "Add a site")
    app.click("text", re.compile("^Address"))
    mistype(app)
    app.write(WORDPRESS["url"].removeprefix("http://"))
    app.key("Return")
    app.get("text", "User name", patience=60)
    app.settle(0.7)
    app.focus("text", "User name")
    app.write(who["user"])
    app.focus("text", "Application password")
    app.write("abcd efgh ijkl mnop")
    app.key("Return")
    check("a wrong password is called that", app.get("label", re.compile("does not know this user name with this password")))
    check("and no site is added", not app.find("list item", re.compile("Warta"), showing=False))
    app.focus("text", "Application password")
    app.key("ctrl+a")
    app.write(who["app_password"])
    app.key("Return")
    check("the right one is taken", app.toast("is ready", patience=60))
    check("the site is listed by its name", app.get("list item", re.compile("Warta"), app.get("list", "Sites")))


def submit(app):
    check("who may not publish is offered to submit", app.get("button", "Submit…") and not app.find("button", "Publish…"))
    app.key("alt+3")
    app.focus("text", "Headline")
    app.write(HEADLINE)
    app.focus("text", "Body")
    app.write("Pedagang mulai pindah pagi ini.")
    app.key("ctrl+shift+p")
    send = app.get("button", "Submit")
    check("nothing there publishes", not app.find("radio button", re.compile("^Publish")))
    app.wait(lambda: app.is_sensitive(send), "that it may be sent")
    app.click(send)
    # It is made as a draft first, and handed over when it is complete.
    app.wait(lambda: "pending" in statuses(), "the article on the site", 60)
    check("it waits there for an editor, once", statuses() == ["pending"], statuses())


def whole():
    app = j.begin(width=1600, height=850)
    add(app, WORDPRESS["users"]["contributor"])
    submit(app)
    app.quit()


main(whole)
