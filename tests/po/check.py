#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py NAME TREE: the translations.

files       every po file is sound, and every language of LINGUAS has one
potfiles    POTFILES names each source with something to translate, and nothing else
complete    no string of the sources is untranslated or fuzzy in the languages of COMPLETE
typography  the English strings use real quotation marks and …
update      not a check: writes POTFILES, merges new strings into the po files, lists what is missing
"""
import os
import re
import subprocess
import sys
import tempfile

NAME, TOP = sys.argv[1], os.path.realpath(sys.argv[2])
PO = os.path.join(TOP, "po")
COMPLETE = ["id"]
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]
# The last two name a domain first.
MARKED = re.compile(r"(?<![A-Za-z0-9_])(?:(?:N?C?_|ngettext) ?\(\s*\"|(?:g_dngettext|g_dpgettext2) ?\()")
faults = []


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, cwd=TOP, **options)


def languages():
    with open(os.path.join(PO, "LINGUAS"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def sources():
    found = []
    for place, _folders, names in os.walk(os.path.join(TOP, "src")):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith((".c", ".h", ".blp")):
                with open(path, encoding="utf-8") as file:
                    if MARKED.search(file.read()):
                        found.append(os.path.relpath(path, TOP))
    data = os.path.join(TOP, "data")
    found += ["data/" + name for name in os.listdir(data)
              if name.endswith((".desktop.in", ".metainfo.xml.in"))]
    return sorted(found)


def potfiles():
    with open(os.path.join(PO, "POTFILES"), encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def template(files, out):
    """Every string of @files, as a template in the file @out."""
    result = run("xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--no-wrap", "--sort-by-file",
                 "--package-name=redaksi", "--package-version=0.1.0",
                 *[f"--keyword={k}" for k in KEYWORDS], "--flag=_:1:pass-c-format",
                 "--flag=ngettext:1:pass-c-format", "--flag=ngettext:2:pass-c-format", "-o", out, *files)
    if result.returncode != 0 or not os.path.exists(out):
        sys.exit("xgettext failed: " + result.stderr)


def missing(language, folder):
    """What @language has no good translation of, as msgids."""
    pot, merged, bad = (os.path.join(folder, n) for n in ("t.pot", "m.po", "bad.po"))
    template(sources(), pot)
    result = run("msgmerge", "-q", "--no-wrap", "-o", merged, os.path.join(PO, language + ".po"), pot)
    if result.returncode != 0:
        sys.exit(result.stderr)
    run("msgattrib", "--no-wrap", "--no-obsolete", "--untranslated", "-o", bad, merged)
    ids = msgids(bad)
    if os.path.exists(bad):
        os.unlink(bad)
    run("msgattrib", "--no-wrap", "--no-obsolete", "--only-fuzzy", "-o", bad, merged)
    return ids + [("(fuzzy) " + text, where) for text, where in msgids(bad)]


def msgids(path):
    """(text, where) of each entry of a po file that was written without wrapping."""
    if not os.path.exists(path):
        return []
    found = []
    with open(path, encoding="utf-8") as file:
        for entry in file.read().split("\n\n"):
            match = re.search(r'^msgid ((?:"(?:[^"\\]|\\.)*"\n?)+)', entry, re.M)
            where = re.search(r"^#: (\S+)", entry, re.M)
            if match:
                text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', match[1]))
                if text:
                    found.append((text, where[1] if where else "po"))
    return found


def check_files():
    for language in languages():
        path = os.path.join(PO, language + ".po")
        if not os.path.exists(path):
            faults.append(f"po/LINGUAS: there is no po/{language}.po")
            continue
        result = run("msgfmt", "-c", "-o", os.devnull, path)
        if result.returncode != 0:
            faults.append(result.stderr.strip())
    for name in os.listdir(PO):
        if name.endswith(".po") and name[:-3] not in languages():
            faults.append(f"po/{name}: its language is not in po/LINGUAS")


def check_potfiles():
    listed, real = set(potfiles()), set(sources())
    faults.extend(f"{path}: has strings to translate and is not in po/POTFILES" for path in sorted(real - listed))
    faults.extend(f"po/POTFILES: {path} has nothing to translate" for path in sorted(listed - real))


def check_complete():
    with tempfile.TemporaryDirectory() as folder:
        for language in COMPLETE:
            faults.extend(f"{where}: “{text}” is not translated in po/{language}.po"
                          for text, where in missing(language, folder))


def check_typography():
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "t.pot")
        template(sources(), pot)
        for text, where in msgids(pot):
            if "..." in text:
                faults.append(f"{where}: “{text}” has three dots for …")
            if re.search(r"\w'\w|\\\"", text):
                faults.append(f"{where}: “{text}” has typewriter quotes for “ ” ’")


def check_update():
    with open(os.path.join(PO, "POTFILES"), "w", encoding="utf-8") as file:
        file.write("".join(path + "\n" for path in sources()))
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "t.pot")
        template(sources(), pot)
        for language in languages():
            result = run("msgmerge", "-q", "--update", "--backup=none", "--no-fuzzy-matching", "--no-wrap",
                         "--sort-by-file", os.path.join(PO, language + ".po"), pot)
            if result.returncode != 0:
                sys.exit(result.stderr)
        for language in COMPLETE:
            gaps = missing(language, folder)
            for text, where in gaps:
                print(f"{where}: “{text}”")
            print(f"{language}: {len(gaps)} strings have no translation")


globals()["check_" + NAME]()
for line in faults:
    print(line)
sys.exit(1 if faults else 0)
