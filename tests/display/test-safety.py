#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the library does for itself, as one sees it: a backup into a folder, back to it, damage that is
named with the last good copy, everything exported and taken in again."""
import glob
import os
import re
import shutil
import sqlite3

import journey as j
from driver import check, main, run

FOLDERS = os.path.join(os.environ["HOME"], "Cadangan"), os.path.join(os.environ["HOME"], "Ekspor")


def redaksictl(*arguments, text=None):
    done = run("redaksictl", *arguments, input=text)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout


def library():
    return run("find", os.environ.get("XDG_DATA_HOME", os.environ["HOME"]), "-name", "library.db").stdout.split()[0]


def headlines(app):
    return [n.get_name() for n in app.find_all("list item", within=app.get("list", "Articles"))]


def labels(app):
    return [n.get_name() or "" for n in app.find_all("label")]


def choose_folder(app, path):
    """GTK's own dialog asks for a folder: the button takes what stands in its line."""
    app.choose_file(path)
    app.settle(0.5)
    dialog = app._file_dialog()
    if dialog:
        app.press(app.find("button", re.compile("^(Select|Open|_Select|_Open)$"), dialog))


def menu(app, item):
    app.click("toggle button", "Main menu")
    app.press("menu item", item)


def backup(app):
    app.key("ctrl+comma")
    app.settle(0.7)
    app.settle(0.5)
    app.key("Right", "Right", "space")
    app.settle(0.5)
    check("it says that there is no daily backup", "No daily backup is made." in labels(app), labels(app))
    app.shot("safety")
    app.click("button", "Folder")
    choose_folder(app, FOLDERS[0])
    made = app.wait(lambda: glob.glob(FOLDERS[0] + "/library-*.db"), "the backup")
    app.wait(lambda: any(re.match(r"^today \d\d:\d\d$", w) for w in labels(app)), "when it was made")
    check("one is made at once, and it says when", len(made) == 1, made)
    app.shot("safety-made")
    app.key("Escape")
    app.settle(0.5)
    return made[0]


def go_back(app, file):
    app.key("alt+2", "Home")
    app.key("alt+3")
    app.focus("text", "Headline", ("shift+Tab", "Tab"))
    app.key("ctrl+a")
    app.write("Ditulis sesudahnya")
    app.wait(lambda: "Ditulis sesudahnya" in headlines(app), "the new headline")
    menu(app, "Restore from a Backup…")
    app.choose_file(file)
    app.get("label", "Go Back to This Backup?")
    check("the question says that nothing is lost", any("not lost" in w for w in labels(app)), labels(app))
    app.settle(0.5)
    app.shot("go-back")
    app.click("button", "Go Back")
    check("it says what was done", app.toast("library of the backup", patience=60))
    app.frame = app.wait(lambda: app.find("frame"), "the window again", 60)
    app.wait(lambda: app.find("list", "Articles") and "Ditulis sesudahnya" not in headlines(app), "the articles of the backup", 60)
    check("the articles are as they were", sorted(headlines(app)) == ["Banjir surut", "Harga beras turun", "Tanpa tajuk"], headlines(app))
    folder = os.path.dirname(library())
    check("the library of before is kept", len(glob.glob(folder + "/library-before-*.db")) == 1, os.listdir(folder))
    app.window = app.wait(app._find_window, "its X window")


def damage(app):
    with sqlite3.connect(library()) as db:
        db.execute("UPDATE revision SET data = x'00' WHERE article = (SELECT row FROM article WHERE headline = 'Banjir surut')"
                   " AND number = (SELECT max (number) FROM revision WHERE article = (SELECT row FROM article WHERE headline = 'Banjir surut'))")
        db.execute("DELETE FROM journal WHERE article = (SELECT row FROM article WHERE headline = 'Banjir surut')")
    app.key("ctrl+comma")
    app.settle(0.7)
    app.settle(0.5)
    app.key("Right", "Right", "space")
    app.settle(0.5)
    app.click("button", "Look Now")
    app.wait(lambda: any("1 of 3 articles are damaged" in w for w in labels(app)), "what was found")
    check("damage is told with numbers", True)
    app.key("Escape")
    app.settle(0.6)
    app.shot("damage-banner")
    app.press("button", "Show…")
    app.get("label", "Damage")
    app.wait(lambda: any(w.startswith("The last version that is whole: ") for w in labels(app)), "the last good copy")
    app.settle(0.5)
    app.shot("damage")
    check("the article is named, with its last good copy", "Banjir surut" in labels(app), labels(app))
    app.click("button", "Restore It")
    app.wait(lambda: any(w.startswith("Restored.") for w in labels(app)), "that it is restored")
    app.key("Escape")
    app.settle(0.5)
    app.click("list item", re.compile("^Banjir"))
    app.wait(lambda: app.text("text", "Headline").startswith("Banjir"), "the article")
    check("it can be opened again", True)


def exchange(app):
    menu(app, "Export Everything…")
    choose_folder(app, FOLDERS[1])
    check("everything is exported", app.toast("articles and . photos are in", patience=60))
    made = glob.glob(FOLDERS[1] + "/*/redaksi-export.json")
    check("into a folder of the day", len(made) == 1 and "Redaksi 20" in made[0], made)
    app.settle(0.5)
    menu(app, "Import…")
    choose_folder(app, os.path.dirname(made[0]))
    check("and is taken in again, where it changes nothing", app.toast("0 articles are new, 0 have a new state", patience=60))
    check("what was open is open", app.wait(lambda: app.find("text", "Headline"), "the article"))


def no_backup():
    """The folder for backups is gone, and something else has its name: what nobody notices for months."""
    redaksictl("backup", "--daily", FOLDERS[0])    # the library that one went back to knew of no folder
    shutil.rmtree(FOLDERS[0])
    with open(FOLDERS[0], "w", encoding="utf-8"):
        pass
    app = j.App(["redaksi"], width=1600, height=850)
    app.wait(lambda: any(w.startswith("The daily backup was not made.") for w in labels(app)), "that the backup was not made", 90)
    app.settle(0.5)
    app.shot("no-backup")
    check("a daily backup that is not made is told", True)
    app.click("button", "Preferences")
    app.settle(0.7)
    app.key("Right", "Right", "space")
    check("and leads to where its folder is chosen", app.wait(lambda: "Daily Backup" in labels(app), "the preferences"), labels(app))
    app.key("Escape")
    app.settle(0.5)
    app.quit()


def whole():
    for folder in FOLDERS:
        os.makedirs(folder)
    article = redaksictl("new", "--headline", "Banjir naik", "-", text="Isi lama.").split()[-1]
    redaksictl("set", article, "headline=Banjir surut")
    redaksictl("new", "--headline", "Harga beras turun", "-", text="Isi.")
    app = j.begin(width=1600, height=850)
    app.write("Tanpa tajuk")
    app.wait(lambda: "Tanpa tajuk" in headlines(app), "the list")
    file = backup(app)
    go_back(app, file)
    damage(app)
    exchange(app)
    app.quit()
    no_backup()


main(whole)
