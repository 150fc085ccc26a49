#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on a real site already, written there by somebody else: found, opened, changed in one
paragraph and sent back; the rest of it stays on the site byte for byte."""
import base64
import glob
import json
import os
import re
import tempfile
import urllib.request

import journey as j
from driver import check, main

WORDPRESS = json.loads(os.environ["REDAKSI_WORDPRESS"])
HEADLINE = "Harga beras turun di pasar lama"
TABLE = ('<!-- wp:table {"className":"is-style-stripes"} -->\n<figure class="wp-block-table is-style-stripes"><table><tbody>'
         '<tr><td>Beras</td><td>12.000</td></tr></tbody></table></figure>\n<!-- /wp:table -->')
GROUP = ('<!-- wp:group {"layout":{"type":"constrained"}} -->\n<div class="wp-block-group"><!-- wp:paragraph -->\n'
         '<p>Di dalam kelompok</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group -->')
FIRST = '<!-- wp:paragraph {"dropCap":true} -->\n<p class="has-drop-cap">Harga beras turun sejak Senin.</p>\n<!-- /wp:paragraph -->'
LAST = '<!-- wp:paragraph -->\n<p>Pedagang berharap begitu terus.</p>\n<!-- /wp:paragraph -->'
CONTENT = ""


def ask(path, values=None):
    user = WORDPRESS["users"]["editor"]
    token = base64.b64encode(f"{user['user']}:{user['app_password']}".encode()).decode()
    request = urllib.request.Request(WORDPRESS["url"] + "/?rest_route=/wp/v2/" + path,
                                     json.dumps(values).encode() if values else None,
                                     {"Authorization": "Basic " + token, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def send_photo():
    """A picture in the site's own list, as its editors put it there."""
    with tempfile.TemporaryDirectory() as folder, open(j.make_photo(folder), "rb") as file:
        data = file.read()
    user = WORDPRESS["users"]["editor"]
    token = base64.b64encode(f"{user['user']}:{user['app_password']}".encode()).decode()
    request = urllib.request.Request(WORDPRESS["url"] + "/?rest_route=/wp/v2/media&caption=Pasar+lama&alt_text=Beras", data,
                                     {"Authorization": "Basic " + token, "Content-Type": "image/jpeg",
                                      "Content-Disposition": 'attachment; filename="pasar.jpg"'})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def block_of(photo):
    return (f'<!-- wp:image {{"id":{photo["id"]},"sizeSlug":"full","className":"is-style-rounded"}} -->\n'
            f'<figure class="wp-block-image size-full is-style-rounded"><img src="{photo["source_url"]}" alt="" '
            f'class="wp-image-{photo["id"]}"/></figure>\n<!-- /wp:image -->')


def originals():
    return glob.glob(os.environ["XDG_DATA_HOME"] + "/**/originals/*/*.jpg", recursive=True)


def fetched(app):
    """The photo in the text comes by itself, once it is looked at; and that is no edit."""
    app.wait(lambda: len(originals()) == 1, "the photo in the store", 30)
    j.wait_saved(app)
    app.settle(1)
    app.shot("pull-photo")
    check("nobody is asked for it", not app.find("button", "Get the Photo"))
    app.key("alt+3")
    app.focus("text", "Body")
    app.key("ctrl+z")
    app.settle(1)
    check("there is nothing to undo", j.body(app)[0] == "Harga beras turun sejak Senin.", j.body(app))


def again(app, made):
    """What somebody writes there meanwhile is here when it is opened from the site once more."""
    newer = CONTENT.replace("sejak Senin.", "sejak Selasa.")
    ask(f"posts/{made['id']}&context=edit", {"content": newer})
    app.key("ctrl+shift+o")
    app.click("list item", re.compile("^" + HEADLINE))
    app.gone("entry", "Search on the site")
    app.wait(lambda: j.body(app)[0] == "Harga beras turun sejak Selasa.", "the site's newer text", 30)
    app.settle(1)
    app.shot("pull-again")
    ask(f"posts/{made['id']}&context=edit", {"content": CONTENT})
    app.key("ctrl+shift+o")
    app.click("list item", re.compile("^" + HEADLINE))
    app.gone("entry", "Search on the site")
    app.wait(lambda: j.body(app)[0] == "Harga beras turun sejak Senin.", "the first text", 30)


def whole():
    global CONTENT
    CONTENT = "\n\n".join([FIRST, block_of(send_photo()), TABLE, GROUP, LAST])
    for number in range(3):
        ask("posts", {"status": "draft", "title": f"Lain {number}", "content": LAST})
    made = ask("posts&context=edit", {"status": "publish", "title": HEADLINE, "content": CONTENT})
    check("the site keeps it as it was sent", made["content"]["raw"] == CONTENT, made["content"]["raw"])
    app = j.begin(width=1600, height=850)
    editor = WORDPRESS["users"]["editor"]
    j.add_site(app, WORDPRESS["url"], editor["user"], editor["app_password"])

    app.key("ctrl+shift+o")
    app.get("entry", "Search on the site", patience=30)
    app.get("list item", re.compile("^" + HEADLINE), patience=60)
    check("others are in the list too", app.find("list item", re.compile("^Lain 1")))
    app.shot("pull-list")
    app.focus("entry", "Search on the site")
    app.write("beras")
    app.gone("list item", re.compile("^Lain 1"))
    app.settle(1)
    app.shot("pull-found")
    app.click("list item", re.compile("^" + HEADLINE))
    app.gone("entry", "Search on the site")
    check("it is open", app.wait_text("text", "Headline", HEADLINE, 60) == HEADLINE, app.text("text", "Headline"))
    check("with its text", j.body(app)[0] == "Harga beras turun sejak Senin.", j.body(app))
    app.settle(1)
    app.shot("pull-open")
    fetched(app)
    again(app, made)

    app.key("alt+3")
    app.focus("text", "Body")
    app.key("ctrl+End")
    app.write(" Kata pedagang.")
    j.wait_saved(app)
    app.key("ctrl+shift+p")
    confirm = app.get("button", "Update", patience=30)
    app.wait(lambda: app.is_sensitive(confirm), "that it may be sent")
    app.click(confirm)
    wanted = CONTENT.replace("begitu terus.", "begitu terus. Kata pedagang.")
    app.wait(lambda: ask(f"posts/{made['id']}&context=edit")["content"]["raw"] != CONTENT, "the change on the site", 60)
    got = ask(f"posts/{made['id']}&context=edit")
    check("one paragraph changed there, and nothing else", got["content"]["raw"] == wanted, got["content"]["raw"])
    check("it is the same post", got["slug"] == made["slug"] and got["status"] == "publish", got["slug"])
    found = [post["id"] for post in ask("posts&context=edit&status=any&per_page=100") if post["title"]["raw"] == HEADLINE]
    check("and the only one", found == [made["id"]], found)
    app.quit()


main(whole)
