#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar of what is scheduled: by the site’s clock, from the keyboard, and while rows change beneath it."""
import datetime
import json
import os
import re
import subprocess

import journey as j
from driver import check, main, note, run

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]


def ctl(*words, **options):
    done = run("redaksictl", *words, **options)
    if done.returncode != 0:
        raise RuntimeError(f"redaksictl {words}: {done.stderr}")
    return done.stdout


def press():
    """A newspaper of its own, eight hours ahead of the reporter, who sits at UTC."""
    folder = os.path.join(os.environ["HOME"], "koran")
    running = subprocess.Popen(
        ["redaksi-press", "--folder", folder, "--name", "Koran Teluk", "--time-zone", "Asia/Makassar", "--user", "bayu",
         "--password-fd", "0", "--die-with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    running.stdin.write("rahasia\n")
    running.stdin.close()
    ctl("site", "add", "koran", json.loads(running.stdout.readline())["url"], "--user", "bayu", input="rahasia\n")
    return running


def add(headline, when=None, wait=True):
    made = ctl("new", "--headline", headline, "-", input="Isi berita yang terbit nanti.", env=dict(os.environ, LC_ALL="C.UTF-8"))
    name = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made).group()
    if when:
        # It says by its status that nothing has arrived yet.
        (ctl if wait else run)(*([] if wait else ["redaksictl"]), "push", name, "--site", "koran", "--as",
                               f"schedule={when:%Y-%m-%dT%H:%M}", *(["--wait"] if wait else []))
    return name


def first_of(day, months):
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1, day=1)


def spoken(day):
    return f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def title(day):
    return f"{MONTHS[day.month - 1]} {day.year}"


def rows(app):
    found = app.find("list", "What goes out on this day")
    return [n.get_name() for n in app.find_all("list item", within=found)] if found else []


def notes(app):
    found = app.find("list", "What goes out on this day")
    return [n.get_description() for n in app.find_all("list item", within=found)] if found else []


def await_rows(app, what, expected):
    seen = []
    try:
        app.wait(lambda: (seen.append(rows(app)), seen[-1] == expected)[1], what, 10)
    except TimeoutError:
        pass
    check(what, seen and seen[-1] == expected, seen[-1:])


def on(app, day):
    """Where the keyboard is."""
    there = app.focused()
    return bool(there) and there.get_role_name() == "toggle button" and there.get_name().startswith(spoken(day))


def empty(app):
    app.click("list item", "Scheduled")
    app.click("toggle button", "Calendar")
    check("with nothing scheduled it says so", app.get("label", "Nothing Scheduled"))
    check("and how one schedules", app.find("label", re.compile("Publish later")))
    app.click("toggle button", "Calendar")


def shown(app, today, day):
    app.click("list item", "Scheduled")
    app.settle(0.5)
    app.click("toggle button", "Calendar")
    check("this month is shown", app.get("label", title(today)))
    check("today has nothing", app.get("label", spoken(today)) and app.get("label", "Nothing is scheduled for this day."))
    check("the filter, which is not of the calendar, is not offered", not app.find("button", "Order and filter"))
    app.shot("calendar-today")
    app.click("button", re.compile("^Next: "))
    check("the next day with something is one press away", app.get("label", spoken(day)) and app.get("label", title(day)))
    await_rows(app, "its articles stand by the hour of the site’s clock", ["00:30, Dini hari", "08:00, Pagi", "17:45, Sore"])
    check("which says whose clock it is", all(n == "koran · WITA" for n in notes(app)), notes(app))
    check("and the day says how many", app.find("toggle button", spoken(day) + ", 3 articles"))
    app.shot("calendar-day")


