#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-ctl.py PROGRAM PRESS PHOTO: redaksictl as a person and as a script use it; TAP on standard output."""
import base64
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
import xml.dom.minidom

PROGRAM, PRESS, PHOTO = sys.argv[1:4]
HOME = tempfile.mkdtemp(prefix="redaksi-ctl-")
ENVIRONMENT = {key: value for key, value in os.environ.items()
               if not key.startswith(("XDG_", "DBUS_", "REDAKSI_PASSWORD", "REDAKSI_LIBRARY"))}
ENVIRONMENT.update(HOME=HOME, XDG_DATA_HOME=HOME + "/data", XDG_CONFIG_HOME=HOME + "/config",
                   XDG_CACHE_HOME=HOME + "/cache", XDG_RUNTIME_DIR=HOME, LC_ALL="C.UTF-8", TZ="UTC",
                   DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
NOBODY = "00000000-0000-4000-8000-000000000000"


class Failed(Exception):
    pass


def ctl(*arguments, stdin="", code=0):
    """Runs redaksictl; its standard output. Any other exit code than @code is a failure."""
    result = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, text=True, env=ENVIRONMENT,
                            timeout=120)
    if result.returncode != code:
        raise Failed(f"{arguments}: exit code {result.returncode}, not {code}: {result.stdout} {result.stderr}")
    if code in (1, 2, 3, 4) and "redaksictl: " not in result.stderr:
        raise Failed(f"{arguments}: says nothing about what went wrong: {result.stderr!r}")
    return result.stdout


def asked(*arguments, **keywords):
    return json.loads(ctl("--json", *arguments, **keywords))


def same(got, expected):
    if got != expected:
        raise Failed(f"got {got!r}\n# expected {expected!r}")


def has(text, *words):
    for word in words:
        if word not in text:
            raise Failed(f"no {word!r} in {text!r}")


def new(text="", *options):
    id = ctl("new", *options, "-", stdin=text).strip()
    if not UUID.match(id):
        raise Failed(f"new printed {id!r}")
    return id


def test_new():
    html = new("<h1>Judul</h1><p>Satu <b>dua</b>.</p><script>x</script>")
    same(ctl("show", html), "Judul\n\nSatu dua.\n")
    markdown = new("# Judul\n\nSatu **dua**.\n", "--headline", "Lain")
    same(ctl("show", markdown, "--as", "markdown"), "# Lain\n\nSatu **dua**.\n")
    plain = new("Satu\ndua\n\ntiga 2*3*4")
    same(ctl("show", plain, "--as", "text"), "Satu\n\ndua\n\ntiga 2*3*4\n")
    for name, text in (("a.html", "teks"), ("b.md", "teks\nteks"), ("c.txt", "# bukan judul")):
        with open(f"{HOME}/{name}", "w") as file:
            file.write(text)
    ctl("new", f"{HOME}/a.html")
    same(ctl("show", ctl("new", f"{HOME}/b.md").strip()), "teks teks\n")
    same(ctl("show", ctl("new", f"{HOME}/c.txt").strip()), "# bukan judul\n")
    empty = ctl("new", "--headline", "Kosong").strip()
    same(json.loads(ctl("show", empty, "--as", "json"))["fields"], {"headline": "Kosong"})
    same(list(asked("new", "-", stdin="x")), ["id"])


def test_new_with_photos():
    """Files of word processors, and pages with photos beside them: never one from elsewhere."""
    office = os.path.join(os.path.dirname(PHOTO), "..", "office")
    for name in ("pasar.odt", "pasar.docx", "word.docx"):
        text = ctl("show", ctl("new", f"{office}/{name}").strip(), "--as", "markdown")
        has(text, "# Pasar terapung buka lagi" if "pasar" in name else "# Perahu kembali berlayar", "](photo:")
    os.makedirs(f"{HOME}/page/foto")
    shutil.copy(PHOTO, f"{HOME}/page/foto/a b.jpg")
    shutil.copy(PHOTO, f"{HOME}/rahasia.jpg")
    os.symlink(f"{HOME}/rahasia.jpg", f"{HOME}/page/tautan.jpg")
    with open(f"{HOME}/page/a.html", "w") as file:
        file.write(f'<h1>Judul</h1><p>a</p><img src="foto/a%20b.jpg?x"><img src="../rahasia.jpg"><img src="{HOME}/rahasia.jpg">'
                   f'<img src="file://{HOME}/rahasia.jpg"><img src="tautan.jpg"><img src="a.html"><figure><img src="tidak.jpg">'
                   '<figcaption>tinggal</figcaption></figure><img src="https://x.example/a.jpg">')
    text = ctl("show", ctl("new", f"{HOME}/page/a.html").strip(), "--as", "markdown")
    same((text.count("](photo:"), "tinggal" in text), (1, True))
    with open(f"{HOME}/page/a.md", "w") as file:
        file.write("# Judul\n\n![A](foto/a%20b.jpg)\n\n![B](../rahasia.jpg)\n")
    same(ctl("show", ctl("new", f"{HOME}/page/a.md").strip(), "--as", "markdown").count("](photo:"), 1)
    id = new("Lama.")
    ctl("set", id, f"body=@{office}/pasar.odt")
    has(ctl("show", id, "--as", "markdown"), "Yang dijual", "](photo:")
    with open(f"{HOME}/rusak.docx", "wb") as file:
        file.write(b"PK\x03\x04rusak")
    ctl("new", f"{HOME}/rusak.docx", code=1)


