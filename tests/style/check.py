#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py NAME TREE: one check of how the tree is written. Every fault is one line, file:line: what."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

NAME, TOP = sys.argv[1], os.path.realpath(sys.argv[2])
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
faults = []


def fault(path, line, what):
    faults.append(f"{path}:{line}: {what}")


def tree(*endings):
    """The files of the tree, new ones too, that git would keep; relative to its top."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", TOP, "ls-files", "-co", "--exclude-standard"],
        capture_output=True, text=True)
    if listed.returncode == 0:
        files = listed.stdout.splitlines()
    else:  # a tarball
        files = [os.path.relpath(os.path.join(place, name), TOP)
                 for place, folders, names in os.walk(TOP) for name in names
                 if not os.path.relpath(place, TOP).startswith(("_build", ".git"))]
    return sorted(f for f in set(files)
                  if (not endings or f.endswith(endings)) and os.path.isfile(os.path.join(TOP, f)))


def read(path):
    with open(os.path.join(TOP, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def is_script(path):
    return os.access(os.path.join(TOP, path), os.X_OK) and read(path)[:2] == "#!"


def check_format():
    """C files are as clang-format writes them; headers keep their columns of declarations."""
    files = tree(".c")
    result = subprocess.run(["clang-format", "--dry-run", *files], cwd=TOP, capture_output=True, text=True)
    seen = set()
    for line in result.stderr.splitlines():
        match = re.match(r"(.+?):(\d+):\d+: (warning|error): code should be clang-formatted", line)
        if match and match[1] not in seen:
            seen.add(match[1])
            fault(match[1], match[2], "is not as clang-format writes it: build-aux/dev format")
    if result.returncode != 0:
        fault(".clang-format", 1, result.stderr.strip()[-300:])
    for path in tree(".c", ".h", ".py", ".build", ".blp", ".css", ".sql", ".md", ".xml", ".in"):
        if path.startswith(("tests/fixtures/", "tests/fuzz/corpus/")) or "/fixtures/" in path:
            continue
        text = read(path)
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip() and not path.endswith(".md"):
                fault(path, number, "blanks at the end of the line")
            if "\t" in line and path.endswith((".c", ".h", ".py", ".blp")):
                fault(path, number, "a tab")
        if text and not text.endswith("\n"):
            fault(path, text.count("\n") + 1, "no newline at the end of the file")


def check_licence():
    """Whatever can carry a comment says its licence at the top."""
    for path in tree():
        name = os.path.basename(path)
        if path.startswith(("tests/fuzz/corpus/", "tests/fixtures/")) or "/fixtures/" in path:
            continue
        if name.endswith((".c", ".h", ".py", ".blp", ".css", ".sql", ".js", ".php", ".service")) \
                or name in ("meson.build", "meson.options") or is_script(path):
            if SPDX not in read(path)[:400]:
                fault(path, 1, f"has no line “{SPDX}” at its top")


def check_size():
    """A file over 800 lines asks to be split."""
    for path in tree(".c", ".h", ".py", ".blp"):
        lines = read(path).count("\n")
        if lines > 800:
            fault(path, 800, f"has {lines} lines; over 800 it must be split")


def check_walls():
    """What the include path can't refuse: system libraries above or below their rooms."""
    walls = [
        (("src/ui/",), r"<sqlite3\.h>|<libsoup/|<vips/|<gexiv2/|<gumbo\.h>|<yyjson\.h>", "the window knows only rooms and GTK"),
        (("src/base/", "src/article/", "src/formats/", "src/library/", "src/photos/", "src/servers/",
          "src/outbox/", "src/page/", "src/export/", "src/press/", "src/desk/", "src/import/", "src/ctl/"),
         r"<gtk/|<gdk/|<adwaita\.h>|<webkit/", "rooms below ui/ link no GTK"),
        (("src/base/", "src/article/", "src/formats/", "src/page/", "src/desk/", "src/photos/", "src/import/",
          "src/export/"),
         r"<sqlite3\.h>|<libsoup/", "this room is pure: no database, no network"),
    ]
    for path in tree(".c", ".h"):
        for number, line in enumerate(read(path).split("\n"), 1):
            for rooms, pattern, why in walls:
                if path.startswith(rooms) and re.match(r"\s*#\s*include", line) and re.search(pattern, line):
                    fault(path, number, f"{line.strip()}: {why}")
    for path in tree(".c"):
        if path.startswith("src/ui/") and not path.startswith("src/ui/body/"):
            match = re.search(r"\bgtk_text_buffer_(insert|delete|apply_tag|create_tag)\w* \(", read(path))
            if match:
                fault(path, read(path)[:match.start()].count("\n") + 1, "only ui/body/ touches GtkTextBuffer")


