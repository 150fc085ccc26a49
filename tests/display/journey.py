# SPDX-License-Identifier: GPL-3.0-or-later
"""journey: the main job as a reporter does it, in steps that tests and the tour share.

Each step does something with the real window and then says one thing that must be true, through
driver.check. The article has the shape of a real one; people and places are made up."""
import os
import re
import subprocess

from driver import App, check, run

HEADLINE = "Jembatan Gantung Muara Kembali Dibuka untuk Warga"
DECK = "Perbaikan selesai dua pekan lebih cepat dari rencana"
PLACE = "TENGGARONG"
PARAGRAPHS = [
    "Pemerintah Kabupaten kembali membuka jembatan gantung di muara sungai pada Sabtu (9/11/2024), "
    "setelah ditutup tiga bulan untuk perbaikan.",
    "“Warga sekarang bisa menyeberang tanpa memutar dua puluh kilometer,” ujar Kepala Dinas Pekerjaan Umum (PU), Rahmat.",
    "Papan lantai diganti seluruhnya, dan kabel baja dikencangkan oleh tim dari kampung setempat.",
]
CAPTION = "Warga melintasi jembatan gantung di muara sungai pada Sabtu (9/11/2024)."
CREDIT = "Sari/Redaksi"
WRITER, EDITOR = "Bayu", "Rina"
BOLD = "Papan lantai"

WELCOME = re.compile("^(Just Begin to Write|Langsung Menulis)")
NEW = re.compile("^(New article|Artikel baru)$")


def make_photo(folder):
    """A picture of our own: a bridge over a river, as a camera would hand it over."""
    path = os.path.join(folder, "jembatan.jpg")
    made = run("convert", "-size", "1600x1000", "gradient:#7db8e8-#f6e7c8",
               "-fill", "#2f6f4f", "-draw", "polygon 0,620 420,430 760,600 1180,380 1600,560 1600,1000 0,1000",
               "-fill", "#3d7fa6", "-draw", "rectangle 0,760 1600,1000",
               "-stroke", "#5b3a1e", "-strokewidth", "14", "-fill", "none", "-draw", "path 'M 0,560 Q 800,820 1600,560'",
               "-draw", "path 'M 0,700 Q 800,760 1600,700'", "-quality", "88", path)
    if made.returncode != 0:
        raise RuntimeError(made.stderr)
    return path


def begin(env=None, argv=("redaksi",), **options):
    """Starts Redaksi on an empty library, past its welcome."""
    app = App(list(argv), env=env, **options)
    start = app.wait(lambda: app.find("list item", WELCOME) or app.find("button", NEW), "the first window")
    if start.get_role_name() == "list item":
        app.settle(0.5)
        app.click(start)
        app.get("button", NEW)
    return app


def new_article(app):
    if not app.find("text", "Headline"):
        app.settle(0.5)
        app.click("button", "New article")
    check("a new article opens", app.get("text", "Headline"))


def write_headline(app):
    app.key("alt+3")
    app.focus("text", "Headline")
    app.write(HEADLINE)
    check("the headline is written", app.wait_text("text", "Headline", HEADLINE, 10) == HEADLINE, app.text("text", "Headline"))


def write_body(app):
    app.focus("text", "Place")
    app.write(PLACE)
    check("the dateline has its place", app.wait_text("text", "Place", PLACE, 10) == PLACE, app.text("text", "Place"))
    app.focus("text", "Body")
    app.key("ctrl+Home")
    for i, paragraph in enumerate(PARAGRAPHS):
        if i:
            app.key("Return")
        app.write(paragraph)
    app.settle(1)
    check("three paragraphs, one a quotation", body(app) == PARAGRAPHS, app.text("text", "Body"))


def body(app):
    """The paragraphs of the text: what stands for the header above them is left out."""
    return [line for line in app.text("text", "Body").replace("\ufffc", "").split("\n") if line]


def bold_runs(app):
    text = app.text("text", "Body")
    return [text[start:end] for start, end, attributes in app.runs("text", "Body") if attributes.get("weight") == "700"]


def bold_and_undo(app):
    """Bold on the last paragraph's first two words, undone, and done again."""
    app.key("ctrl+End", "Home")
    # The paragraph may take several lines on the screen.
    for _ in range(6):
        offset = app.get("text", "Body").get_text_iface().get_caret_offset()
        if app.text("text", "Body")[offset:].startswith(BOLD):
            break
        app.key("Up", "Home")
    app.key("shift+ctrl+Right", "shift+ctrl+Right")
    app.key("ctrl+b")
    bold = app.wait(lambda: bold_runs(app), "bold text")
    check("two words are bold", [b.strip() for b in bold] == [BOLD], bold)
    app.key("ctrl+z")
    check("undo takes the bold back", app.wait(lambda: not bold_runs(app), "no bold text"))
    check("and no word of the text", body(app) == PARAGRAPHS, app.text("text", "Body"))
    app.key("ctrl+shift+z")
    check("redo brings it again", app.wait(lambda: bold_runs(app), "bold text"))