def test_fields():
    id = new("Isi.", "--dateline", "TENGGARONG", "--byline", "Penulis: Bayu", "--byline", "Editor: Rina",
             "--section", "Politik", "--tag", "Pilkada", "--tag", "Kukar", "--deck", "Dek", "--language", "id")
    fields = json.loads(ctl("show", id, "--as", "json"))["fields"]
    same(fields["bylines"], '[["Bayu","writer"],["Rina","editor"]]')
    same(fields["tags"], '["Pilkada","Kukar"]')
    same(ctl("show", id), "Dek\n\nTENGGARONG – Isi.\n\nPenulis : Bayu\nEditor : Rina\n")
    has(ctl("show", id, "--as", "wordpress"), '<p class="redaksi-byline">Penulis : Bayu</p>',
        '<span class="redaksi-dateline">TENGGARONG –</span> Isi.', '{"className":"redaksi-deck"}')
    same(asked("set", id, "headline= Baru  “x” ", "deck=", "byline=Bayu", "byline=Foto: Budi", "tag=A, B")["revision"], 2)
    fields = json.loads(ctl("show", id, "--as", "json"))["fields"]
    same(fields["headline"], "Baru “x”")
    same("deck" in fields, False)
    same(fields["bylines"], '[["Bayu","writer"],["Budi","photographer"]]')
    same(fields["tags"], '["A","B"]')
    with open(f"{HOME}/isi.md", "w") as file:
        file.write("Isi *baru*.")
    ctl("set", id, f"body=@{HOME}/isi.md")
    has(ctl("show", id), "Isi baru.")


def test_list():
    id = new("Banjir di Loa Kulu surut.", "--headline", "Air surut", "--byline", "Bayu")
    other = new("Panen raya.", "--headline", "Panen")
    articles = asked("list")["articles"]
    same(articles[0]["id"], other)
    found = asked("list", "--search", "banjir")["articles"]
    same([article["id"] for article in found], [id])
    same((found[0]["headline"], found[0]["byline"], found[0]["state"]), ("Air surut", "Bayu", "draft"))
    same(asked("list", "--search", "takada")["articles"], [])
    same(asked("list", "--state", "published")["articles"], [])
    same(len(asked("list", "--state", "draft", "--limit", "1")["articles"]), 1)
    has(ctl("list"), id, other, "Air surut", "draft")
    ctl("delete", other)
    same([article["id"] for article in asked("list", "--search", "panen")["articles"]], [])
    ctl("list", "--state", "nonsense", code=2)


def test_trash():
    ctl("purge")
    id, other = new("Burungkenari di muara."), new("Lain.")
    ctl("set", id, "section=Burungkenari", "byline=Si Burungkenari")
    ctl("delete", id)
    same([article["id"] for article in asked("list", "--trash")["articles"]], [id])
    has(ctl("list", "--trash"), id)
    same(ctl("list", "--state", "trash"), ctl("list", "--trash"))
    for arguments in (["set", id, "headline=Dari tong sampah"], ["restore", id, "1"], ["photo", "add", id, PHOTO]):
        ctl(*arguments, code=1)
    ctl("list", "--trash", "--state", "draft", code=2)
    ctl("undelete", id)
    same(asked("list", "--trash")["articles"], [])
    same(asked("list", "--search", "burungkenari")["articles"][0]["id"], id)
    ctl("delete", id)
    same(asked("purge"), {"purged": 1, "kept": 0})
    same(asked("purge"), {"purged": 0, "kept": 0})
    ctl("undelete", id, code=3)
    ctl("undelete", "../x", code=3)
    ctl("show", id, code=3)
    has(ctl("show", other), "Lain.")
    for folder, _, names in os.walk(HOME):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                same((name, b"urungkenari" in file.read()), (name, False))


