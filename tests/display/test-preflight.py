#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told before publishing: words that no dictionary knows, links that nobody answers, and what the newsroom
makes of each in the preferences."""
import http.server
import os
import re
import threading

import journey as j
from driver import check, main, run

asked = []


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path)
        self.send_response(404 if "hilang" in self.path else 200)
        self.end_headers()

    def log_message(self, *_unused):
        pass


def labels(app):
    return [n.get_name() or "" for n in app.find_all("label")]


def says(app, words):
    return any(words in w for w in labels(app))


def open_dialog(app):
    app.key("ctrl+shift+p")
    app.get("button", "Cancel")
    app.settle(0.7)


def close_dialog(app):
    app.key("Escape")
    app.gone("button", "Cancel")
    app.settle(0.3)


def rule(app, title, key):
    """The preferences, as a person sets them: the list of what may be done, its first or its last."""
    app.click("combo box", title)
    app.settle(0.5)
    app.key(key, "Return")
    app.settle(0.5)


def outbox(app):
    """What went out is taken out of the list of what went out."""
    run("gsettings", "set", "io.github.redaksi.Redaksi", "preflight-blocks", "['headline']")
    open_dialog(app)
    app.click("button", "Publish")
    app.gone("button", "Cancel")
    app.toast("Practice Newspaper|is online|Published", patience=60)
    app.settle(1)
    app.click("list item", re.compile("^Outbox"))
    remove = app.get("button", "Remove")
    app.settle(0.5)
    app.shot("outbox-remove")
    app.click(remove)
    check("it is out of the outbox", app.gone("button", "Remove") is None or not app.find("button", "Remove"))
    app.settle(0.5)
    app.shot("outbox-removed")


def address(app):
    """The end of an address that another article has is told before the site puts a number behind it."""
    app.click("list item", re.compile("^All Articles"))
    app.click("list item", re.compile("Kebakaran"))
    app.wait(lambda: app.text("text", "Headline") == "Kebakaran", "the other article")
    app.settle(0.5)
    open_dialog(app)
    check("an address that is taken is told", app.wait(lambda: says(app, "has the address “banjir-surut”"), "the address"))
    check("and does not forbid", app.is_sensitive("button", "Publish"))
    app.shot("preflight-address")
    close_dialog(app)
    app.click("list item", re.compile("Banjir surut"))
    app.wait(lambda: app.text("text", "Headline") == "Banjir surut", "the first article")
    app.settle(0.5)
    open_dialog(app)
    app.settle(2)
    check("one’s own is not", not says(app, "has the address"), labels(app))
    close_dialog(app)


def whole():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    run("redaksictl", "new", "--headline", "Banjir surut", "--dateline", "KUKAR", "-",
        input=f'<p>Warga <a href="{base}/ada">pulang</a> dan <a href="{base}/hilang">xqzwv</a>.</p>')
    first = run("redaksictl", "list").stdout.split()[0]
    run("redaksictl", "set", first, "slug=banjir-surut")
    other = run("redaksictl", "new", "--headline", "Kebakaran", "-", input="Isi.").stdout.split()[-1]
    run("redaksictl", "set", other, "slug=Banjir surut")
    app = j.begin(argv=("redaksi", "--practice"), width=1280, height=800)
    app.toast("practice site is ready", patience=60)
    app.click("list item", re.compile("Banjir surut"))
    app.get("text", "Headline")
    app.settle(1)
    check("nobody was asked before one wants to publish", asked == [], asked)
    open_dialog(app)
    app.wait(lambda: says(app, "A link does not answer"), "the links")
    app.shot("preflight")
    check("the one that is gone is told, the other not",
          says(app, f"{base}/hilang. The site says 404.") and not says(app, f"{base}/ada"), labels(app))
    check("each was asked once", sorted(asked) == ["/ada", "/hilang"], asked)
    check("a word that is in no dictionary", says(app, "1 word is in no dictionary: “xqzwv”."), labels(app))
    check("what only warns does not forbid", app.is_sensitive("button", "Publish"))
    check("no byline is told", says(app, "There is no byline."))
    close_dialog(app)
    app.key("ctrl+comma")
    app.settle(1)
    app.key("Right", "space")
    app.settle(0.7)
    app.shot("preflight-rules")
    rule(app, "A byline", "End")
    rule(app, "Links that don’t answer", "Home")
    app.shot("preflight-rules-set")
    app.key("Escape")
    app.settle(0.7)
    open_dialog(app)
    app.wait(lambda: says(app, "1 word is in no dictionary"), "the spelling")
    app.settle(0.5)
    app.shot("preflight-blocked")
    check("what the newsroom forbids is not published", not app.is_sensitive("button", "Publish")
          and says(app, "Your newsroom does not publish"), labels(app))
    check("what it does not look for is not asked", len(asked) == 2 and not says(app, "A link does not answer"), asked)
    close_dialog(app)
    check("and that is kept", "byline" in run("gsettings", "get", "io.github.redaksi.Redaksi", "preflight-blocks").stdout)
    outbox(app)
    address(app)
    app.quit()


main(whole)