# Taken apart, so that this file does not hold what it looks for.
FORBIDDEN = ["/wo" + "rk/", "/tmp/redaksi-" + "brief", "/ho" + "me/claude", "/ro" + "ot/.cache",
             "arti" + "factory", "nex" + "us/repository", "codearti" + "fact", "mir" + "ror.local",
             "file.core" + ".windows"]
# Where the tools that build, test and pack the tree may point.
HOSTS = re.compile(r"(127\.0\.0\.1|localhost|\[::1\]|github\.com|gitlab\.gnome\.org|download\.gnome\.org"
                   r"|(www\.|[a-z]+\.)?example(\.(com|org|net))?|[a-z.]+\.(test|invalid|example)|mesonbuild\.com"
                   r"|specifications\.freedesktop\.org|www\.w3\.org|www\.gnu\.org|docs\.flathub\.org|exiv2\.org|codeberg\.org)$")


def check_words():
    """Nothing of one machine, and no place that packages come from, is written into the tree."""
    for path in tree():
        if path == "tests/style/check.py":
            continue
        text = read(path)
        for number, line in enumerate(text.split("\n"), 1):
            for word in FORBIDDEN:
                if word in line:
                    fault(path, number, f"names “{word}”, which is of one machine only")
            if path.startswith(("build-aux/", ".ci/", "flatpak/")) or path.endswith("meson.build"):
                for host in re.findall(r"https?://([^/:\s\"'<>)]+)", line):
                    if "$" not in host and not HOSTS.match(host):
                        fault(path, number, f"points at {host}; hosts that it may name are in tests/style/check.py")


def luminance(color):
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(text):
    return tuple(int(text[i:i + 2], 16) / 255 for i in (1, 3, 5))


def contrast(ink, paper, alpha=1.0):
    """WCAG's, of a colour that lets the paper through."""
    seen = tuple(alpha * a + (1 - alpha) * b for a, b in zip(rgb(ink), rgb(paper)))
    bright, dark = sorted((luminance(seen), luminance(rgb(paper))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


# What libadwaita writes with, how much of it, and on what: window, view, sidebar.
LOOKS = {
    "light": ("#000006", 0.8, ("#fafafb", "#ffffff", "#ebebed")),
    "dark": ("#ffffff", 1.0, ("#222226", "#1d1d20", "#2e2e32")),
    "high contrast": ("#000006", 0.8, ("#fafafb", "#ffffff")),
    "dark high contrast": ("#ffffff", 1.0, ("#222226", "#1d1d20")),
}


def check_contrast():
    """Whatever is written in a colour of our own can be read: 4.5 to 1 in each look, on the page too."""
    found = 0
    for path in tree(".css"):
        if not path.startswith("src/ui/"):
            continue
        for number, line in enumerate(read(path).split("\n"), 1):
            match = re.match(r"\s*color: alpha\(currentColor, ([0-9.]+)\)", line)
            found += 1 if match else 0
            for look, (ink, alpha, papers) in LOOKS.items() if match else ():
                worst = min(contrast(ink, paper, alpha * float(match[1])) for paper in papers)
                if worst < 4.5:
                    fault(path, number, f"{worst:.1f} to 1 in the {look} look; 4.5 is the least that can be read")
            if re.match(r"\s*color: #", line):
                fault(path, number, "a colour of one look: use the variables of libadwaita")
    if found < 3:
        fault("src/ui/body/article.css", 1, "has no colours that this check can read")
    sheet = read("data/page/page.css")
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet.split("@media", 1)[0]))
    dark = light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet.split("@media", 1)[1].split("}\n}", 1)[0]))
    for look, colors in (("light", light), ("dark", dark)):
        pairs = [(ink, paper) for ink in ("ink", "soft", "accent", "link") for paper in ("paper", "raised")] + [("on-button", "button")]
        for ink, paper in pairs:
            got = contrast(colors[ink], colors[paper])
            if got < 4.5:
                fault("data/page/page.css", 1, f"--{ink} on --{paper} is {got:.1f} to 1 in the {look} look")


