#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""measure.py [start|keys|paste|photos|search|many|memory…]: what a reporter waits for, beside what others need for
the same in the same run. Run by tests/bench/run on a screen of its own; BENCH_BUILD is the build."""
import glob
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "display"))
from driver import App, Atspi, run  # noqa: E402

BUILD = os.environ["BENCH_BUILD"]
METER, SEED, MANY, AUTOSAVE = (f"{BUILD}/tests/bench/{name}" for name in ("meter", "seed", "many", "autosave"))
PROBE = f"{BUILD}/tests/display/probe"
PLACE = os.path.join(os.environ["HOME"], "bench")
RUNS = int(os.environ.get("BENCH_RUNS", "7"))
KEYS = int(os.environ.get("BENCH_KEYS", "300"))

WORDS = """air alun aparat apel balai banjir bantuan baru bekerja berita bersama besar bulan bupati camat
daerah dalam dari data debit deras desa dinas dua gedung guru hari hasil hujan ibu ini itu jalan jembatan
jumlah kabupaten kampung kantor kapal kata kecamatan kegiatan kepala kerja ketua kini kota lama lapangan
laporan lebih listrik lomba malam masih masyarakat mereka minggu muara nelayan orang pagi panen para pasar
pelajar pelatihan pemerintah pemuda pengurus perahu petani petugas posko program puskesmas ratusan rapat
rencana ribuan rumah sawah sejak sekolah sekitar selama semua sering siang siswa sudah sungai tahun tanah
tenaga tepi tiga tim tinggi truk tua untuk upaya warga wilayah yang""".split()


def text(words, seed=1):
    """So many words of what a reporter here might write, in paragraphs of some sixty."""
    chance, out, left = random.Random(seed), [], words
    while left > 0:
        paragraph = []
        for _ in range(min(left, chance.randint(45, 75))):
            paragraph.append(chance.choice(WORDS))
        left -= len(paragraph)
        sentences = []
        while paragraph:
            size = chance.randint(7, 14)
            sentence, paragraph = paragraph[:size], paragraph[size:]
            sentences.append(" ".join(sentence).capitalize() + ".")
        out.append(" ".join(sentences))
    return "\n\n".join(out) + "\n"


# ---- the table -------------------------------------------------------------------------------------

ROWS = []


def row(what, value, peer="", peer_value=None, limit=None, ratio_limit=None, unit="ms"):
    """One line of the table. @limit: at most so much; @ratio_limit: at most so many times the peer."""
    ratio = value / peer_value if peer_value else None
    verdict = ""
    if limit is not None or ratio_limit is not None:
        holds = (limit is not None and value <= limit) or (ratio_limit is not None and ratio is not None and ratio <= ratio_limit)
        wanted = " or ".join(w for w in ([f"≤ {limit:g} {unit}"] if limit is not None else []) + ([f"≤ {ratio_limit:g}×"] if ratio_limit is not None else []))
        verdict = ("holds" if holds else "MISSES") + f" ({wanted})"
    ROWS.append((what, f"{value:.1f} {unit}", peer and f"{peer}: {peer_value:.1f} {unit}", f"{ratio:.2f}×" if ratio else "", verdict))
    print("  ".join(part for part in ROWS[-1] if part), flush=True)


def say(what):
    print(f"— {what}", flush=True)


def table():
    heads = ("what", "Redaksi", "beside", "ratio", "verdict")
    widths = [max(len(r[i]) for r in ROWS + [heads]) for i in range(5)]
    print()
    for line in [heads, tuple("-" * w for w in widths)] + ROWS:
        print("  ".join(part.ljust(width) for part, width in zip(line, widths)).rstrip())


# ---- libraries to measure with ------------------------------------------------------------------------

def library(count):
    """A data folder with a library of so many articles."""
    folder = os.path.join(PLACE, f"data-{count}")
    if not os.path.isdir(folder):
        os.makedirs(folder + "/redaksi")
        made = run(SEED, "fill", folder + "/redaksi", str(count))
        if made.returncode != 0:
            sys.exit("could not make the articles: " + made.stderr)
    return folder


def surroundings(count):
    """Such that the window is what a reporter sees every day: no greeting, no practice site."""
    return {"XDG_DATA_HOME": library(count)}


def end(pid):
    for sig in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(pid, sig)
        except ProcessLookupError:
            return
        time.sleep(0.7)


# ---- start ---------------------------------------------------------------------------------------------

def measure_start():
    say(f"start to first frame, {RUNS} runs each, one after the other in turns")
    note = os.path.join(PLACE, "note.txt")
    with open(note, "w", encoding="utf-8") as file:
        file.write(text(1000))
    candidates = {
        "Redaksi, 10 articles": (["redaksi"], surroundings(10)),
        "Redaksi, 10,000 articles": (["redaksi"], surroundings(10000)),
        "gnome-text-editor": (["gnome-text-editor", "--standalone", "--ignore-session", note], {}),
    }
    seen = {name: {"first": [], "settled": []} for name in candidates}
    for turn in range(RUNS + 1):
        for name, (command, env) in candidates.items():
            said = run(METER, "start", *command, env=dict(os.environ, **env)).stdout
            values = dict(line.split() for line in said.splitlines())
            end(int(values["pid"]))
            if turn > 0:  # the first warms the caches
                for kind in seen[name]:
                    seen[name][kind].append(float(values[kind]))
    middle = {name: {kind: statistics.median(v) for kind, v in kinds.items()} for name, kinds in seen.items()}
    editor = middle["gnome-text-editor"]
    for name in list(candidates)[:2]:
        row(f"{name}: first frame", middle[name]["first"], "gnome-text-editor", editor["first"], ratio_limit=1.25)
        row(f"{name}: at rest", middle[name]["settled"], "gnome-text-editor", editor["settled"])
    small, large = (middle[name]["first"] for name in list(candidates)[:2])
    row("10,000 articles beside 10: first frame", large, "10 articles", small, ratio_limit=1.15)


# ---- keys ------------------------------------------------------------------------------------------------

def story(words, photos=0, paragraphs=True):
    """A file with so many words, a paragraph a line, and a library with that article."""
    name = f"{words}-{photos}" + ("" if paragraphs else "-in-one")
    source, folder = os.path.join(PLACE, f"words-{name}.txt"), os.path.join(PLACE, f"data-words-{name}")
    headline = f"Naskah {words} kata"
    if not os.path.isdir(folder):
        os.makedirs(folder + "/redaksi")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text(words).replace("\n\n", "\n" if paragraphs else " "))
        photo = "0" * 64
        if photos:
            picture = os.path.join(PLACE, "story.jpg")
            run("vips", "gaussnoise", f"{PLACE}/n.v", "1600", "1067")
            run("vips", "cast", f"{PLACE}/n.v", picture + "[Q=85]", "uchar")
            other = run("redaksictl", "--library", folder + "/redaksi", "new", "--headline", "Foto").stdout.split()[-1]
            added = run("redaksictl", "--library", folder + "/redaksi", "photo", "add", other, picture)
            if added.returncode != 0:
                sys.exit("redaksictl photo add: " + added.stderr)
            photo = added.stdout.split()[-1]
        made = run(SEED, "story", folder + "/redaksi", headline, source, str(photos), photo)
        if made.returncode != 0:
            sys.exit("could not make the article: " + made.stderr)
    return source, folder, headline


def open_article(words, photos=0, paragraphs=True):
    """Redaksi with one article of so many words open."""
    _source, folder, headline = story(words, photos, paragraphs)
    app = App(["redaksi"], env={"XDG_DATA_HOME": folder}, width=1300, height=900)
    app.click(app.get("list item", re.compile(headline)))
    body = app.get("text", "Body")
    app.wait(lambda: body.get_text_iface().get_character_count() > words * 3, "the text")
    return app, body


def busy(pid):
    """ms that the process has worked, all threads."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def latency(app, body, area):
    before = body.get_text_iface().get_character_count()
    worked = busy(app.pid)
    said = run(METER, "keys", app.window, *[str(int(v)) for v in area], str(KEYS), "70").stdout
    worked = busy(app.pid) - worked
    typed = body.get_text_iface().get_character_count() - before
    values = {name: float(value) for name, value in (line.split() for line in said.splitlines())}
    if typed < KEYS * 0.98:
        sys.exit(f"only {typed} of {KEYS} keys arrived: nothing was measured")
    values["CPU per key"] = worked / typed
    return values