def everything(library):
    """What there is in a library, as one can compare it."""
    found = {}
    for trash in ([], ["--trash"]):
        for article in asked("--library", library, "list", *trash)["articles"]:
            found[article["id"]] = (article["state"], trash, ctl("--library", library, "show", article["id"], "--as", "json"))
    return found


def test_export():
    mine, theirs, folder = f"{HOME}/lib-a", f"{HOME}/lib-b", f"{HOME}/out"
    def here(*arguments, **keywords):
        return ctl("--library", mine, *arguments, **keywords)
    a = here("new", "--headline", "Judul <satu> & “dua”", "--byline", "Bayu", "-", stdin="Isi **tebal**.").strip()
    b = here("new", "-", stdin="Kedua.").strip()
    gone = here("new", "-", stdin="Di tempat sampah.").strip()
    here("set", a, "kicker=Banjir")
    digest = asked("--library", mine, "photo", "add", a, PHOTO, "--lead")["photo"]
    here("delete", gone)
    answer = asked("--library", mine, "export", "--history", folder)
    same((answer["articles"], answer["photos"], answer["damaged"]), (3, 1, 0))
    with open(f"{folder}/articles/{a}.html") as file:
        has(file.read(), "Judul &lt;satu&gt;", "Banjir", "<strong>tebal</strong>", f"../photos/{digest}.jpg")
    with open(f"{folder}/index.html") as file:
        has(file.read(), f"articles/{a}.html", f"articles/{b}.html", "Judul &lt;satu&gt;")
    with open(PHOTO, "rb") as original, open(f"{folder}/photos/{digest}.jpg", "rb") as copy:
        same(original.read() == copy.read(), True)
    same(sorted(os.listdir(f"{folder}/history/{a}")), ["1.json", "2.json", "3.json"])
    here("export", folder, code=2)
    # Into an empty library: the same, in the same order; a second time: nothing to do.
    same(asked("--library", theirs, "import", folder),
         {"added": 3, "changed": 0, "unchanged": 0, "photos": 1, "missing": 0})
    same(everything(theirs), everything(mine))
    same([x["id"] for x in asked("--library", theirs, "list")["articles"]],
         [x["id"] for x in asked("--library", mine, "list")["articles"]])
    same(asked("--library", theirs, "import", folder)["unchanged"], 3)
    # What was changed since is a state in the history.
    ctl("--library", theirs, "set", b, "headline=Baru")
    same(asked("--library", theirs, "import", folder)["changed"], 1)
    same([r["reason"] for r in asked("--library", theirs, "revisions", b)["revisions"]], ["import", "manual", "import"])
    same(asked("--library", theirs, "check")["damaged-articles"], [])


def test_import_of_strangers():
    library, folder = f"{HOME}/lib-c", f"{HOME}/strange"
    id = ctl("--library", f"{HOME}/lib-d", "new", "-", stdin="Isi.").strip()
    digest = asked("--library", f"{HOME}/lib-d", "photo", "add", id, PHOTO)["photo"]
    ctl("--library", f"{HOME}/lib-d", "export", folder)
    with open(f"{folder}/redaksi-export.json") as file:
        manifest = json.load(file)

    def refused(code=1):
        ctl("--library", library, "import", folder, code=code)
        same(os.path.exists(library), False)

    def with_entry(**changes):
        with open(f"{folder}/redaksi-export.json", "w") as file:
            json.dump(dict(manifest, articles=[dict(manifest["articles"][0], **changes)]), file)

    for changes in ({"id": "../../etc/passwd"}, {"id": NOBODY}, {"id": 7}, {"state": "nonsense"}, {"state": None}):
        with_entry(**changes)
        refused(code=1)
    for text in ("", "{}", "[]", "{\"redaksi-export\": 2, \"articles\": []}", "{\"redaksi-export\": 1, \"articles\": {}}"):
        with open(f"{folder}/redaksi-export.json", "w") as file:
            file.write(text)
        refused()
    with open(f"{folder}/redaksi-export.json", "w") as file:
        json.dump(dict(manifest, articles=manifest["articles"] * 2), file)
    refused()
    with_entry()
    photo = f"{folder}/photos/{digest}.jpg"
    with open(photo, "ab") as file:
        file.write(b"x")
    refused()
    os.remove(photo)
    os.symlink("/etc/passwd", photo)
    refused()
    os.remove(photo)
    same(asked("--library", library, "import", folder)["missing"], 1)
    os.remove(f"{folder}/redaksi-export.json")
    ctl("--library", library, "import", folder, code=3)


