# SPDX-License-Identifier: GPL-3.0-or-later
"""The public side, and the program: limits, locks, what stays after a kill."""
import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone

from press import PASSWORD, Press, contains, equal, png, refused, run

CONTENT = """<!-- wp:paragraph -->
<p><span class="redaksi-dateline">Koran Teluk, MUARA BARU –</span> Tiga puluh posyandu menerima timbangan digital, Senin (9/11/2026).</p>
<!-- /wp:paragraph -->

<!-- wp:paragraph -->
<p>“Yang penting datanya sampai,” pungkas Ratna.</p>
<!-- /wp:paragraph -->

PHOTO<!-- wp:image -->
<figure class="wp-block-image"><img src="https://elsewhere.example/a.jpg" alt=""/><figcaption class="wp-element-caption">Foto: Bukan milik kami</figcaption></figure>
<!-- /wp:image -->

<!-- wp:html -->
<script>alert(1)</script><img src=x onerror=alert(1)><iframe src="https://elsewhere.example/"></iframe>
<!-- /wp:html -->

<!-- wp:paragraph {"className":"redaksi-byline"} -->
<p class="redaksi-byline">Penulis : Bayu</p>
<!-- /wp:paragraph -->"""


PHOTO = """<!-- wp:image {"id":%d,"sizeSlug":"full"} -->
<figure class="wp-block-image size-full"><img src="%s" alt="Perahu" class="wp-image-%d"/><figcaption class="wp-element-caption">Foto: Perahu pembawa timbangan</figcaption></figure>
<!-- /wp:image -->

"""


def make():
    press = Press(sys.argv[1], None, "--max-upload", "100000")
    try:
        yield press
    finally:
        equal(press.stop(), 0)
        equal(press.errors, "")
        press.remove()


def publish(p, **fields):
    photo = p.upload(png(1200, 800), title="Posyandu", caption="Kader menimbang balita (9/11/2026).", alt_text="Balita").json
    boat = p.upload(png(640, 480, b"\x90\x60\x20"), title="Perahu").json
    content = CONTENT.replace("PHOTO", PHOTO % (boat["id"], boat["source_url"], boat["id"]))
    section = p.post("categories", {"name": "Daerah"}).json
    tag = p.post("tags", {"name": "Posyandu"}).json
    return p.post("posts", {"title": "Tiga Puluh Posyandu & <Timbangan>", "content": content, "status": "publish",
                            "featured_media": photo["id"], "categories": [section.get("id") or section["data"]["term_id"]],
                            "tags": [tag.get("id") or tag["data"]["term_id"]], **fields}).json


def article(p):
    post = publish(p, date_gmt="2025-11-08T17:30:00")
    contains(post["link"], "/2025/11/09/tiga-puluh-posyandu-timbangan/")
    page = p.get(post["link"], user=None)
    html = page.text
    contains(html, "Ikuti:", "https://www.facebook.com/koran.example", "Kabar dari hulu", "Cari", "Tutup kotak pencarian ini.",
             'class="lead"', "Foto: Kader menimbang balita (9/11/2026).", 'alt="Balita"', "Tiga Puluh Posyandu &amp; &lt;Timbangan&gt;</h1>",
             "Koran Teluk, MUARA BARU –", "“Yang penting datanya sampai,” pungkas Ratna.", "Penulis : Bayu", "wa.me", "t.me/share", "facebook.com/sharer",
             "x.com/intent", "Minggu, 9 November 2025 pukul 01.30 WITA", f'<link rel="canonical" href="{post["link"]}">',
             '"@type":"NewsArticle"', 'property="og:image"', 'content="1200"', 'aria-current="true">Daerah', "/tag/posyandu/")
    contains(html, '<span class="redaksi-dateline">Koran Teluk, MUARA BARU –</span> Tiga puluh', 'width="640" height="480"', "Foto: Perahu pembawa timbangan",
             '"dateline":"MUARA BARU"')
    equal(html.count("MUARA BARU –"), 1)
    equal(html.count("Penulis : Bayu"), 1)
    for bad in ("alert(1)", "onerror", "iframe", "elsewhere", "<script>"):
        equal(bad in html, False, bad)
    equal("alert(1)" in json.dumps(p.get(f"posts/{post['id']}", user=None).json), False)
    contains(page.headers["Content-Security-Policy"], "default-src 'none'")
    equal(p.get(post["link"], user=None, headers={"If-None-Match": page.headers["ETag"]}).status, 304)
    for address in (post["link"][:-1], post["link"].replace("/2025/11/09/", "/2024/01/01/"), f"/?p={post['id']}"):
        reply = p.get(address, user=None)
        equal((reply.status, reply.headers["Location"]), (301, post["link"]), address)
    style = html.split('rel="stylesheet" href="')[1].split('"')[0]
    contains(p.get(style, user=None).headers["Content-Type"], "text/css")
    image = html.split('property="og:image" content="')[1].split('"')[0]
    equal(p.get(image, user=None).status, 200)