def add_lead_photo(app, path):
    app.key("ctrl+Home")
    app.settle(0.3)
    app.drag([path], "button", "Add Lead Photo")
    caption = app.get("text", "Caption", patience=60)
    check("the photo is on the page", caption)
    # In the text Tab belongs to lists: the arrow leads out of its first line, into the header.
    app.focus("text", "Place", ("Up",))
    app.focus("text", "Caption", ("shift+Tab",))
    app.key("ctrl+a")
    app.write(CAPTION)
    check("with its caption", app.wait_text("text", "Caption", CAPTION) == CAPTION, app.text("text", "Caption"))
    app.focus("text", "Credit", ("Tab",))
    app.key("ctrl+a")
    app.write(CREDIT)
    check("and its credit", app.wait_text("text", "Credit", CREDIT) == CREDIT, app.text("text", "Credit"))


def add_bylines(app):
    show_details(app)
    entry = app.get("text", re.compile("^Add a name"))
    for words in (WRITER, f"Editor: {EDITOR}"):
        app.click(entry)
        app.write(words)
        app.key("Return")
        app.settle(0.3)
    names = app.wait(lambda: (lambda found: found if {WRITER, EDITOR} <= set(found) else None)(
        [app.text(n) for n in app.find_all("text", within=app.get("list", "Bylines"))]), "both bylines")
    check("both bylines are there, in order", [n for n in names if n] == [WRITER, EDITOR], names)
    app.key("F9")
    app.settle(0.3)


def show_details(app):
    if not app.find("list", "Bylines"):
        app.key("F9")
        app.get("list", "Bylines")


def wait_saved(app):
    check("it says that all is saved", app.get("label", re.compile("^Saved here"), patience=20))


def see_preview(app):
    app.key("F8")
    page = app.get("document web", patience=60)

    def words():
        return "\n".join(app.text(n) if n.get_text_iface() else n.get_name() or "" for n in app.walk(page))

    app.wait(lambda: HEADLINE in words(), "the headline in the preview", 60)
    shown = words()
    check("the preview shows the headline", HEADLINE in shown)
    check("the place before the first paragraph", f"{PLACE} –" in shown, shown[:1500])
    check("the caption", CAPTION in shown, shown[:1500])
    check("the quotation with its marks", PARAGRAPHS[1] in shown, shown[:1500])
    check("who wrote it, in the site’s words", re.search(rf"Penulis\s*:\s*{WRITER}", shown), shown[-1500:])
    return page


def add_site(app, url, user, password):
    """A WordPress site, by its bare address and an application password."""
    app.click("button", "Add a site")
    app.click("text", re.compile("^Address"))
    app.write(url)
    app.click("button", "Continue")
    app.get("text", "User name", patience=60)
    app.settle(0.7)
    app.focus("text", "User name")
    app.write(user)
    app.focus("text", "Application password")
    app.write(password)
    app.key("Return")
    check("the site is signed in to", app.toast("is ready", patience=60))


def publish(app, site=None):
    """Publishes the article that is open; the window says where to and asks."""
    app.key("ctrl+shift+p")
    confirm = app.get("button", "Publish", patience=30)
    outcome = [n.get_name() for n in app.find_all("label") if re.search("visible to everyone", n.get_name() or "")]
    check("the window says what will happen", outcome and (site is None or site in outcome[0]), outcome)
    app.wait(lambda: app.is_sensitive(confirm), "that it may be published")
    app.click(confirm)
    check("the article is published", app.toast("^Published at", patience=120))


def page_of(url):
    """The public page, as a reader’s browser gets it."""
    got = subprocess.run(["curl", "-sSfL", "--max-time", "30", url], capture_output=True)
    if got.returncode != 0:
        raise RuntimeError(f"{url}: {got.stderr.decode()}")
    return got.stdout.decode()


def published_address(app):
    """Where the inspector says that the article is."""
    words = [w for n in app.find_all(showing=False) for w in (n.get_name() or "", n.get_description() or "")]
    found = {match for w in words for match in re.findall(r"https?://[^\s”]+", w)}
    if not found:
        raise RuntimeError("the window shows no address")
    return max(found, key=len)