def test_backup():
    mine, folder, back = f"{HOME}/lib-f", f"{HOME}/backups", f"{HOME}/lib-g"
    id = ctl("--library", mine, "new", "--headline", "Judul", "-", stdin="Isi.").strip()
    digest = asked("--library", mine, "photo", "add", id, PHOTO, "--lead")["photo"]
    gone = ctl("--library", mine, "new", "-", stdin="Sampah.").strip()
    ctl("--library", mine, "delete", gone)
    os.makedirs(folder)
    days = [f"{folder}/library-2026-{day}.db" for day in
            ("01-01", "01-07", "01-08", "01-20", "02-02", "02-09", "02-10", "03-01", "03-02", "03-03", "03-04", "03-05", "03-06", "03-07")]
    for path in days + [f"{folder}/library-2026-02-30.db", f"{folder}/notes.db", f"{folder}/library-old.db"]:
        open(path, "w").close()
    file = asked("--library", mine, "backup", "--daily", folder)["file"]
    same((os.path.dirname(file), os.stat(file).st_mode & 0o777), (folder, 0o600))
    # Seven days and four weeks, and what is not ours stays.
    same(len([path for path in days if os.path.exists(path)]), 6 + 4)
    same([os.path.exists(path) for path in days[-6:]], [True] * 6)
    same(os.path.exists(f"{folder}/notes.db") and os.path.exists(f"{folder}/library-old.db"), True)
    same(sorted(name for name in os.listdir(folder) if ".new" in name or name.endswith(("-wal", "-shm"))), [])
    with open(PHOTO, "rb") as original, open(f"{folder}/photos/originals/{digest[:2]}/{digest}.jpg", "rb") as copy:
        same(original.read() == copy.read(), True)
    # Again on the same day, with what came since.
    ctl("--library", mine, "set", id, "headline=Judul baru")
    same(asked("--library", mine, "backup", folder)["file"], file)
    ctl("--library", back, "backup", "--restore", file)
    same(everything(back), everything(mine))
    same(asked("--library", back, "check")["damaged-photos"], [])
    has(ctl("--library", back, "show", id, "--as", "html"), "Judul baru", "file:///")
    same([r["number"] for r in asked("--library", back, "revisions", id)["revisions"]], [3, 2, 1])
    # Nothing is ever overwritten by a backup, and what is none makes no library.
    ctl("--library", back, "backup", "--restore", file, code=1)
    with open(f"{HOME}/bad.db", "w") as bad:
        bad.write("nothing" * 1000)
    ctl("--library", f"{HOME}/lib-h", "backup", "--restore", f"{HOME}/bad.db", code=1)
    same(os.listdir(f"{HOME}/lib-h"), [])
    ctl("--library", f"{HOME}/lib-h", "backup", "--restore", f"{HOME}/none.db", code=3)
    ctl("--library", mine, "backup", mine, code=2)
    ctl("--library", mine, "backup", code=2)
    ctl("--library", mine, "backup", "--off")
    ctl("--library", mine, "backup", "/proc/nothing", code=1)


def test_check():
    library = f"{HOME}/lib-e"
    id = ctl("--library", library, "new", "-", stdin="Satu.").strip()
    other = ctl("--library", library, "new", "-", stdin="Utuh.").strip()
    ctl("--library", library, "set", id, "headline=Dua")
    answer = asked("--library", library, "check")
    same((answer["articles"], answer["revisions"], answer["damaged-articles"]), (2, 3, []))
    with sqlite3.connect(f"{library}/library.db") as db:
        db.execute("UPDATE revision SET data = zeroblob (9) WHERE number = 2")
    db.close()
    answer = asked("--library", library, "check", code=1)
    same(answer["damaged-articles"], [{"id": id, "whole": 1}])
    has(ctl("--library", library, "check", code=1), id, "1")
    same([r["number"] for r in asked("--library", library, "revisions", id)["revisions"]], [2, 1])
    answer = asked("--library", library, "export", f"{HOME}/part", code=1)
    same((answer["articles"], answer["damaged"]), (1, 1))
    same(ctl("--library", library, "restore", id, "1").strip(), "3")
    has(ctl("--library", library, "show", id), "Satu.")
    has(ctl("--library", library, "show", other), "Utuh.")


def test_revisions():
    id = new("Satu.")
    ctl("set", id, "headline=A")
    ctl("set", id, "headline=B")
    revisions = asked("revisions", id)["revisions"]
    same([revision["number"] for revision in revisions], [3, 2, 1])
    same(len(revisions[0]["sha256"]), 64)
    has(ctl("show", id, "--revision", "2"), "A")
    same(ctl("restore", id, "2").strip(), "4")
    same(ctl("show", id), "A\n\nSatu.\n")
    ctl("restore", id, "99", code=3)
    ctl("restore", id, "x", code=2)
    ctl("show", id, "--revision", "99", code=3)
    ctl("show", id, "--revision", "0", code=2)