def lists(p):
    equal(p.get("/", user=None).status, 200)
    contains(p.get("/", user=None).text, "Belum ada berita")
    post = publish(p)
    for number in range(15):
        p.post("posts", {"title": f"Kabar {number}", "content": "<p>Isi biasa.</p>", "status": "publish"})
    hidden = p.post("posts", {"title": "Rahasia timbangan", "content": "timbangan", "status": "draft"}).json
    front = p.get("/", user=None).text
    contains(front, "Kabar 14", 'href="' + p.url + 'page/2/"')
    contains(p.get("/page/2/", user=None).text, "Tiga Puluh Posyandu &amp; &lt;Timbangan&gt;", 'rel="prev"')
    equal(p.get("/page/3/", user=None).status, 404)
    contains(p.get("/category/daerah/", user=None).text, post["link"], '<h1 class="list-title">Daerah</h1>')
    contains(p.get("/tag/posyandu/", user=None).text, post["link"])
    # The search box of the page asks as the form says.
    for words, found in (("timbangan", True), ("TIMBANG", True), ("ratna sampai", True), ("“ratna”", True), ("nihil", False),
                         ("\"", False), ("'; DROP TABLE post; --", False), ("a* OR b NEAR(", False), ("rahasia", False), ("x" * 5000, False)):
        page = p.get("/", user=None, s=words)
        equal((page.status, post["link"] in page.text), (200, found), words)
    contains(p.get("/", user=None, s="<script>").text, "Hasil pencarian untuk “&lt;script&gt;”", 'value="&lt;script&gt;"')
    feed = p.get("/feed/", user=None)
    contains(feed.headers["Content-Type"], "application/atom+xml")
    contains(feed.text, "Kabar 14", "<updated>")
    equal("Rahasia" in feed.text + front, False)
    equal(p.get(f"/?p={hidden['id']}", user=None).status, 404)
    contains(p.get("/sitemap.xml", user=None).text, post["link"])
    missing = p.get("/2025/01/01/tidak-ada/", user=None)
    equal(missing.status, 404)
    contains(missing.text, "Halaman tidak ditemukan")
    for path in ("/../../etc/passwd", "/media/1/../../press.db", "/media/..%2f..%2fpress.db", "/media/1/..%2f..%2fpress.db", "/media/", "/%00", "/press.db", "/category/", "/style-00000000.css"):
        equal(p.get(path, user=None).status in (400, 404), True, path)
    equal(p.ask("POST", "/", b"x", user=None).status in (404, 405, 413), True)


def schedule(p):
    at = (datetime.now(timezone.utc) + timedelta(seconds=62)).strftime("%Y-%m-%dT%H:%M:%S")
    post = p.post("posts", {"title": "Nanti malam", "status": "future", "date_gmt": at}).json
    equal(post["status"], "future")
    equal("Nanti malam" in p.get("/", user=None).text, False)
    # The clock can't be turned here; the row can.
    p.stop()
    with contextlib.closing(sqlite3.connect(os.path.join(p.folder, "press.db"))) as rows, rows:
        rows.execute("UPDATE post SET date = date - 3600")
    p.start()
    contains(p.get("/", user=None).text, "Nanti malam")
    equal(p.get(f"posts/{post['id']}").json["status"], "publish")


