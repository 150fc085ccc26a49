#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes after publishing, in the window, against a real site: an article that somebody changed there
is asked about and nothing is lost, whichever version is chosen; it is updated, taken off, and scheduled."""
import base64
import json
import os
import re
import urllib.request

import journey as j
from driver import check, main

WORDPRESS = json.loads(os.environ["REDAKSI_WORDPRESS"])
HEADLINE = "Feri pagi berlayar lagi"
OURS = "Feri pertama berangkat pukul enam."
THEIRS = "Feri pertama berangkat pukul tujuh, kata redaktur."


def ask(path, values=None, who="admin"):
    """The site's own words over REST; with @values something is changed there."""
    user = WORDPRESS["users"][who]
    token = base64.b64encode(f"{user['user']}:{user['app_password']}".encode()).decode()
    request = urllib.request.Request(WORDPRESS["url"] + "/?rest_route=/wp/v2/" + path,
                                     json.dumps(values).encode() if values else None,
                                     {"Authorization": "Basic " + token, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def posts():
    found = ask("posts&context=edit&status=publish,future,draft,pending,private&per_page=100")
    return [post for post in found if post["title"]["raw"].startswith(HEADLINE)]


def there():
    """The one post of the site: that there is one is true all the time."""
    found = posts()
    if len(found) != 1:
        raise RuntimeError(f"{len(found)} posts")
    return found[0]


SAYS = {"Update": "will see the article as it is now", "Unpublish": "will no longer see the article",
        "Schedule": "will show the article to everyone on"}


def says(app):
    return "\n".join(n.get_name() or "" for n in app.find_all("label"))


def send(app, what=None, button="Update"):
    """The dialog, with @what chosen in it."""
    app.key("ctrl+shift+p")
    app.get("button", "Cancel")
    app.settle(0.7)
    if what:
        app.click(app.get("radio button", what))
    confirm = app.get("button", button)
    app.wait(lambda: app.is_sensitive(confirm), "that it may be sent")
    app.shot(f"publishing-{button.lower()}")
    check(f"what {button} will do is in sight", SAYS[button] in says(app), says(app))
    app.click(confirm)
    app.gone("button", "Cancel")


def write_more(app, words):
    app.focus("text", "Body")
    app.key("ctrl+End")
    app.write(words)
    j.wait_saved(app)


def change_there():
    """An editor at the site, in the browser."""
    post = there()
    ask(f"posts/{post['id']}", {"content": f"<!-- wp:paragraph -->\n<p>{THEIRS}</p>\n<!-- /wp:paragraph -->"})


def history(app):
    """The states in the inspector that came from the site."""
    j.show_details(app)
    return app.find_all(None, re.compile("from the server"), showing=False)


def choose(app, answer):
    """The question about an article that was changed there, and its answer."""
    app.get("button", "Replace with Mine", patience=60)
    app.settle(0.7)
    check("the site’s text is shown, and ours beside it", THEIRS in says(app) and OURS in says(app), says(app))
    check("nothing was overwritten", THEIRS in there()["content"]["raw"])
    app.shot("publishing-conflict")
    app.click("button", answer)


def conflict(app):
    change_there()
    write_more(app, " Tiketnya tetap.")
    send(app)
    app.click("button", "Choose a Version…")
    choose(app, "Leave the Site’s")
    check("that is said", app.toast("The site keeps its version"))
    check("the site has its text", THEIRS in there()["content"]["raw"])
    check("the window has ours", j.body(app) == [OURS + " Tiketnya tetap."], j.body(app))
    check("the history has both", app.wait(lambda: history(app), "the site’s version in the history"))

    send(app)
    app.click("button", "Choose a Version…")
    choose(app, "Replace with Mine")
    app.wait(lambda: "Tiketnya tetap" in there()["content"]["raw"], "ours on the site", 60)
    check("ours is on the site, once", THEIRS not in there()["content"]["raw"], there()["content"]["raw"])
    check("and still in the window", j.body(app) == [OURS + " Tiketnya tetap."], j.body(app))


def merge(app):
    """Changed in two places, here and there: both fit together, and it is one key to undo."""
    post = there()
    ask(f"posts/{post['id']}", {"title": HEADLINE + " besok", "content": post["content"]["raw"] + "\n\n<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><tbody><tr><td>Jadwal</td></tr>"
        "</tbody></table></figure>\n<!-- /wp:table -->"})
    write_more(app, " Kursi masih ada.")
    send(app)
    app.click("button", "Choose a Version…")
    app.get("button", "Merge and Send", patience=60)
    app.settle(0.7)
    check("it is said that both fit together", "Both fit together" in says(app), says(app))
    app.shot("publishing-merge")
    app.click("button", "Merge and Send")
    app.wait(lambda: "Kursi masih ada" in there()["content"]["raw"], "both on the site", 60)
    got = there()
    check("theirs is there still", got["title"]["raw"] == HEADLINE + " besok" and "Jadwal" in got["content"]["raw"], got)
    check("and here too", app.wait_text("text", "Headline", HEADLINE + " besok", 20) == HEADLINE + " besok")
    check("with ours", "Kursi masih ada" in "".join(j.body(app)), j.body(app))


def whole():
    app = j.begin(width=1600, height=850)
    editor = WORDPRESS["users"]["editor"]
    j.add_site(app, WORDPRESS["url"], editor["user"], editor["app_password"])
    app.key("alt+3")
    app.focus("text", "Headline")
    app.write(HEADLINE)
    app.focus("text", "Body")
    app.write(OURS)
    j.wait_saved(app)
    j.publish(app)
    check("its page is offered", app.get("button", "Open Page"))
    check("it is published there", there()["status"] == "publish", there()["status"])

    conflict(app)
    merge(app)

    send(app, "Take it off the site", "Unpublish")
    app.wait(lambda: there()["status"] == "draft", "that it is off the site", 60)
    check("unpublished, it is a draft there", there()["status"] == "draft")
    check("that is said", app.toast("^Taken off"))
    check("no page is offered that readers don’t have", not app.find("button", "Open Page"))

    send(app, "Publish later", "Schedule")
    app.wait(lambda: there()["status"] == "future", "that it is scheduled", 60)
    check("it waits there for its hour, once", there()["status"] == "future")
    app.quit()


main(whole)