def test_photo():
    id = new("Teks.")
    answer = asked("photo", "add", id, PHOTO, "--lead", "--caption", "Rapat", "--credit", "Budi", "--alt", "Orang")
    same(len(answer["photo"]), 64)
    ctl("photo", "add", id, PHOTO, "--caption", "Di dalam <teks>")
    article = json.loads(ctl("show", id, "--as", "json"))
    same(article["fields"]["lead-photo"], answer["photo"])
    same([block["kind"] for block in article["body"]], ["paragraph", "photo", "caption", "paragraph"])
    has(ctl("show", id, "--as", "html"), "Foto: Rapat", "Foto: Di dalam &lt;teks&gt;", "file:///")
    page = f"{HOME}/page.html"
    ctl("preview", id, "-o", page)
    with open(page) as file:
        text = file.read()
    has(text, "Teks.", "Foto: Rapat", "data:image/jpeg;base64,")
    same("<script" in text.replace("<script type=\"application/ld+json\"", ""), False)
    ctl("photo", "add", id, HOME + "/none.jpg", code=3)
    with open(f"{HOME}/bad.jpg", "w") as file:
        file.write("no photo")
    ctl("photo", "add", id, f"{HOME}/bad.jpg", code=1)
    ctl("photo", "drop", id, PHOTO, code=2)
    ctl("preview", id, code=2)


def test_codes():
    id = new("x")
    for arguments in ([], ["nonsense"], ["show"], ["show", id, id], ["show", id, "--as", "pdf"], ["set", id],
                      ["set", id, "nonsense"], ["set", id, "nonsense=1"], ["set", id, "lead-photo=../x"],
                      ["list", "--nonsense"], ["new", "--format", "pdf", "-"], ["push", id],
                      ["site", "add", "x", "http://127.0.0.1:1"], ["site", "nonsense"], ["restore", id]):
        ctl(*arguments, code=2)
    for arguments in (["show", NOBODY], ["show", "../../x"], ["set", NOBODY, "headline=x"], ["delete", NOBODY],
                      ["revisions", NOBODY], ["preview", NOBODY, "-o", HOME + "/x"], ["new", HOME + "/none.md"],
                      ["push", id, "--site", "none", "--as", "draft"], ["site", "check", "none"],
                      ["site", "remove", "none"], ["photo", "add", NOBODY, PHOTO]):
        ctl(*arguments, code=3)
    answer = asked("show", NOBODY, code=3)
    same(answer["error"]["code"], 3)
    ctl("site", "add", "x", "http://127.0.0.1:1/", "--user", "u", stdin="", code=2)
    ctl("site", "add", "x", "http://127.0.0.1:1/", "--user", "u", stdin="geheim\n", code=1)
    same(asked("site", "list")["sites"], [])
    same(asked("outbox")["pushes"], [])
    with open(HOME + "/file", "w"):
        pass
    ctl("--library", HOME + "/file/x", "list", code=1)


def test_hostile():
    ctl("new", "-", "--format", "html", stdin="<div>" * 100000, code=1)
    raw = subprocess.run([PROGRAM, "new", "-"], input=b"caf\xe9 \x00 \xff\xfe", capture_output=True, env=ENVIRONMENT)
    same(raw.returncode, 0)
    has(ctl("show", raw.stdout.decode().strip()), "café")
    for name in (PROGRAM, PHOTO):
        ctl("new", name, code=1)
        ctl("new", "--format", "plain", name, code=1)
    with open("/dev/full", "w") as full:
        same(subprocess.run([PROGRAM, "list"], stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT).returncode, 1)
    id = new("x", "--byline", "Penulis: Bayu", "--byline", "bayu", "--byline", "Editor: Bayu", "--tag", "Sawit,sawit", "--tag", "SAWIT")
    fields = json.loads(ctl("show", id, "--as", "json"))["fields"]
    same((fields["bylines"], fields["tags"]), ('[["Bayu","writer"],["Bayu","editor"]]', '["Sawit"]'))
    ctl("list", "--limit", "-1", code=2)
    for slip in ("Penulis:", " : ", "Penulis: Bayu; Editor:"):
        ctl("new", "--byline", slip, code=2)
        ctl("set", id, "byline=" + slip, code=2)
    ctl("set", id, "byline=")
    same(json.loads(ctl("show", id, "--as", "json"))["fields"].get("bylines"), None)
    ctl("set", id, "byline=Bayu")
    for slip in ("", "   ", "http://", "https:// /", "ftp://koran.example", "koran", "not an address!", "http://[::1"):
        ctl("site", "add", "x", slip, "--user", "u", stdin="x\n", code=2)
    ctl("site", "add", "", "http://127.0.0.1:1/", "--user", "u", stdin="x\n", code=2)
    ctl("set", id, f"body=@{PHOTO}", code=1)
    utf16 = subprocess.run([PROGRAM, "new", "-"], input="Kalimat biasa.".encode("utf-16"), capture_output=True, env=ENVIRONMENT)
    same(ctl("show", utf16.stdout.decode().strip()), "Kalimat biasa.\n")
    ctl("set", id, "headline=" + "“panjang” " * 5000)
    ctl("set", id, "headline=a\nb\tc")
    same(json.loads(ctl("show", id, "--as", "json"))["fields"]["headline"], "a b c")
    same(subprocess.run([PROGRAM, "set", id, b"headline=\xff"], capture_output=True, env=ENVIRONMENT).returncode, 2)


