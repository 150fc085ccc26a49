#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from redaksictl alone ($REDAKSI_CTL) with the real Ghost of REDAKSI_GHOST: signed in, an article
with photos published, read back, changed here and there, merged, pulled, scheduled, taken off; then what does not
go through. Ghost is asked past Redaksi, with tokens made here."""
import base64
import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

GHOST = json.loads(os.environ["REDAKSI_GHOST"])
CTL = os.environ["REDAKSI_CTL"]
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
HOME = tempfile.mkdtemp(prefix="redaksi-test-ghost-")
count = failures = 0


def check(what, holds, detail=""):
    global count, failures
    count += 1
    if not holds:
        failures += 1
        print(f"# {detail!r:.3000}")
    print(f"{'ok' if holds else 'not ok'} {count} - {what}", flush=True)


def token():
    name, secret = GHOST["key"].split(":")
    pack = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=")
    now = int(time.time())
    head = pack(json.dumps({"alg": "HS256", "typ": "JWT", "kid": name}).encode())
    body = pack(json.dumps({"iat": now, "exp": now + 200, "aud": "/admin/"}).encode())
    return b".".join((head, body, pack(hmac.digest(bytes.fromhex(secret), head + b"." + body, "sha256")))).decode()


def ask(path, method="GET", body=None):
    request = urllib.request.Request(f"{GHOST['url']}/ghost/api/admin/{path}", method=method,
                                     data=None if body is None else json.dumps(body).encode(),
                                     headers={"Authorization": f"Ghost {token()}", "Content-Type": "application/json"})
    with OPENER.open(request, timeout=60) as reply:
        return json.loads(reply.read() or b"{}")


def posts(status="all"):
    found = ask("posts/?formats=lexical&include=tags,authors&limit=100")["posts"]
    return [post for post in found if status in ("all", post["status"]) and post["slug"] != "coming-soon"]    # Ghost's own


def page(path):
    try:
        with OPENER.open(f"{GHOST['url']}{path}", timeout=60) as reply:
            return reply.read().decode()
    except urllib.error.HTTPError as error:
        return f"{error.code}"


def ctl(*arguments, key=None, say="", home="one"):
    env = {**os.environ, "HOME": f"{HOME}/{home}", "XDG_CACHE_HOME": f"{HOME}/{home}/c", "XDG_CONFIG_HOME": f"{HOME}/{home}/k",
           "XDG_DATA_HOME": f"{HOME}/{home}/d", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
           "LC_ALL": "C.UTF-8", **({} if say else {"REDAKSI_PASSWORD": key or GHOST["key"]})}
    done = subprocess.run([CTL, *arguments], input=say, capture_output=True, text=True, env=env, timeout=120)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def push(article, intent="publish", **more):
    code, out, err = ctl("push", article, "--site", "Warta", "--as", intent, "--wait", **more)
    return code, out + err


def nodes(post):
    return json.loads(post["lexical"])["root"]["children"]


def main_job():
    code, out, err = ctl("site", "add", "Warta", GHOST["url"], say=GHOST["key"] + "\n")
    check("a typed address and a key sign one in", code == 0 and "integration" in out, (out, err))
    code, article, err = ctl("new", "--dateline", "TENGGARONG", "--byline", "Penulis: Bayu Arafat", "--byline", "Editor: Rina", "--section", "Daerah",
                             "--tag", "Banjir", "--tag", "Mahakam", "--language", "id", "-", say=(
        "# Banjir “mulai” surut & kering\n\nAir **mulai surut** sejak [subuh](https://koran.example/?a=1&b=2).\n\n"
        "## Yang perlu dibawa\n\n- Surat\n- Obat\n  1. Demam\n\n> Kami siap.\n\n---\n\nSelesai.\n"))
    check("an article is made", code == 0, err)
    for number, more in enumerate((["--lead"], [])):
        picture = f"{HOME}/photo{number}.jpg"
        subprocess.run(["convert", "-size", f"{300 + number}x200", "gradient:#204060-#f0d080", picture], check=True)
        code, _, err = ctl("photo", "add", article, picture, "--caption", f"Warga <b> {number}", "--credit", "Yuda", *more)
        check("with a photo", code == 0, err)
    code, said = push(article)
    check("it is published", code == 0 and "done" in said, said)
    check("once", len(posts()) == 1, [post["slug"] for post in posts()])
    post = posts()[0]
    check("under its headline", post["title"] == "Banjir “mulai” surut & kering" and post["status"] == "published", post)
    check("at an address made of it", post["slug"].startswith("banjir-mulai-surut"), post["slug"])
    check("the section first, then the tags", [tag["name"] for tag in post["tags"]] == ["Daerah", "Banjir", "Mahakam"], post["tags"])
    check("by the person who has an account there", [who["name"] for who in post["authors"]] == ["Bayu Arafat"], post["authors"])
    check("with the lead photo and its caption", "rdk-" in (post["feature_image"] or "") and post["feature_image_caption"] == "Warga &lt;b&gt; 0 · Yuda",
          (post["feature_image"], post["feature_image_caption"]))
    kinds = [node["type"] for node in nodes(post)]
    check("as nodes that Ghost's own editor has", kinds[:6] == ["paragraph", "extended-heading", "list", "extended-quote", "horizontalrule", "paragraph"] and "image" in kinds, kinds)
    html = page(f"/{post['slug']}/")
    check("readers get it", "TENGGARONG" in html and "<strong>mulai surut</strong>" in html and "Bayu Arafat</p>" in html, html[html.find("<article"):])
    check("without what acts", "<b> 0" not in html)
    return article, post["id"]


def changes(article, remote):
    before = posts()[0]
    code, said = push(article, "update")
    after = posts()[0]
    check("an update without a change changes nothing", code == 0 and nodes(after) == nodes(before), said)
    code, text, _ = ctl("show", article, "--as", "html")
    ctl("set", article, "headline=Banjir surut total")
    code, said = push(article, "update")
    after = posts()[0]
    check("a new headline goes there", code == 0 and after["title"] == "Banjir surut total", said)
    check("the address stays", after["slug"] == before["slug"], after["slug"])
    check("and not a node is another", nodes(after) == nodes(before))
    body = json.loads(after["lexical"])
    body["root"]["children"].append({"type": "callout", "version": 1, "calloutText": "<p>Dari Ghost</p>", "calloutEmoji": "x", "backgroundColor": "blue"})
    ask(f"posts/{remote}/", "PUT", {"posts": [{"lexical": json.dumps(body), "updated_at": after["updated_at"]}]})
    ctl("set", article, "headline=Banjir surut kembali")
    code, said = push(article, "update")
    check("what was changed there is not overwritten", code != 0 and posts()[0]["title"] == "Banjir surut total", said)
    check("and told", "changed" in said, said)
    return said


def pulled(remote):
    ctl("site", "add", "Warta", GHOST["url"], say=GHOST["key"] + "\n", home="two")
    code, out, err = ctl("pull", "--site", "Warta", "list", home="two")
    check("another desk sees what is there", code == 0 and "Banjir surut total" in out, (out, err))
    code, article, err = ctl("pull", remote, "--site", "Warta", home="two")
    check("and opens it", code == 0, err)
    code, text, err = ctl("show", article, "--as", "text", home="two")
    check("with its text", "mulai surut" in text and "Kami siap." in text, text)
    before = posts()[0]
    code, said = push(article, "update", home="two")
    check("back without a change it is the same", code == 0 and nodes(posts()[0]) == nodes(before), said)
    code, out, err = ctl("pull", remote, "--site", "Warta", "--photos", "--json", home="two")
    check("the photos in its text come when they are asked for", code == 0 and json.loads(out)["photos"] == 1, (out, err))
    code, said = push(article, "update", home="two")
    check("which Ghost does not hear of", code == 0 and nodes(posts()[0]) == nodes(before), said)
    ctl("set", article, "section=Nasional", home="two")
    code, said = push(article, "update", home="two")
    after = posts()[0]
    check("another section is the first tag", code == 0 and after["tags"][0]["name"] == "Nasional", after["tags"])
    check("what Ghost alone understands stays", nodes(after)[-1]["type"] == "callout", nodes(after)[-1])


def states():
    code, article, err = ctl("new", "--tag", "Tanpa Rubrik", "-", say="# Naskah kedua\n\nIsi.\n")
    code, said = push(article, "submit")
    draft = [post for post in posts("draft") if post["title"] == "Naskah kedua"]
    check("submitted, it is a draft with a mark", code == 0 and len(draft) == 1
          and {"#redaksi-review", "#redaksi-no-section"} < {tag["name"] for tag in draft[0]["tags"]}, (said, draft))
    soon = time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(time.time() + 7200))
    code, said = push(article, f"schedule={soon}")
    planned = posts("scheduled")
    check("scheduled, it has its hour", code == 0 and len(planned) == 1 and planned[0]["published_at"].startswith(soon[:16]), (said, planned))
    check("and the mark is gone", "#redaksi-review" not in {tag["name"] for tag in planned[0]["tags"]} if planned else False, planned)
    code, said = push(article, "unpublish")
    check("taken off, it is a draft", code == 0 and not posts("scheduled") and len(posts("draft")) == 1, said)


def refused():
    wrong = "0" * 24 + ":" + "ab" * 32
    code, out, err = ctl("site", "add", "Salah", GHOST["url"], say=wrong + "\n")
    check("a wrong key is told", code != 0 and "does not know this key" in err, err)
    code, out, err = ctl("site", "add", "Salah", GHOST["url"], "--user", "x", say="rahasia\n")
    check("and what is none", code != 0 and "no Admin API key" in err, err)
    code, out, err = ctl("site", "add", "Cici", GHOST["url"], say=GHOST["contributor"] + "\n", home="three")
    check("a contributor signs in", code == 0 and "Contributor" in out, (out, err))
    code, article, _ = ctl("new", "-", say="# Dari Cici\n\nIsi.\n", home="three")
    code, out, err = ctl("push", article, "--site", "Cici", "--as", "publish", "--wait", key=GHOST["contributor"], home="three")
    check("who may not publish is told so", code != 0 and "may not publish" in out + err, (out, err))
    check("and nothing of it is there", not [post for post in posts() if post["title"] == "Dari Cici"])
    code, out, err = ctl("push", article, "--site", "Cici", "--as", "submit", "--wait", key=GHOST["contributor"], home="three")
    check("submitting it goes", code == 0, (out, err))


ARTICLE, REMOTE = main_job()
changes(ARTICLE, REMOTE)
pulled(REMOTE)
states()
refused()
if os.environ.get("GHOST_LOG"): print(open(GHOST["folder"] + "/log").read()[-6000:])
print(f"1..{count}")
sys.exit(1 if failures else 0)