def text_area(app, body):
    """The part of the text that is on show, relative to the X window."""
    place = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", app.window).stdout.split())
    x, y, width, height = app.box(body)
    top, bottom = max(y, int(place["Y"]) + 120), min(y + height, int(place["Y"]) + int(place["HEIGHT"]) - 60)
    return x - int(place["X"]), top - int(place["Y"]), width, bottom - top


def place_cursor(app, body):
    """Into the middle of the text, and off the window's edge: there a key draws below what the meter
    watches. (A text view with the focus takes its cursor from keys alone.)"""
    if not app.has_state(body, None, "focused"):
        app.focus("text", body.get_name(), ("Tab",))
    seen = body.get_text_iface()
    app.key("ctrl+End")
    for _ in range(3000):
        app.key("Page_Up")
        if seen.get_caret_offset() < seen.get_character_count() * 0.6:
            break
    x, y, width, height = app.box(body)
    place = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", app.window).stdout.split())
    middle = int(place["Y"]) + int(place["HEIGHT"]) / 2 - y
    # A photo may be where one clicks; then a bit beside it.
    for aside in (0, 150, -150, 250, -250):
        app.click(body, dx=width / 2, dy=middle + aside)
        if app.has_state(body, None, "focused") and Atspi.Text.get_text(seen, max(seen.get_caret_offset() - 1, 0), seen.get_caret_offset() + 1).isascii():
            break
    else:
        sys.exit("no text in the middle of the window")
    app.settle(0.5)