def test_surroundings():
    """As cron, a remote shell or another program starts it: no locale, no standard streams."""
    bare = {key: value for key, value in ENVIRONMENT.items() if key not in ("LANG", "LANGUAGE") and not key.startswith("LC_")}
    made = subprocess.run([PROGRAM, "new", "--headline", "“Café” di Muara", "-"], input="Isi “kutip”.".encode(), capture_output=True, env=bare)
    same(made.returncode, 0)
    id = made.stdout.decode().strip()
    same(ctl("show", id), "“Café” di Muara\n\nIsi “kutip”.\n")
    missing = subprocess.run([PROGRAM, "show", "é"], capture_output=True, env={**bare, "LC_ALL": "POSIX"})
    same(missing.returncode, 3)
    has(missing.stderr.decode(), "redaksictl: There is no article “é”.\n")
    same(subprocess.run([PROGRAM, "new", "--headline", b"\xff"], capture_output=True, env=ENVIRONMENT).returncode, 2)
    # What can't be read makes no empty article, and what can't be written is told, whichever file has its number.
    before = ctl("list")
    for line in ("new - <&-", "new - </", "set %s body=@- <&-" % id):
        refused = subprocess.run(["sh", "-c", f"exec {PROGRAM} {line}"], capture_output=True, env=ENVIRONMENT)
        same((line, refused.returncode, b"redaksictl: " in refused.stderr), (line, 1, True))
    same(ctl("list"), before)
    with open(f"{HOME}/data/redaksi/library.db", "rb") as file:
        library = file.read()
    for line in ("list >&-", f"show {id} >&-", f"preview {id} -o - <&- >&- 2>&-"):
        same((line, subprocess.run(["sh", "-c", f"exec {PROGRAM} {line}"], stderr=subprocess.PIPE, env=ENVIRONMENT).returncode), (line, 1))
    with open(f"{HOME}/data/redaksi/library.db", "rb") as file:
        same(file.read() == library, True)
    has(ctl("show", id), "“Café” di Muara")


def test_huge():
    """One line as long as a book: what takes the square of its length does not end."""
    id = new("~~kata~~ " + "demi & kata " * 300000, "--format", "markdown")
    same(len(ctl("show", id)), len("kata ") + len("demi & kata ") * 300000)
    has(ctl("show", id, "--as", "markdown"), "~~kata~~")
    ctl("set", id, "headline=" + "x" * 100000)
    has(ctl("show", id), "x" * 100000)


def test_guesses():
    """What standard input holds shows by how it begins, also where an editor put a mark before it."""
    same(ctl("show", new("\ufeff<h1>Judul</h1><p>Satu <b>dua</b>.</p>")), "Judul\n\nSatu dua.\n")
    same(ctl("show", new("\ufeff# Judul\n\nSatu **dua**.\n")), "Judul\n\nSatu dua.\n")
    same(ctl("show", new("\ufeffSatu.")), "Satu.\n")
    id = new("Satu **dua**.", "--headline", "Judul")
    form = ctl("show", id, "--as", "json")
    for text in (form, "\ufeff" + form, json.dumps(json.loads(form), indent=2)):
        again = new(text)
        same(again == id, False)
        same(ctl("show", again, "--as", "markdown"), "# Judul\n\nSatu **dua**.\n")
    same(ctl("show", new("{nama} menulis “redaksi”.")), "{nama} menulis “redaksi”.\n")
    same(ctl("show", new("- a\n- b\n\n1. c\n2. d\n")), "• a\n• b\n1. c\n2. d\n")