def keyboard(app, day, far):
    app.key("alt+2")
    app.wait(lambda: on(app, day), "the keyboard in the calendar")
    check("Alt+2 leads to the chosen day", True)
    for key, there in (("Right", day + datetime.timedelta(1)), ("Down", day + datetime.timedelta(8)),
                       ("Left", day + datetime.timedelta(7)), ("Up", day), ("Home", day.replace(day=1)),
                       ("Left", day.replace(day=1) - datetime.timedelta(1)), ("Right", day.replace(day=1)),
                       ("End", first_of(day, 1) - datetime.timedelta(1)), ("Home", day.replace(day=1)),
                       ("Page_Down", first_of(day, 1)), ("Page_Up", day.replace(day=1)), ("Page_Up", first_of(day, -1))):
        app.key(key)
        try:
            app.wait(lambda: on(app, there), key, 10)
        except TimeoutError:
            pass
        check(f"{key} leads to {spoken(there)}", on(app, there), app.focused() and app.focused().get_name())
    check("and the month goes along", app.find("label", title(first_of(day, -1))))
    app.key("Page_Down", *["Right"] * (day.day - 1), "Return")
    first = app.wait(lambda: (lambda n: n if n and n.get_role_name() == "list item" else None)(app.focused()), "a row")
    check("Return goes among the day’s articles", first.get_name() == "00:30, Dini hari", first.get_name())
    app.key("Down", "Return")
    check("and on one of them opens it", app.wait_text("text", "Headline", "Pagi") == "Pagi")
    app.key("alt+2", "Page_Down", "Home", *["Right"] * (far.day - 1))
    await_rows(app, "another month", ["09:00, Jauh"])
    app.key("Return")
    check("Return on a day with one article opens that", app.wait_text("text", "Headline", "Jauh") == "Jauh")
    app.click("button", "Today")
    check("Today leads back, and keeps the keyboard", app.wait(lambda: on(app, datetime.date.today()) or on(
        app, (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()), "today"))


def while_it_changes(app, day, ids):
    app.key("Page_Down", "Home", *["Right"] * (day.day - 1))
    await_rows(app, "there again", ["00:30, Dini hari", "08:00, Pagi", "17:45, Sore"])
    ctl("delete", ids["Dini hari"])
    await_rows(app, "what is deleted elsewhere goes from it", ["08:00, Pagi", "17:45, Sore"])
    check("and the keyboard stays on its day", on(app, day), app.focused() and app.focused().get_name())
    app.key("Return", "Down")
    ctl("undelete", ids["Dini hari"])
    await_rows(app, "and comes again", ["00:30, Dini hari", "08:00, Pagi", "17:45, Sore"])
    app.settle(0.3)
    there = app.focused()
    check("and a row keeps the keyboard", there and there.get_role_name() == "list item", there and there.get_role_name())


def waiting(app, day, paper):
    paper.terminate()
    paper.wait()
    add("Belum sampai", datetime.datetime.combine(day, datetime.time(20, 15)), wait=False)
    await_rows(app, "what waits in the outbox stands there too", ["00:30, Dini hari", "08:00, Pagi", "17:45, Sore", "20:15, Belum sampai"])
    app.settle(1.5)
    check("and says that the site does not have it", "waits in the outbox" in notes(app)[-1] and "waits" not in notes(app)[0], notes(app))


def small(app):
    app.resize(360, 640)
    app.settle(0.6)
    app.key("alt+2")
    app.settle(0.5)
    x, _, width, _ = app.area()
    days = app.find_all("toggle button", re.compile(r"\d{4}"))
    check("on a phone the whole week is within the window",
          len(days) >= 28 and all(x <= app.box(n)[0] and app.box(n)[0] + app.box(n)[2] <= x + width for n in days))
    app.shot("calendar-360")


def in_indonesian(day):
    app = j.begin(env={"LANG": "id_ID.UTF-8", "LANGUAGE": "id", "ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}, width=1500, height=850)
    app.click("list item", re.compile("^(Terjadwal|Dijadwalkan)"))
    app.settle(0.8)
    check("it is a calendar still, and speaks Indonesian",
          app.wait(lambda: app.find("label", re.compile(rf"^({'|'.join(BULAN)}) \d{{4}}$")), "an Indonesian month"))
    app.key("alt+2", "Page_Down", "Home", *["Right"] * (day.day - 1))
    name = f"{day.day} {BULAN[day.month - 1]} {day.year}"
    check("so do its days", app.get("label", re.compile(name)))
    app.shot("calendar-id-dark")
    app.quit()


def whole():
    today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()
    day, far = first_of(today, 1).replace(day=15), first_of(today, 2).replace(day=3)
    paper = press()
    app = j.begin(width=1600, height=850)
    empty(app)
    hours = {"Sore": (day, 17, 45), "Dini hari": (day, 0, 30), "Pagi": (day, 8, 0), "Jauh": (far, 9, 0)}
    ids = {name: add(name, datetime.datetime.combine(date, datetime.time(hour, minute)))
           for name, (date, hour, minute) in hours.items()}
    note(f"scheduled: {ids}")
    shown(app, today, day)
    keyboard(app, day, far)
    while_it_changes(app, day, ids)
    waiting(app, day, paper)
    small(app)
    app.quit()
    in_indonesian(day)


main(whole)
