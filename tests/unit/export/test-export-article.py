#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-export-article.py PROGRAM FIXTURES: articles as files that others publish, by redaksictl; TAP on standard output."""
import base64
import datetime
import glob
import hashlib
import html.parser
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import jsonschema

PROGRAM, FIXTURES = sys.argv[1:3]
HOME = tempfile.mkdtemp(prefix="redaksi-export-")
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "DBUS_", "REDAKSI_PASSWORD"))}
ENVIRONMENT.update(HOME=HOME, XDG_DATA_HOME=HOME + "/data", XDG_CONFIG_HOME=HOME + "/config", XDG_CACHE_HOME=HOME + "/cache",
                   XDG_RUNTIME_DIR=HOME, LC_ALL="C.UTF-8", TZ="UTC", REDAKSI_LIBRARY=HOME + "/library",
                   DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
FORMS = "page", "html", "markdown", "ninjs"
HEADLINE = '</title><script>alert("1")</script> “Banjir” & \'surut\' ../../etc/passwd'
CAPTION = 'Warga <b onmouseover="x()">naik</b> perahu "kayu" ]( ![x](javascript:x) & <img src=x>'


class Failed(Exception):
    pass


def ctl(*arguments, stdin="", code=0):
    done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    if done.returncode != code:
        raise Failed(f"{arguments}: exit code {done.returncode}, not {code}: {done.stdout} {done.stderr}")
    return done.stdout + (done.stderr if code else "")


def check(what, truth, *seen):
    if not truth:
        raise Failed(f"{what}: {seen!r}")


def photo(name, *tags):
    path = f"{HOME}/{name}"
    shutil.copy(f"{FIXTURES}/photos/plain.jpg", path)
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-GPSLatitude=-0.4", "-GPSLatitudeRef=S", "-GPSLongitude=117",
                    "-GPSLongitudeRef=E", "-XMP:GPSLatitude=0.4", "-SerialNumber=4711-0815", "-XMP:SerialNumber=4711-0815",
                    "-IPTC:City=Rahasia", *tags, path], check=True)
    return path


def whole():
    """An article that has everything, most of it hostile."""
    id = ctl("new", "-", "--headline", HEADLINE, "--dateline", "TENGGARONG", "--byline", 'Penulis: Bayu "B" <x>',
             "--byline", "Editor: Rina", "--section", "Daerah & Desa", "--tag", "Banjir", "--tag", "سيول", "--deck", "Dek <i>ini</i>",
             stdin="<p>Satu <b>dua</b> <a href='https://contoh.example/?a=1&b=\"2\"'>tiga</a>.</p>"
                   "<p>السيول تجتاح القرية</p><table><tr><td>x</td></tr></table><p>&lt;script&gt;alert(2)&lt;/script&gt;</p>").strip()
    ctl("set", id, "kicker=<Kabar>", "slug=../..//slug jahat", "excerpt=Ringkas")
    ctl("photo", "add", id, photo("lead.jpg", "-IPTC:Caption-Abstract=lama", "-Comment=a"), "--lead")
    ctl("set", id, f"lead-caption={CAPTION}", "lead-credit=Budi/Antara <c>", "lead-alt=Perahu \"kayu\"")
    ctl("photo", "add", id, photo("body.jpg", "-Comment=b"))
    return id


def export(id, form, *options, name=None):
    path = f"{HOME}/{name or form}-{len(os.listdir(HOME))}"
    ctl("export-article", id, "--as", form, "-o", path, *options)
    check("nothing is left beside it", not glob.glob(f"{HOME}/.redaksi*"))
    return path


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Page(html.parser.HTMLParser):
    """Every address that a page would load or lead to, and what could act."""

    def __init__(self, text):
        super().__init__()
        self.loads, self.leads, self.acts, self.ids, self.words = [], [], [], [], ""
        self.raw = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.raw = tag if tag in ("script", "style") else None
        if tag == "script" and given.get("type") != "application/ld+json" or tag in ("iframe", "object", "embed", "form"):
            self.acts.append(tag)
        self.acts += [name for name in given if name.startswith("on")]
        if tag == "img" or tag == "link" and given.get("rel") == "stylesheet":
            self.loads.append(given.get("src") or given.get("href"))
        if tag == "a":
            self.leads.append(given["href"])
        self.acts += [value for value in given.values() if value and value.lower().startswith("javascript:")]

    def handle_endtag(self, tag):
        self.raw = None

    def handle_data(self, data):
        self.words += "" if self.raw else data