def test_libraries():
    elsewhere = HOME + "/elsewhere"
    id = ctl("--library", elsewhere, "new", "--headline", "Di sana").strip()
    ctl("show", id, code=3)
    has(ctl("show", id, "--library", elsewhere), "Di sana")
    same(os.path.exists(elsewhere + "/library.db"), True)
    same(os.path.exists(HOME + "/data/redaksi/library.db"), True)
    same(os.stat(elsewhere).st_mode & 0o77, 0)


class Press:
    """The embedded publishing server, until the end of the block."""

    def __enter__(self):
        self.process = subprocess.Popen(
            [PRESS, "--folder", HOME + "/site", "--port", "0", "--name", "Bebaca.id", "--language", "id", "--user", "bayu",
             "--role", "editor"], env={**ENVIRONMENT, "REDAKSI_PRESS_PASSWORD": PASSWORD}, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["url"]
        return self

    def __exit__(self, *nothing):
        self.process.terminate()
        self.process.communicate(timeout=60)


PASSWORD = "abcd efgh ijkl mnop qrst uvwx"


def test_push():
    id = new("“Ya,” ujar *Rina*.", "--headline", "Judul", "--dateline", "TENGGARONG", "--byline", "Penulis: Bayu",
             "--section", "Politik", "--tag", "Kukar")
    ctl("photo", "add", id, PHOTO, "--lead", "--caption", "Rapat")
    try:
        with Press() as press:
            ctl("site", "add", "koran", press.url, "--user", "bayu", stdin="wrong\n", code=4)
            site = asked("site", "add", "koran", press.url, "--user", "bayu", stdin=PASSWORD + "\n")
            same((site["name"], site["role"], site["mayPublish"]), ("koran", "editor", True))
            same([each["name"] for each in asked("site", "list")["sites"]], ["koran"])
            ctl("push", id, "--site", "koran", "--as", "nonsense", code=2)
            ctl("push", id, "--site", "koran", "--as", "schedule=2001-01-01T00:00", code=2)
            same(asked("push", id, "--site", "koran", "--as", "draft", code=5)["stage"], "waiting")
            same(len(asked("outbox")["pushes"]), 1)
            ENVIRONMENT["REDAKSI_PASSWORD"] = PASSWORD
            ctl("site", "check", "koran")
            done = asked("push", id, "--site", "koran", "--as", "publish", "--wait")
            same(done["stage"], "done")
            has(done["url"], press.url)
            same(asked("outbox")["pushes"], [])
            same(asked("list", "--state", "published")["articles"][0]["id"], id)
            ENVIRONMENT["REDAKSI_PASSWORD"] = "wrong"
            same(asked("push", id, "--site", "koran", "--as", "update", "--wait", code=4)["stage"], "sign-in")
            ENVIRONMENT.pop("REDAKSI_PASSWORD")
            same(asked("push", id, "--site", "koran", "--as", "update", "--wait", code=4)["stage"], "sign-in")
            same(asked("push", id, "--site", "koran", "--as", "update", "--wait", stdin=PASSWORD + "\n")["stage"], "done")
            same(len(asked("pull", "list", stdin=PASSWORD + "\n")["posts"]), 1)
            for folder, _, names in os.walk(HOME):
                for name in names:
                    with open(os.path.join(folder, name), "rb") as file:
                        same((name, PASSWORD.encode() in file.read()), (name, False))
            gone = new("Di tempat sampah.", "--headline", "Sampah")
            ctl("delete", gone)
            ctl("push", gone, "--site", "koran", "--as", "publish", code=1)
            same(asked("outbox")["pushes"], [])
            def rest(path, body):
                token = base64.b64encode(f"bayu:{PASSWORD}".encode()).decode()
                request = urllib.request.Request(press.url + path, data=body, headers={"Authorization": "Basic " + token, "Content-Type": "application/json"})
                return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60).read()
            rest("wp-json/wp/v2/posts", b'{"title": "A\\u0001\\u000b\\ufffe\\uffffB", "content": "x", "status": "publish"}')
            feed = xml.dom.minidom.parseString(rest("feed/", None))
            same(feed.getElementsByTagName("entry")[0].getElementsByTagName("title")[0].firstChild.data, "AB")
            ENVIRONMENT["REDAKSI_PASSWORD"] = PASSWORD
        asked("push", id, "--site", "koran", "--as", "update", "--wait", code=5)
        ctl("site", "remove", "koran")
        same(asked("site", "list")["sites"], [])
    finally:
        ENVIRONMENT.pop("REDAKSI_PASSWORD", None)