def limits(p):
    refused(p.upload(png(400, 400, os.urandom(3)) + os.urandom(100001)), 413, "rest_upload_file_too_big")
    refused(p.post("posts", b'{"title":"' + b"x" * (9 << 20) + b'"}', headers={"Content-Type": "application/json"}), 413, "rest_upload_file_too_big")
    refused(p.upload(png() + b"\0" * 90000, user=None), 401, "rest_cannot_create")
    equal(p.upload(png() + b"\0" * 90000).status, 201)
    host, port = p.url[7:-1].split(":")

    def speak(text):
        with socket.create_connection((host, int(port)), timeout=10) as line:
            reply = b""
            try:
                line.sendall(text)
                line.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # it hung up before it had heard everything, as it may
            try:
                while block := line.recv(65536):
                    reply += block
            except ConnectionResetError:
                pass
            return reply
    head = b"POST /wp-json/wp/v2/media HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    waiting = speak(head + b"Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n")
    contains(waiting.decode(), "413", "rest_upload_file_too_big")
    equal(b"100 Continue" in waiting, False)
    contains(speak(head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n").decode(), "411")
    equal(speak(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 300000 + b"\r\n\r\n")[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 431"), True)
    for junk in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x00\xff" * 100 + b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                 b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
        speak(junk)
    equal(p.get("/", user=None).status, 200)


def one_press(p):
    other = subprocess.run([sys.argv[1], "--folder", p.folder, "--user", "bayu"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    equal((other.returncode, json.loads(other.stdout)), (0, p.told))
    equal(json.load(open(os.path.join(p.folder, "press.json"))), p.told)
    equal(os.stat(os.path.join(p.folder, "press.db")).st_mode & 0o077, 0)


def kill(p):
    post = publish(p)
    p.stop(signal.SIGKILL)
    url = p.url
    p.start()
    equal(p.url, url)
    equal(p.get(post["link"], user=None).status, 200)
    image = p.get(f"media/{post['featured_media']}").json
    equal(p.get(image["source_url"], user=None).body, png(1200, 800))
    # A new password for somebody who is there: the old one is no good any more.
    p.stop()
    p.start(stdin="lain sekali 1234")
    equal(p.get("users/me").status, 401)
    equal(p.get("users/me?context=edit", password="lainsekali1234").json["roles"], ["administrator"])
    database = open(os.path.join(p.folder, "press.db"), "rb").read()
    equal(b"lainsekali" in database or b"lain sekali" in database, False)
    # Nor is one that came by the environment to be read there.
    p.stop()
    seen = subprocess.Popen([sys.argv[1], "--folder", p.folder, "--user", "bayu"], stdout=subprocess.PIPE, text=True,
                            env={**os.environ, "REDAKSI_PRESS_PASSWORD": "sesuatu yang baru"})
    seen.stdout.readline()
    for name in ("environ", "cmdline"):
        equal(b"sesuatu" in open(f"/proc/{seen.pid}/{name}", "rb").read(), False)
    equal(p.get("users/me", password="sesuatuyangbaru").status, 200)
    seen.terminate()
    equal(seen.wait(), 0)
    seen.stdout.close()
    p.start()


def parent(p):
    p.stop()
    middle = subprocess.Popen([sys.executable, "-c",
                               "import subprocess, sys, time\n"
                               "child = subprocess.Popen(sys.argv[1:], stdout=sys.stdout, stdin=subprocess.DEVNULL)\n"
                               "time.sleep(1000)", sys.argv[1], "--folder", p.folder, "--user", "bayu", "--die-with-parent"],
                              stdout=subprocess.PIPE, text=True)
    told = json.loads(middle.stdout.readline())
    middle.kill()
    middle.wait()
    equal(middle.stdout.read(), "")  # returns when the last holder of the pipe has ended
    middle.stdout.close()
    p.start()
    equal(p.told["url"], told["url"])


def usage(p):
    def fails(status, *arguments, stdin=""):
        result = subprocess.run([sys.argv[1], *arguments], capture_output=True, text=True, input=stdin)
        equal((result.returncode, result.stdout), (status, ""), arguments)
        contains(result.stderr, "redaksi-press: ")
    fails(2)
    fails(2, "--folder", p.folder, "--role", "king")
    fails(2, "--folder", p.folder, "--port", "70000")
    fails(2, "--folder", p.folder, "--nonsense")
    fails(2, "--folder", p.folder, "--add-user", "baru", "--password-fd", "0")
    fails(1, "--folder", "/proc/nothing/here")
    taken = int(p.url[:-1].rsplit(":", 1)[1])
    fails(1, "--folder", os.path.join(p.folder, "second"), "--port", str(taken))


run([article, lists, schedule, limits, one_press, kill, parent, usage], make)
