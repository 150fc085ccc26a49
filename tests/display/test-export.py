#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An article as files that others publish: from the keyboard and from the list's menu, each form into a folder
that one chooses, never over what is there, and what went wrong in a sentence."""
import json
import os
import re

import journey as j
from driver import check, main, run

FOLDER = os.path.join(os.environ["HOME"], "Ekspor")


def labels(app):
    return [n.get_name() or "" for n in app.find_all("label")]


def choose(app, path):
    app.choose_file(path)
    app.settle(0.5)
    dialog = app._file_dialog()
    if dialog:
        app.press(app.find("button", re.compile("^(Select|Open|_Select|_Open)$"), dialog))


def export(app, form, folder=FOLDER):
    app.key("ctrl+shift+e")
    app.get("button", "Choose Folder…")
    app.settle(0.5)
    if form:
        app.click("radio button", form)
        app.settle(0.3)
        app.key("alt+f")
    else:
        app.key("Return")
    choose(app, folder)


def whole():
    os.makedirs(FOLDER)
    photo = j.make_photo(os.environ["HOME"])
    article = run("redaksictl", "new", "--headline", "Banjir surut, “warga pulang”", "--byline", "Penulis: Bayu", "-",
                  input="Isi pertama.\n\nIsi kedua.").stdout.split()[-1]
    run("redaksictl", "photo", "add", article, photo, "--lead")
    app = j.begin(width=1280, height=800)
    app.click("list item", re.compile("Banjir surut"))
    app.get("text", "Headline")
    app.settle(1)
    app.key("ctrl+shift+e")
    app.get("button", "Choose Folder…")
    app.settle(0.6)
    app.shot("export")
    check("it says what it will be called", any("“banjir-surut-warga-pulang”" in w for w in labels(app)), labels(app))
    app.key("Escape")
    app.gone("button", "Choose Folder…")
    export(app, None)
    check("a page is there, and said", app.toast("“banjir-surut-warga-pulang” is in “Ekspor”"))
    app.settle(0.5)
    app.shot("exported")
    check("with a way to its folder", app.find("button", "Open Folder"))
    page = FOLDER + "/banjir-surut-warga-pulang"
    check("the page is whole", sorted(n.split(".")[0].split("-")[0] for n in os.listdir(page)) == ["index", "photos", "style"], os.listdir(page))
    export(app, re.compile("One HTML File"))
    check("one file", app.toast("“banjir-surut-warga-pulang.html” is in “Ekspor”"))
    export(app, re.compile("ninjs"))
    check("beside the page, not over it", app.toast(r"“banjir-surut-warga-pulang \(2\)” is in “Ekspor”"))
    with open(FOLDER + "/banjir-surut-warga-pulang (2)/article.json", encoding="utf-8") as file:
        item = json.load(file)
    check("what is on the screen is in it", item["headlines"][0]["value"] == "Banjir surut, “warga pulang”" and len(item["associations"]) == 1, item)
    app.focus("text", "Headline")
    app.key("End")
    app.write(" lagi")
    export(app, re.compile("Markdown"))
    check("what was typed just now is exported", app.toast("“banjir-surut-warga-pulang-lagi” is in “Ekspor”"))
    with open(FOLDER + "/banjir-surut-warga-pulang-lagi/article.md", encoding="utf-8") as file:
        text = file.read()
    check("as Markdown", "# Banjir surut, “warga pulang” lagi" in text and "](photos/photo-1.jpg" in text, text)
    app.settle(0.5)
    app.click("list item", re.compile("Banjir surut"), button=3)
    app.press("menu item", "Export…")
    check("the list’s menu leads there too", app.get("button", "Choose Folder…"))
    app.settle(0.5)
    check("the keyboard is in it", app.focused() and app.focused().get_name() == "Choose Folder…", app.focused() and app.focused().get_name())
    app.key("Return")
    choose(app, "/proc")
    check("what went wrong is said where one is",
          app.wait(lambda: any("“proc”. Choose another folder." in w for w in labels(app)), "the sentence"), labels(app))
    app.settle(0.5)
    app.shot("export-trouble")
    app.key("Escape")
    check("nothing is left half done", not [n for n in os.listdir(FOLDER) if n.startswith(".")] and len(os.listdir(FOLDER)) == 4, os.listdir(FOLDER))
    app.quit()


main(whole)