def test_site_pull():
    """What one desk has pushed another one opens, changes in one place, and pushes back: the same post."""
    id = new("Satu.\n\n“Dua,” ujar *Rina*.\n\nTiga.", "--headline", "Judul & “Kutip”", "--dateline", "TENGGARONG",
             "--byline", "Penulis: Bayu", "--section", "Politik", "--tag", "Kukar", "--excerpt", "Satu & dua.")
    ctl("photo", "add", id, PHOTO, "--lead", "--caption", "Rapat", "--alt", "Orang")
    other = ("--library", HOME + "/other-desk")

    def stored():
        token = base64.b64encode(f"bayu:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(press.url + "wp-json/wp/v2/posts?context=edit&status=any",
                                         headers={"Authorization": "Basic " + token})
        posts = json.loads(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60).read())
        return {post["id"]: post for post in posts}

    ENVIRONMENT["REDAKSI_PASSWORD"] = PASSWORD
    try:
        with Press() as press:
            ctl("site", "add", "koran", press.url, "--user", "bayu", stdin=PASSWORD + "\n")
            ctl("pull", "list", "--site", "nobody", code=3)
            ctl("pull", "list", "--state", "nonsense", code=2)
            ctl("pull", "list", "--page", "0", code=2)
            before = {post["remote"] for post in asked("pull", "list")["posts"]}
            ctl("push", id, "--site", "koran", "--as", "publish", "--wait")
            listed = asked("pull", "list", "--state", "published")["posts"]
            remote, = {post["remote"] for post in listed} - before
            same([post["headline"] for post in listed if post["remote"] == remote], ["Judul & “Kutip”"])
            same([post["remote"] for post in asked("pull", "list", "--search", "Kutip")["posts"]], [remote])
            same(asked("pull", "list", "--search", "tidak ada")["posts"], [])
            same(asked("pull", "list", "--page", "99")["posts"], [])
            same(asked("pull", remote)["id"], id)       # it is here already

            ctl("pull", "7", *other, code=3)             # no site there
            ctl("site", "add", "koran", press.url, "--user", "bayu", *other, stdin=PASSWORD + "\n")
            ctl("pull", "99999", *other, code=4)
            ctl("pull", "x7", *other, code=2)
            pulled = asked("pull", remote, *other)["id"]
            same(asked("pull", remote, *other)["id"], pulled)
            same(len(asked("list", *other)["articles"]), 1)
            same(asked("list", *other)["articles"][0]["state"], "published")
            fields = asked("show", pulled, "--as", "json", *other)["fields"]
            ours = asked("show", id, "--as", "json")["fields"]
            for name in ("headline", "dateline", "section", "tags", "bylines", "excerpt", "lead-caption", "lead-alt"):
                same((name, fields.get(name)), (name, ours.get(name)))
            same(len(fields["lead-photo"]), 64)

            first = stored()
            ctl("push", pulled, "--site", "koran", "--as", "update", "--wait", *other)
            second = stored()
            for name in ("title", "content", "excerpt", "slug", "featured_media", "categories", "tags", "status"):
                same((name, second[int(remote)][name]), (name, first[int(remote)][name]))
            same(set(second), set(first))
            ctl("set", pulled, "headline=Judul baru", *other)
            ctl("push", pulled, "--site", "koran", "--as", "update", "--wait", *other)
            third = stored()
            same(set(third), set(first))
            same(third[int(remote)]["title"]["raw"], "Judul baru")
            for name in ("content", "excerpt", "slug", "featured_media", "categories", "tags", "status"):
                same((name, third[int(remote)][name]), (name, first[int(remote)][name]))
            # The first desk finds that another one was there.
            ctl("set", id, "headline=Judul lama")
            same(asked("push", id, "--site", "koran", "--as", "update", "--wait", code=4)["stage"], "conflict")
            ctl("site", "remove", "koran")
    finally:
        ENVIRONMENT.pop("REDAKSI_PASSWORD", None)


def test_help():
    has(ctl("--help"), "redaksictl", "new", "push", "outbox")
    for command in ("new", "set", "list", "show", "revisions", "restore", "photo", "preview", "site", "push", "pull", "outbox",
                    "delete", "undelete", "purge", "check", "backup", "export", "export-article", "import"):
        has(ctl(command, "--help"), f"redaksictl {command}", "--json", "--library")
    has(ctl("--version"), "redaksictl ")


def main():
    tests = [(name, function) for name, function in sorted(globals().items()) if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except (Failed, json.JSONDecodeError, KeyError, IndexError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"# {type(error).__name__}: {error}\nnot ok {number} {name}", flush=True)
    shutil.rmtree(HOME, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