ACCELERATOR = re.compile(r'"((?:(?:<(?:Control|Shift|Alt|Super|Primary|Meta)>)+\w+|F\d+)(?:\|(?:<\w+>)*\w+)*)"')


def check_keys():
    """Each key of the program stands in the tables that the shortcuts window shows."""
    tables = ["src/ui/redaksi-shortcuts.c", "src/ui/redaksi-article-keys.c"]
    shown = {key for table in tables for keys in ACCELERATOR.findall(read(table)) for key in keys.split("|")}
    if len(shown) < 20:
        fault(tables[0], 1, "has no table of keys that this check can read")
    for path in tree(".c", ".blp"):
        if not path.startswith(("src/ui/", "src/app/")) or path in tables:
            continue
        for number, line in enumerate(read(path).split("\n"), 1):
            for keys in ACCELERATOR.findall(line):
                for key in keys.split("|"):
                    if key not in shown:
                        fault(path, number, f"uses {key}, which the shortcuts window does not show: put it into {tables[0]}")


# Names that say all that there is to say: lifetimes, and questions that take nothing but the object.
SELF_EVIDENT = re.compile(r"_(get_type|ref|unref|copy|free|quark|equal)$")
QUESTION = re.compile(r"_(get|is|can|has)_\w+$")


def check_documentation():
    """A public function is described: in its .c as gi-docgen reads it, or where its header declares it."""
    declared = re.compile(r"^(?:[A-Za-z_][\w ]*?[ *]+)(redaksi_\w+)\s*\(", re.M)
    for path in tree(".h"):
        if not path.startswith("src/") or path.endswith("-private.h"):
            continue
        source = path[:-2] + ".c"
        if not os.path.exists(os.path.join(TOP, source)):
            continue
        folder = os.path.dirname(path)
        text = "\n".join(read(f) for f in tree(".c") if os.path.dirname(f) == folder)
        header = read(path)
        lines = header.split("\n")
        for match in declared.finditer(header):
            name = match[1]
            number = header[:match.start()].count("\n")
            if SELF_EVIDENT.search(name) or re.search(rf"^/\*\*\n \* {name}:", text, re.M):
                continue
            ends = number
            while ends < len(lines) - 1 and ";" not in lines[ends]:
                ends += 1
            if QUESTION.search(name) and "," not in " ".join(lines[number:ends + 1]):
                continue
            told = "/*" in lines[ends] or (number > 0 and lines[number - 1].rstrip().endswith("*/"))
            if not told:
                fault(path, number + 1, f"{name} is described neither here nor in its .c")


def check_blueprint():
    """Each template compiles alone, and is as blueprint-compiler formats it."""
    files = tree(".blp")
    if not files:
        return
    with tempfile.TemporaryDirectory() as out:
        for path in files:
            result = subprocess.run(["blueprint-compiler", "compile", "--output", f"{out}/x.ui", path],
                                    cwd=TOP, capture_output=True, text=True)
            if result.returncode != 0:
                fault(path, 1, "does not compile: " + (result.stdout + result.stderr).strip()[:400])
    result = subprocess.run(["blueprint-compiler", "format", *files], cwd=TOP, capture_output=True, text=True)
    if result.returncode != 0:
        fault(files[0], 1, "blueprint-compiler format would change files: build-aux/dev format\n"
              + (result.stdout + result.stderr)[:2000])


def check_scripts():
    """Every script can be read by its interpreter."""
    for path in tree():
        first = read(path).split("\n", 1)[0] if os.path.getsize(os.path.join(TOP, path)) < 500000 else ""
        full = os.path.join(TOP, path)
        if re.match(r"#!.*\b(ba)?sh\b", first) or path.endswith(".sh"):
            result = subprocess.run(["bash", "-n", full], capture_output=True, text=True)
            if result.returncode != 0:
                fault(path, 1, result.stderr.strip())
            if shutil.which("shellcheck"):
                result = subprocess.run(["shellcheck", "-S", "error", "-x", full], capture_output=True, text=True)
                if result.returncode != 0:
                    fault(path, 1, result.stdout.strip())
        elif re.match(r"#!.*python", first) or path.endswith(".py"):
            try:
                compile(read(path), path, "exec")
            except SyntaxError as error:
                fault(path, error.lineno, error.msg)
        if first.startswith("#!") and not os.access(full, os.X_OK):
            fault(path, 1, "begins as a script and can't be executed")


globals()["check_" + NAME]()
for line in faults:
    print(line)
sys.exit(1 if faults else 0)
