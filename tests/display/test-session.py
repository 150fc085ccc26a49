#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual desktop and the driver themselves, on a window that is not Redaksi's: where this fails,
no other display test tells anything."""
import os
import subprocess
import tempfile

from driver import App, check, main, run


def whole():
    check("HOME is a new one", "session." in os.environ["HOME"] and not os.listdir(os.environ["HOME"]), os.environ["HOME"])

    stored = subprocess.run(["secret-tool", "store", "--label=probe", "probe", "one"], input="rahasia “1”", text=True, capture_output=True)
    check("the Secret Service takes a password", stored.returncode == 0, stored.stderr)
    check("and gives it back", run("secret-tool", "lookup", "probe", "one").stdout == "rahasia “1”")

    app = App([os.environ["PROBE"]])
    app.click("text", "Line")
    app.type("Banjir di kota")
    check("typed keys arrive", app.wait_text("text", "Line", "Banjir di kota") == "Banjir di kota", app.text("text", "Line"))
    app.click("text", "Text")
    app.write("Hujan deras. “Air naik,” kata Siti — ½ meter.\nBaris dua.")
    expected = "Hujan deras. “Air naik,” kata Siti — ½ meter.\nBaris dua."
    check("mixed text arrives whole", app.wait_text("text", "Text", expected) == expected, app.text("text", "Text"))
    app.key("ctrl+a", "ctrl+c")
    check("the clipboard gives it back", app.clipboard().decode() == expected, app.clipboard())

    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        app.drag([file.name], "label", "drop here")
        check("a dropped file arrives", app.get("label", os.path.basename(file.name), patience=5))

    app.click("button", "Press")
    check("a toast is seen", app.toast("^Pressed$") == "Pressed")
    app.resize(600, 500)
    width, height = app.area()[2:]
    check("the window takes a size", abs(width - 600) < 4 and abs(height - 500) < 4, (width, height))
    app.shot("session")


main(whole)
