#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py DIR: pictures of every view: light and dark, 1600, 1280 and 360 wide, English and
Indonesian. Each picture is the window alone. `dev screenshot` makes them; people look at them."""
import os
import re
import shutil
import sys
import tempfile

import journey as j
from driver import App, run

DIR = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "screenshots")


def picture(app, name):
    """The window without its shadow."""
    app.settle(0.6)
    path = app.shot(name, DIR)
    x, y, width, height = app.area()
    run("convert", path, "-crop", f"{width}x{height}+{x}+{y}", "+repage", path)
    print(path, flush=True)


def prepare():
    """A library with articles as a newsroom has them, written by the real window once."""
    folder = tempfile.mkdtemp()
    photo = j.make_photo(folder)
    library = os.path.join(folder, "library")
    others = [
        ("Puskesmas Keliling Layani Tiga Desa Terpencil", "Kesehatan", "Sari"),
        ("Panen Padi Sawah Muara Naik Sepertiga", "Ekonomi", "Dewi"),
        ("Siswa Kampung Laut Juara Lomba Robot Daerah", "Pendidikan", "Agus"),
    ]
    for headline, section, person in others:
        run("redaksictl", "--library", library, "new", "--headline", headline, "--dateline", j.PLACE, "--section", section,
            "--byline", f"Penulis: {person}", "-", input="\n\n".join(j.PARAGRAPHS))
    made = run("redaksictl", "--library", library, "new", "--headline", j.HEADLINE, "--dateline", j.PLACE, "--section", "Daerah",
               "--tag", "Jembatan", "--byline", f"Penulis: {j.WRITER}", "--byline", f"Editor: {j.EDITOR}", "-",
               input="\n\n".join(j.PARAGRAPHS))
    if made.returncode != 0:
        sys.exit("redaksictl new: " + made.stderr)
    article = made.stdout.split()[-1]
    run("redaksictl", "--library", library, "set", article, f"deck={j.DECK}", "kicker=INFRASTRUKTUR")
    run("redaksictl", "--library", library, "photo", "add", article, photo, "--lead", "--caption", j.CAPTION, "--credit", j.CREDIT)
    return library


def views(library, language, scheme, width, height):
    mine = tempfile.mkdtemp()
    shutil.copytree(library, mine + "/library", dirs_exist_ok=True)
    locale = "id_ID.UTF-8" if language == "id" else "en_US.UTF-8"
    env = {"LANG": locale, "LANGUAGE": language, "ADW_DEBUG_COLOR_SCHEME": f"prefer-{scheme}", "XDG_CONFIG_HOME": mine + "/config"}
    os.makedirs(mine + "/config/gtk-4.0")
    shutil.copy(os.path.join(os.environ["XDG_CONFIG_HOME"], "gtk-4.0/settings.ini"), mine + "/config/gtk-4.0/")
    tag = f"{language}-{scheme}-{width}"
    app = App(["redaksi", "--library", mine + "/library", "--practice"], env=env, width=width, height=height)
    rows = app.wait(lambda: app.find_all("list item", re.compile("^" + j.HEADLINE[:20])), "the list")
    app.settle(2)
    picture(app, f"{tag}-list")
    app.click(rows[0], count=1 if width > 400 else 2)
    app.settle(1.5)
    picture(app, f"{tag}-article")
    app.key("F9")
    picture(app, f"{tag}-details")
    app.key("F9")
    app.key("F8")
    app.get("document web", patience=60)
    app.settle(2)
    picture(app, f"{tag}-preview")
    app.key("F8")
    app.key("ctrl+shift+p")
    app.settle(1.5)
    picture(app, f"{tag}-publish")
    app.key("Escape")
    app.key("ctrl+comma")
    app.settle(1)
    picture(app, f"{tag}-preferences")
    app.key("Escape")
    app.key("ctrl+question")
    app.settle(1)
    picture(app, f"{tag}-shortcuts")
    app.kill()


def main():
    library = prepare()
    welcome = App(["redaksi", "--library", tempfile.mkdtemp() + "/library"], width=1280, height=800)
    picture(welcome, "en-light-1280-welcome")
    welcome.kill()
    failed = 0
    for language in ("en", "id"):
        for scheme in ("light", "dark"):
            for width, height in ((1280, 800), (1600, 950), (360, 720)):
                try:
                    views(library, language, scheme, width, height)
                except Exception as error:  # noqa: BLE001
                    failed += 1
                    print(f"{language} {scheme} {width}: {error}", flush=True)
    print(f"pictures are in {DIR}")
    sys.exit(1 if failed else 0)


main()