def photos_are_clean(paths):
    for path in paths:
        said = subprocess.run(["exiftool", "-G1", "-a", "-s", path], capture_output=True, text=True).stdout
        check("no place and no serial number leaves", not re.search(r"GPS|Serial|4711|Rahasia", said), said)
    return paths


def test_page():
    path = export(whole(), "page")
    page = Page(read(path + "/index.html"))
    check("nothing acts", page.acts == [], page.acts)
    check("all that it loads lies beside it", len(page.loads) == 3
          and all(re.fullmatch(r"photos/photo-\d\.jpg|style-[0-9a-f]{8}\.css", x) and os.path.isfile(f"{path}/{x}") for x in page.loads), page.loads)
    check("and nothing more lies there", sorted(os.listdir(path)) == sorted(["index.html", "photos", *(x for x in page.loads if "css" in x)])
          and len(os.listdir(path + "/photos")) == 2)
    check("without a site no link leads anywhere but the article’s", page.leads == ["#content", 'https://contoh.example/?a=1&b="2"'], page.leads)
    check("what was typed stands there", all(x in page.words for x in ("<script>alert(2)</script>", "سيول", CAPTION, "Penulis : Bayu \"B\" <x>")), page.words)
    photos_are_clean(glob.glob(path + "/photos/*"))
    said = subprocess.run(["exiftool", "-s3", "-IPTC:Caption-Abstract", path + "/photos/photo-1.jpg"], capture_output=True, text=True).stdout
    check("the caption is the article’s", said.strip() == CAPTION, said)


def test_html():
    path = export(whole(), "html", name="satu.html")
    page = Page(read(path))
    check("nothing acts", page.acts == [], page.acts)
    check("photos are within", len(page.loads) == 2 and all(x.startswith("data:image/jpeg;base64,") for x in page.loads))
    for number, load in enumerate(page.loads):
        with open(f"{HOME}/within-{number}.jpg", "wb") as file:
            file.write(base64.b64decode(load.split(",")[1], validate=True))
    photos_are_clean([f"{HOME}/within-0.jpg", f"{HOME}/within-1.jpg"])
    again = ctl("show", ctl("new", path).strip(), "--as", "markdown")
    check("it can be taken in again", again.count("](photo:") == 2 and "السيول" in again, again)


def test_markdown():
    path = export(whole(), "markdown")
    text = read(path + "/article.md")
    check("photos are named where they lie", re.findall(r"\]\((photos/[^ )]+)", text) == ["photos/photo-1.jpg", "photos/photo-2.jpg"], text)
    photos_are_clean(glob.glob(path + "/photos/*"))
    again = ctl("show", ctl("new", path + "/article.md").strip(), "--as", "html")
    page = Page(again)
    check("it can be taken in again, and nothing in it acts", len(page.loads) == 2 and page.acts == [], again)
    check("the caption is the same words", CAPTION in page.words, page.words)