def measure_keys():
    say(f"real key to painted frame, {KEYS} keys, spelling on in Redaksi, cursor in the middle")
    cases = [(1000, 0, True), (20000, 50, True), (100000, 50, True), (5000, 0, False)]
    for words, photos, paragraphs in cases:
        what = f"{words:,} words" + (f", {photos} photos" if photos else "") + ("" if paragraphs else " in one paragraph")
        source, _folder, _headline = story(words, photos, paragraphs)
        app, body = open_article(words, photos, paragraphs)
        app.key("alt+3")
        if not app.has_state(body, None, "focused"):
            app.focus("text", body.get_name(), ("Tab",))
        app.key("ctrl+Home", "Down", "Down", "Down", "Down")
        at_once = latency(app, body, text_area(app, body))
        place_cursor(app, body)
        app.settle(3)  # spelling has seen it all
        mine = latency(app, body, text_area(app, body))
        app.kill()

        app = App([PROBE, "--plain", source], width=1300, height=900)
        body = app.get("text", "Text")
        app.click(body)
        place_cursor(app, body)
        app.settle(3)
        plain = latency(app, body, text_area(app, body))
        app.kill()
        for quantile in ("p50", "p95", "p99"):
            # One frame of a 60 Hz screen is what nobody sees.
            row(f"key → painted, {what}, {quantile}", mine[quantile], "GtkTextView", plain[quantile], limit=20 if quantile == "p99" else None, ratio_limit=1.15)
        row(f"key → painted, {what}, at once after opening, p99", at_once["p99"], "GtkTextView", plain["p99"], limit=20, ratio_limit=1.15)
        row(f"CPU per key, {what}", mine["CPU per key"], "GtkTextView", plain["CPU per key"], ratio_limit=1.3)
        if mine["lost"] or plain["lost"]:
            say(f"keys without a visible change: {mine['lost']:.0f} and {plain['lost']:.0f}")


# ---- photos ----------------------------------------------------------------------------------------------

