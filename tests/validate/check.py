#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py NAME INPUT TREE: one check of what Redaksi shows to desktops and to software centres."""
import glob
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

NAME, INPUT, TOP = sys.argv[1], sys.argv[2], os.path.realpath(sys.argv[3])
ID = "io.github.redaksi.Redaksi"
faults = []


def must(holds, what):
    if not holds:
        faults.append(what)


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    return result.returncode, (result.stdout + result.stderr).strip()


def version():
    with open(os.path.join(TOP, "meson.build"), encoding="utf-8") as file:
        return re.search(r"^\s+version: '([^']+)'", file.read(), re.M)[1]


def check_desktop():
    status, said = run("desktop-file-validate", INPUT)
    must(status == 0 and not said, said)
    with open(INPUT, encoding="utf-8") as file:
        text = file.read()
    must(f"Icon={ID}" in text, "the desktop file does not name the icon by the application's id")
    must(re.search(r"^Exec=redaksi\b", text, re.M), "the desktop file does not start redaksi")


def check_metainfo():
    status, said = run("appstreamcli", "validate", "--no-net", "--explain", INPUT)
    must(status == 0 and not re.search(r"^[WE]: ", said, re.M), said)
    root = ET.parse(INPUT).getroot()
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    def first(path):
        return next((e for e in root.findall(path) if lang not in e.attrib), None)

    must(first("id").text == ID, "the metainfo's id is not the application's")
    must(len(first("name").text) < 20, "the name is too long for a list of programs")
    summary = first("summary").text
    must(len(summary) <= 35 and not summary.endswith("."), "the summary is over 35 letters, or ends with a stop")
    must(first("launchable").text == ID + ".desktop", "the metainfo launches another desktop file")
    must(first("developer").get("id"), "the developer has no id")
    must(first("content_rating").get("type") == "oars-1.1", "no OARS 1.1 rating")
    schemes = {c.get("scheme_preference") for c in root.findall("branding/color")}
    must(schemes == {"light", "dark"}, "the brand needs a light and a dark colour")
    must(all(s.find("caption") is not None for s in root.findall("screenshots/screenshot")), "a picture has no caption")
    for image in root.findall("screenshots/screenshot/image"):
        path = os.path.join(TOP, image.text.split("/main/", 1)[1])
        if os.path.exists(path):
            _status, size = run("identify", "-format", "%w %h", path)
            width, height = map(int, size.split())
            must(width <= 1000 and height <= 700, f"{path} is {width}×{height}; at most 1000×700 is shown well")
        else:
            must(os.environ.get("REDAKSI_NO_PICTURES_YET") or not os.path.isdir(os.path.dirname(path)), f"there is no {path}")
    release = root.find("releases/release")
    must(release.get("version") == version(), "the newest release in the metainfo is not meson.build's version")
    must(release.find("description") is not None, "the newest release has no notes")


def check_icons():
    for name in (ID + ".svg", ID + "-symbolic.svg"):
        path = os.path.join(INPUT, name)
        status, said = run("xmllint", "--noout", path)
        must(status == 0, said)
        root = ET.parse(path).getroot()
        box = [float(x) for x in root.get("viewBox", "0 0 0 1").split()]
        must(box[2] == box[3] > 0, f"{name} is not square")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        must("<image" not in text and "<script" not in text and "href=\"http" not in text, f"{name} is not a drawing only")
        must("<text" not in text, f"{name} depends on a font")
        must(len(text) < 20000, f"{name} is too heavy")
        for size in (16, 32, 64, 128):
            drawn = subprocess.run(["rsvg-convert", "-w", str(size), path], capture_output=True)
            must(drawn.returncode == 0 and drawn.stdout[:4] == b"\x89PNG", f"{name} can't be drawn: {drawn.stderr.decode()}")
    with open(os.path.join(INPUT, ID + "-symbolic.svg"), encoding="utf-8") as file:
        colours = set(re.findall(r"#[0-9a-fA-F]{3,8}", file.read()))
    must(len(colours) <= 1, f"the symbolic icon has more than one colour: {sorted(colours)}")


def check_settings():
    schemas = glob.glob(os.path.join(INPUT, "*.gschema.xml"))
    for path in schemas:
        status, said = run("xmllint", "--noout", path)
        must(status == 0, said)
        for key in ET.parse(path).getroot().iter("key"):
            must(key.find("summary") is not None, f"{path}: the key {key.get('name')} has no summary")
    if schemas:
        status, said = run("glib-compile-schemas", "--strict", "--dry-run", INPUT)
        must(status == 0 and not said, said)


def check_manifest():
    path = os.path.join(INPUT, ID + ".json")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    must(manifest["id"] == ID, "the manifest's id is not the application's")
    allowed = {"--share=network", "--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri",
               "--talk-name=org.freedesktop.secrets"}
    must(set(manifest["finish-args"]) <= allowed, f"the sandbox is wider than {sorted(allowed)}")
    for module in manifest["modules"]:
        for source in module.get("sources", []):
            if source["type"] == "archive":
                must(re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", "")), f"{module['name']}: an archive without its sha256")
                must(source["url"].startswith("https://"), f"{module['name']}: not over https")
    must(manifest["modules"][-1]["name"] == "redaksi", "the application's module is not the last")
    must(manifest["modules"][-1].get("run-tests"), "the application's tests don't run in the build")


globals()["check_" + NAME]()
for line in faults:
    print(line)
sys.exit(1 if faults else 0)