def formats():
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("uri")(lambda value: re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+", value) is not None)
    checker.checks("date-time", ValueError)(lambda value: "T" in value and datetime.datetime.fromisoformat(value).tzinfo is not None)
    return checker


def validate(item):
    files = [FIXTURES + "/ninjs/ninjs-3.1.json"]
    if os.environ.get("REDAKSI_NINJS_SCHEMA"):
        files.append(os.environ["REDAKSI_NINJS_SCHEMA"])
    faults = []
    for file in files:
        schema = json.loads(read(file))
        jsonschema.Draft202012Validator.check_schema(schema)
        faults += [error.message for error in jsonschema.Draft202012Validator(schema, format_checker=formats()).iter_errors(item)]
    return faults


def test_ninjs():
    id = whole()
    path = export(id, "ninjs")
    item = json.loads(read(path + "/article.json"))
    check("it is as IPTC has it", validate(item) == [], validate(item))
    check("whose and what", (item["uri"], item["type"], item["pubStatus"], item["standard"]["version"])
          == (f"urn:uuid:{id}", "text", "usable", "3.1"), item)
    check("the headline is what was typed", item["headlines"][0] == {"role": "main", "contentType": "text/plain", "value": HEADLINE}, item["headlines"])
    check("both bylines in their order", [x["name"] for x in item["infoSources"]] == ['Bayu "B" <x>', "Rina"] and "Editor : Rina" in item["by"], item)
    check("tags and section", [(x["name"], x["rel"]) for x in item["subjects"]]
          == [("Daerah & Desa", "section"), ("Banjir", "tag"), ("سيول", "tag")], item["subjects"])
    body = Page(item["bodies"][0]["value"])
    check("the body acts on nothing", body.acts == [] and body.loads == ["photos/photo-2.jpg"], body.loads)
    lead, other = item["associations"]
    check("photos", (lead["rel"], other["rel"], lead["type"]) == ("lead", "body", "picture"))
    check("with the caption as text", {"role": "caption", "contentType": "text/plain", "value": CAPTION} in lead["descriptions"], lead)
    for entry in item["associations"]:
        rendition = entry["renditions"][0]
        file = path + "/" + rendition["href"].removeprefix("file:")
        check("a photo lies where it says", os.path.getsize(file) == rendition["sizeInBytes"] and rendition["width"] > 0, rendition)
    with open(HOME + "/lead.jpg", "rb") as file:
        named = "ni:///sha-256;" + base64.urlsafe_b64encode(hashlib.sha256(file.read()).digest()).decode().rstrip("=")
    check("and is named by its original", lead["uri"] == named, lead["uri"], named)
    photos_are_clean(glob.glob(path + "/photos/*"))


def test_ninjs_small():
    for text in ("", "x"):
        item = json.loads(read(export(ctl("new", "-", "--headline", "Kosong", stdin=text).strip(), "ninjs") + "/article.json"))
        check("a bare article is as IPTC has it", validate(item) == [] and "associations" not in item, item)


def test_validator_can_fail():
    """What would be wrong is found: a validator that takes all proves nothing."""
    good = json.loads(read(export(whole(), "ninjs") + "/article.json"))
    for change in ({"headline": "x"}, {"type": "article"}, {"versionCreated": "kemarin"}, {"associations": [{"uri": "urn:x:y"}]},
                   {"associations": [{"name": "x", "uri": "urn:x:y", "caption": "z"}]}, {"bodies": [{"role": "main"}]}, {"uri": "no uri"},
                   {"renditions": [{"href": "https://x.example/"}]}, {"language": None}):
        check("is refused", validate({**good, **change}) != [], change)
    del good["uri"]
    check("is refused without its uri", validate(good) != [])


def test_embargo():
    id = ctl("new", "-", "--headline", "Nanti", stdin="x").strip()
    ctl("set", id, "embargo=2999-01-02T03:04:05Z")
    path = f"{HOME}/embargo"
    done = subprocess.run([PROGRAM, "export-article", id, "--as", "ninjs", "-o", path], capture_output=True, text=True, env=ENVIRONMENT)
    item = json.loads(read(path + "/article.json"))
    check("an embargo is told", done.returncode == 0 and "Under embargo until" in done.stderr, done)
    check("and goes along", (item["pubStatus"], item["embargoedUntil"]) == ("withheld", "2999-01-02T03:04:05Z") and validate(item) == [], item)


def test_never_over():
    id = ctl("new", "-", "--headline", "Ada", stdin="x").strip()
    for form in FORMS:
        for make in ("file", "folder", "link"):
            path = f"{HOME}/ada-{form}-{make}"
            if make == "file":
                with open(path, "w") as file:
                    file.write("milik orang")
            elif make == "folder":
                os.mkdir(path)
            else:
                os.symlink(f"{HOME}/tak-ada", path)
            said = ctl("export-article", id, "--as", form, "-o", path, code=2)
            check("says that it is there", "is there already" in said, said)
            if make == "file":
                check("and it is as it was", read(path) == "milik orang")
            elif make == "folder":
                check("and it is as it was", os.listdir(path) == [])
            else:
                check("and the link leads nowhere still", os.readlink(path) == f"{HOME}/tak-ada" and not os.path.exists(path))
    check("nothing is left beside it", not glob.glob(f"{HOME}/.redaksi*"))


def test_no_place():
    id = whole()
    with open(f"{HOME}/berkas", "w") as file:
        file.write("x")
    for form in FORMS:
        said = ctl("export-article", id, "--as", form, "-o", f"{HOME}/tidak/ada", code=1)
        check("says what to do", "There is no folder “tidak”. Choose another folder." in said, said)
        said = ctl("export-article", id, "--as", form, "-o", f"{HOME}/berkas/ada", code=1)
        check("says what to do", "There is no folder “berkas”" in said, said)
    if os.geteuid() != 0:
        os.mkdir(f"{HOME}/tertutup", 0o500)
        said = ctl("export-article", id, "-o", f"{HOME}/tertutup/ada", code=1)
        check("says what to do", "You may not write into “tertutup”" in said, said)


def test_a_photo_is_gone():
    id = whole()
    kept = glob.glob(f"{HOME}/library/**/web/*/*.jpg", recursive=True)
    check("the web copies are where they are", kept, os.listdir(HOME + "/library"))
    moved = [(path, path + ".x") for path in kept]
    originals = [(path, path + ".x") for path in glob.glob(f"{HOME}/library/**/originals/*/*.jpg", recursive=True)]
    for a, b in moved + originals:
        os.rename(a, b)
    try:
        for form in FORMS:
            path = f"{HOME}/hilang-{form}"
            said = ctl("export-article", id, "--as", form, "-o", path, code=1)
            check("is said", "2 photos can’t be had and were left out" in said, said)
            check("the text is there", os.path.exists(path) and (form == "html" or not os.path.exists(path + "/photos")))
        check("and it is ninjs still", validate(json.loads(read(f"{HOME}/hilang-ninjs/article.json"))) == [])
    finally:
        for a, b in moved + originals:
            os.rename(b, a)


def test_usage():
    id = ctl("new", "-", "--headline", "x", stdin="x").strip()
    check("a form is named", "page, html, markdown or ninjs" in ctl("export-article", id, "--as", "pdf", "-o", f"{HOME}/p", code=2))
    ctl("export-article", id, code=2)
    ctl("export-article", id, "-o", "", code=2)
    ctl("export-article", "00000000-0000-4000-8000-000000000000", "-o", f"{HOME}/n", code=3)
    ctl("export-article", id, "-o", f"{HOME}/n", "--site", "tidak", code=3)
    check("nothing was made", not os.path.exists(f"{HOME}/n"))
    answer = json.loads(ctl("--json", "export-article", id, "--as", "html", "-o", f"{HOME}/satu.htm"))
    check("the answer", answer == {"path": f"{HOME}/satu.htm", "form": "html", "left-out": 0}, answer)


def main():
    signal.alarm(280)
    tests = [(name, function) for name, function in sorted(globals().items()) if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, function) in enumerate(tests, 1):
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except Exception as error:
            failed += 1
            print(f"not ok {number} {name}\n# " + str(error).replace("\n", "\n# "), flush=True)
    shutil.rmtree(HOME, ignore_errors=True)
    return failed > 0


sys.exit(main())