def measure_photos(count=4):
    say(f"{count} photos of 24 megapixels into an article, beside vipsthumbnail for the same two sizes")
    folder = os.path.join(PLACE, "photos")
    os.makedirs(folder + "/out", exist_ok=True)
    for i in range(count):
        if not os.path.exists(f"{folder}/{i}.jpg"):
            run("vips", "fractsurf", f"{folder}/s.v", "6000", "4000", str(2.1 + i / 10))
            run("vips", "linear", f"{folder}/s.v", f"{folder}/l.v", "40", "128", "--uchar")
            run("vips", "bandjoin", f"{folder}/l.v {folder}/l.v {folder}/l.v", f"{folder}/{i}.jpg[Q=90]")
    store = os.path.join(PLACE, "photo-library")
    shutil.rmtree(store, ignore_errors=True)
    article = run("redaksictl", "--library", store, "new", "--headline", "Foto").stdout.split()[-1]
    mine, peer = [], []
    for i in range(count):
        began = time.monotonic()
        added = run("redaksictl", "--library", store, "photo", "add", article, f"{folder}/{i}.jpg")
        mine.append((time.monotonic() - began) * 1000)
        if added.returncode != 0:
            sys.exit("redaksictl photo add: " + added.stderr)
        began = time.monotonic()
        for size in (2048, 320):
            made = run("vipsthumbnail", f"{folder}/{i}.jpg", "--size", f"{size}x{size}>", "-o", f"{folder}/out/%s-{size}.jpg[Q=85]")
            if made.returncode != 0 or not os.path.exists(f"{folder}/out/{i}-{size}.jpg"):
                sys.exit("vipsthumbnail: " + made.stderr)
        peer.append((time.monotonic() - began) * 1000)
    row("a photo of 24 MP: taken in, durable, two sizes", statistics.median(mine), "vipsthumbnail ×2", statistics.median(peer), ratio_limit=2)


# ---- paste -----------------------------------------------------------------------------------------------

def word_page(words):
    """So many words as Word puts them on the clipboard: a span or two a sentence, list paragraphs, headings."""
    head = ("<html xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:w='urn:schemas-microsoft-com:office:word'><head>"
            "<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=IN><!--StartFragment-->")
    out = [head]
    for i, paragraph in enumerate(text(words).strip().split("\n\n")):
        sentences = [f"<span lang=IN style='font-size:12.0pt;line-height:107%;font-family:\"Arial\",sans-serif'>{s}</span>"
                     for s in paragraph.replace(" dan ", " <b style='mso-bidi-font-weight:normal'>dan</b> ").split(". ")]
        inner = "<span style='mso-spacerun:yes'> </span>".join(sentences) + "<o:p></o:p>"
        if i % 9 == 4:
            out.append("<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span "
                       f"style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>{inner}</p>")
        elif i % 20 == 7:
            out.append(f"<h2>{inner}</h2>")
        else:
            out.append(f"<p class=MsoNormal>{inner}</p>")
    return "\n".join(out + ["<!--EndFragment--></body></html>"]).encode()


def paste_into(app, body, content, enough, most=20):
    """ms until the text is there, and the longest that the window did not answer meanwhile."""
    app.copy(content, "text/html" if content.lstrip().startswith(b"<") else None)
    app.settle(2)
    began = time.monotonic()
    subprocess.run(["xdotool", "key", "ctrl+v"], check=True)
    longest, count = 0, 0
    while time.monotonic() - began < most:
        asked = time.monotonic()
        count = body.get_text_iface().get_character_count()
        longest = max(longest, time.monotonic() - asked)
        if count >= enough:
            break
        time.sleep(0.002)
    whole = (time.monotonic() - began) * 1000 if count >= enough else None
    ended = time.monotonic()
    while time.monotonic() - ended < 2:  # what is laid out afterwards
        asked = time.monotonic()
        body.get_text_iface().get_character_count()
        longest = max(longest, time.monotonic() - asked)
        time.sleep(0.002)
    return whole, longest * 1000


def measure_paste():
    say("20,000 words of Word’s HTML, and 10 MB of HTML that means no good")
    times, waits = [], []
    for _ in range(3):
        app, body = open_article(1000)
        app.click(body)
        app.key("ctrl+End")
        # What a run before left in the article is there too.
        before = body.get_text_iface().get_character_count()
        whole, wait = paste_into(app, body, word_page(20000), before + 100000)
        if whole is None:
            sys.exit("the paste did not arrive")
        times.append(whole)
        waits.append(wait)
        app.key("ctrl+z")
        app.wait(lambda: body.get_text_iface().get_character_count() < before + 1000, "the undo")
        app.settle(1)
        app.kill()
    row("20,000 words of Word, pasted", statistics.median(times), limit=300)
    row("… the window away for", statistics.median(waits), limit=100)
    hostile = {
        "elements in elements": b"<div>" * 2000000,
        "formatting left open": b"<b><i><p>x" * 1000000,
        "attributes": b"<p " + b"a=1 " * 2500000 + b">x</p>",
        "tables in tables": b"<table><tr><td>" * 660000,
        "comments never closed": b"<!--x" * 2000000,
        "a word of 7 MB": b"<p>" + b"x" * 7000000 + b"</p>",
    }
    app, body = open_article(1000)
    app.click(body)
    app.key("ctrl+End")
    for name, content in hostile.items():
        before = body.get_text_iface().get_character_count()
        whole, wait = paste_into(app, body, content, before + 1, most=3)
        say(f"{name}: " + (f"{whole:.0f} ms" if whole else "refused, with an offer to paste it as text"))
        row(f"10 MB of {name}: the window away for", wait, limit=100)
        if whole:
            row(f"10 MB of {name}: there after", whole, limit=1000)
            app.key("ctrl+z")
            app.settle(1)
    app.kill()


# ---- search ----------------------------------------------------------------------------------------------

def measure_search():
    say("search among 10,000 articles")
    folder = library(10000) + "/redaksi"
    values = dict(line.split() for line in run(SEED, "search", folder).stdout.splitlines())
    began = time.monotonic()
    found = run("redaksictl", "--library", folder, "list", "--json", "--search", "nelayan jembatan")
    whole = (time.monotonic() - began) * 1000
    texts = os.path.join(PLACE, "texts")
    if not os.path.isdir(texts):
        os.makedirs(texts)
        for i in range(10000):
            with open(f"{texts}/{i}.txt", "w", encoding="utf-8") as file:
                file.write(text(150, i))
    began = time.monotonic()
    run("grep", "-rlwi", "nelayan", texts)
    grep = (time.monotonic() - began) * 1000
    row("search in the window's way, p50", float(values["p50"]), "grep -rlwi", grep, ratio_limit=1)
    row("search in the window's way, p95", float(values["p95"]), limit=100)
    row("redaksictl list --search, whole", whole, limit=500)
    if found.returncode != 0:
        say("redaksictl: " + found.stderr)


# ---- a hundred thousand articles -------------------------------------------------------------------------

def many_articles():
    """The data folder of 100,000 articles of 600 words: some 10 minutes to make, or BENCH_MANY is one made before
    (its redaksi/library.db by “many fill FOLDER/redaksi 100000 600”)."""
    folder = os.environ.get("BENCH_MANY") or os.path.join(PLACE, "data-many")
    if not os.path.exists(folder + "/redaksi/library.db"):
        count = os.environ.get("BENCH_ARTICLES", "100000")
        say(f"making {count} articles of 600 words")
        try:
            made = subprocess.run([MANY, "fill", folder + "/redaksi", count, "600"], capture_output=True, text=True, timeout=2400, check=False)
        except subprocess.TimeoutExpired:
            sys.exit("could not make the articles in 40 minutes")
        if made.returncode != 0:
            sys.exit("could not make the articles: " + made.stderr)
        say(f"made in {float(made.stdout.split()[1]):.0f} s")
    return folder


def measure_autosave(folder):
    """One key after another in an article of 20,000 words, each durable before the next."""
    say("100,000 articles and one of 20,000 words: what a key that is made durable costs")
    said = run(AUTOSAVE, folder + "/redaksi", "20000", "300")
    if said.returncode != 0:
        sys.exit("autosave: " + said.stderr)
    values = {name: float(value) for name, value in (line.split() for line in said.stdout.splitlines())}
    row("autosave of a key: written, p50", values["bytes-p50"], limit=4096, unit="B")
    row("autosave of a key: written, mean", values["bytes-mean"], unit="B")
    for quantile in ("p50", "p99"):
        row(f"autosave of a key: beyond the disk’s fsync, {quantile}", values["beyond-" + quantile], "that fsync", values["fsync-" + quantile], limit=5)


def measure_many():
    folder = many_articles()
    say("100,000 articles of 600 words: lists, and search as one types, with snippets")
    said = run(MANY, "search", folder + "/redaksi", "300")
    if said.returncode != 0:
        sys.exit("many search: " + said.stderr)
    values = {name: float(value) for name, value in (line.split() for line in said.stdout.splitlines())}
    for quantile in ("p50", "p99"):
        newest = max((v for k, v in values.items() if re.match(rf"list-\d+-{quantile}", k)))
        row(f"the newest 50 of any state, {quantile} of the slowest state", newest, limit=2)
    for kind in ("word", "2-words", "3-words", "2-letters", "3-letters"):
        row(f"first page of a search, {kind}, p50", values[kind + "-p50"])
        row(f"first page of a search, {kind}, p99", values[kind + "-p99"], limit=30)
        row("… work of the processor for it, p99", values[kind + "-cpu-p99"], limit=30)
    row("a search for all is interrupted by the next key, p99", values["interrupted-p99"], limit=10)
    row("all rows of a search, p99", values["all-rows-p99"])
    measure_autosave(folder)
    empty = os.path.join(PLACE, "data-empty")
    os.makedirs(empty, exist_ok=True)
    seen = {"empty": [], "many": []}
    for turn in range(RUNS + 1):
        for name, data in (("empty", empty), ("many", folder)):
            started = run(METER, "start", "redaksi", env=dict(os.environ, XDG_DATA_HOME=data)).stdout
            times = dict(line.split() for line in started.splitlines())
            end(int(times["pid"]))
            if turn > 0:
                seen[name].append(float(times["first"]))
    row("first frame, 100,000 articles", statistics.median(seen["many"]), "no article", statistics.median(seen["empty"]), ratio_limit=1.15)


# ---- memory ----------------------------------------------------------------------------------------------

def processes(pid):
    """@pid and all below it, and what shares its session."""
    parents = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                number, rest = file.read().split(" (", 1)
            fields = rest.rsplit(")", 1)[1].split()
            parents[int(number)] = (int(fields[1]), int(fields[3]))
        except (OSError, ValueError):
            pass
    mine = {pid}
    while True:
        more = {p for p, (parent, session) in parents.items() if p not in mine and (parent in mine or session == pid)}
        if not more:
            return mine
        mine |= more


def pss(pid):
    total, parts = 0, {}
    for p in processes(pid):
        try:
            with open(f"/proc/{p}/smaps_rollup", encoding="utf-8") as file:
                kib = int(re.search(r"^Pss:\s+(\d+)", file.read(), re.M)[1])
            with open(f"/proc/{p}/comm", encoding="utf-8") as file:
                name = file.read().strip()
        except (OSError, TypeError):
            continue
        total += kib
        parts[name] = parts.get(name, 0) + kib // 1024
    return total / 1024, parts


def measure_memory():
    say("memory, PSS of all processes")
    app, _body = open_article(1000)
    app.settle(3)
    closed, parts = pss(app.pid)
    say(f"preview closed: {parts}")
    app.click(app.get("toggle button", re.compile("Preview")))
    app.get("document web")
    app.settle(4)
    opened, parts = pss(app.pid)
    say(f"preview open: {parts}")
    app.kill()
    note = os.path.join(PLACE, "note.txt")
    with open(note, "w", encoding="utf-8") as file:
        file.write(text(1000))
    editor = subprocess.Popen(["gnome-text-editor", "--standalone", "--ignore-session", note],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(5)
    other, _parts = pss(editor.pid)
    end(editor.pid)
    row("memory, preview closed", closed, "gnome-text-editor", other, limit=150, ratio_limit=1.25, unit="MiB")
    row("memory, preview open", opened, "gnome-text-editor", other, limit=300, unit="MiB")


def main():
    names = ("start", "keys", "paste", "photos", "search", "memory", "many")
    wanted = [n for n in names if n in sys.argv[1:]] or names[:-1]  # “many” takes its time: only when asked for
    os.makedirs(PLACE, exist_ok=True)
    settings = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0/settings")
    os.makedirs(settings)
    with open(settings + "/keyfile", "w", encoding="utf-8") as file:
        file.write("[io/github/redaksi/Redaksi]\nwelcomed=true\n")
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    say(f"{os.cpu_count()} × {model[1] if model else 'CPU'}, load {os.getloadavg()[0]:.1f}, renderer {os.environ.get('GSK_RENDERER')}")
    for name in wanted:
        globals()["measure_" + name]()
    table()
    result = os.environ.get("BENCH_JSON")
    if result:
        with open(result, "w", encoding="utf-8") as file:
            json.dump(ROWS, file, indent=1)


main()
