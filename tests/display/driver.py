# SPDX-License-Identifier: GPL-3.0-or-later
"""driver: uses a GTK 4 program as a person does, and sees of it what a screen reader sees.

Widgets are found by role and name (AT-SPI); keys and clicks are real ones of the X server (xdotool);
text that has more than ASCII is pasted (xclip), because typed it loses letters. Whatever the program
writes is watched: a warning or a critical fails the test that caused it.

    app = App(["redaksi"])
    app.click("text", "Headline"); app.type("Banjir")
    check("the headline is there", app.text("text", "Headline") == "Banjir")
    app.quit(); done()
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings

import gi

warnings.filterwarnings("ignore", category=DeprecationWarning)
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

Atspi.init()
Atspi.set_timeout(20000, 20000)

PATIENCE = 30  # seconds that anything may take in a slow build on a busy machine
PICTURES = os.environ.get("SESSION_PICTURES", "")
HERE = os.path.dirname(os.path.abspath(__file__))

# ---- the test's result, as TAP ------------------------------------------------------------------

_checks = []
_living = []


def check(what, holds, detail=""):
    """One thing that is to be true. @detail is shown where it is not."""
    _checks.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(_checks)} - {what}", flush=True)
    if not holds:
        for line in str(detail).splitlines()[:40]:
            print("#   " + line, flush=True)
        for app in _living:
            app.shot(f"failed-{len(_checks)}")
    return holds


def note(what):
    print("# " + what, flush=True)


def done():
    """Ends the test: every program must have been quiet."""
    for app in list(_living):
        app.quit()
    print(f"1..{len(_checks)}", flush=True)
    sys.exit(0 if _checks and all(_checks) else 1)


def main(function):
    """Runs @function as the whole test; what it raises is a failure with a picture."""
    try:
        function()
    except Exception as error:  # noqa: BLE001
        check(f"the test came to its end: {error!r}"[:300].replace("\n", " "), False, traceback.format_exc())
        for app in list(_living):
            note("what is on show:\n" + app.outline())
    done()


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


# ---- what the program writes ----------------------------------------------------------------------

BAD_LINE = re.compile(
    r"-CRITICAL \*\*|-WARNING \*\*|-ERROR \*\*|: WARNING|: CRITICAL|Bail out|AddressSanitizer|LeakSanitizer"
    r"|runtime error:|exceeds \S+ (width|height)|Theme parser (error|warning)|Traceback")
# Of the virtual desktop, not of the program.
HARMLESS = re.compile(
    r"Unable to acquire the address of the accessibility bus|MESA|libEGL|dconf-WARNING"
    r"|Failed to (open|load) (module|cookie)|Vulkan|Using the 'memory' GSettings backend"
    r"|gnome-keyring|Unknown key gtk-"
    # WebKit's own process, which finds the session gone when both end at the same moment.
    r"|Error releasing name \S+\.Sandboxed\.WebProcess"
    # GtkScrolledWindow, now and then, in the frame that first shows its bar; gnome-text-editor says it too.
    r"|Trying to snapshot GtkGizmo \S+ without a current allocation")


class App:
    """A program that runs on the session's screen."""

    def __init__(self, argv, env=None, frame=None, width=None, height=None, expect=None):
        """@frame: the window's title, where there is more than one; @expect: what it may write nevertheless"""
        logs = os.environ.get("SESSION_LOGS") or tempfile.mkdtemp()
        self.argv, self.expect = argv, re.compile(expect) if expect else None
        fd, self.log_path = tempfile.mkstemp(prefix=os.path.basename(argv[0]) + "-", suffix=".log", dir=logs)
        self.heard = []
        self._listener = Atspi.EventListener.new(self._heard_cb)
        self._listener.register("object:announcement")
        surroundings = dict(os.environ, **(env or {}))
        self.process = subprocess.Popen(argv, env=surroundings, stdout=fd, stderr=fd, start_new_session=True)
        os.close(fd)
        _living.append(self)
        self.root = self.wait(self._find_root, f"{argv[0]} to appear")
        self.frame = self.wait(lambda: self.find("frame", frame), "its window")
        self.window = self.wait(self._find_window, "its X window")
        if width:
            self.resize(width, height)

    # -- its life

    @property
    def pid(self):
        return self.process.pid

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def complaints(self):
        """What it wrote that a good program does not."""
        return [line for line in self.log().splitlines()
                if BAD_LINE.search(line) and not HARMLESS.search(line)
                and not (self.expect and self.expect.search(line))]

    def _ended(self, what):
        if self in _living:
            _living.remove(self)
        self._listener.deregister("object:announcement")
        complaints = self.complaints()
        check(f"{os.path.basename(self.argv[0])} {what} with nothing to complain of", not complaints,
              "\n".join(complaints[:10]) + "\n…\n" + self.log()[-3000:])

    def quit(self):
        """Ends it as the user's session would; it must go at once and in order."""
        gone = self.process.poll()
        if gone is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                check("it ends when it is told to", False, self.log()[-2000:])
        elif gone != 0:
            check("it was still running", False, f"status {gone}\n" + self.log()[-4000:])
        self._ended("ran")

    def wait_end(self):
        """Waits until it has ended by itself, and returns its status."""
        self.wait(lambda: self.process.poll() is not None, "its end")
        self._ended("ran")
        return self.process.returncode

    def kill(self):
        """kill -9: as when the power goes."""
        os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()
        self._ended("ran until it was killed")

    def wait(self, question, what="", patience=PATIENCE):
        """The first answer of @question that is true; objects may come and go meanwhile."""
        end = time.monotonic() + patience
        while True:
            try:
                answer = question()
                if answer:
                    return answer
            except GLib.Error:
                pass
            if time.monotonic() > end:
                raise TimeoutError(f"waited {patience} s for {what or question}")
            if self.process.poll() is not None:
                raise RuntimeError(f"ended with {self.process.returncode}\n" + self.log()[-4000:])
            self.settle(0.03)

    def settle(self, seconds=0.1):
        context, end = GLib.MainContext.default(), time.monotonic() + seconds
        while True:
            while context.pending():
                context.iteration(False)
            if time.monotonic() >= end:
                return
            time.sleep(0.005)

    # -- finding

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.pid:
                return app
        return None

    def _find_window(self):
        """The X window of self.frame: the one that bears its name."""
        name = self.frame.get_name()
        found = run("xdotool", "search", "--onlyvisible", "--pid", str(self.pid)).stdout.split()
        named = [w for w in found if run("xdotool", "getwindowname", w).stdout.strip() == name]
        return (named or found)[-1] if found else None

    def walk(self, node=None):
        node = node or self.root
        yield node
        try:
            children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        except GLib.Error:
            return
        for child in children:
            if child is not None:
                yield from self.walk(child)

    @staticmethod
    def _matches(node, role, name):
        if role is not None and node.get_role_name() != role:
            return False
        if name is None:
            return True
        own = node.get_name() or ""
        return name.search(own) is not None if hasattr(name, "search") else own == name

    @staticmethod
    def is_showing(node):
        return node.get_role_name() in ("application", "frame") or node.get_state_set().contains(Atspi.StateType.SHOWING)

    def _fits(self, node, role, name, showing):
        """A row that a list has replaced while one looks is not there."""
        try:
            return self._matches(node, role, name) and (not showing or self.is_showing(node))
        except GLib.Error:
            return False

    def find_all(self, role=None, name=None, within=None, showing=True):
        return [n for n in self.walk(within) if self._fits(n, role, name, showing)]

    def find(self, role=None, name=None, within=None, showing=True):
        """The first that has this role and this name (a string, or a compiled pattern), or None."""
        for node in self.walk(within):
            if self._fits(node, role, name, showing):
                return node
        return None

    def get(self, role, name=None, within=None, showing=True, patience=PATIENCE):
        """As find, but it waits until it is there."""
        return self.wait(lambda: self.find(role, name, within, showing), f"{role} “{name}”", patience)

    def gone(self, role, name=None, within=None):
        self.wait(lambda: not self.find(role, name, within), f"{role} “{name}” to go")

    def _node(self, what, name):
        return what if isinstance(what, Atspi.Accessible) else self.get(what, name)

    def outline(self, within=None, showing=True):
        """What there is, as indented lines: to see what a test can name."""
        lines = []

        def add(node, depth):
            if showing and not self.is_showing(node):
                return
            states = node.get_state_set()
            marks = "".join(sign for sign, state in (
                ("*", Atspi.StateType.FOCUSED), ("✓", Atspi.StateType.CHECKED), ("▾", Atspi.StateType.EXPANDED),
                ("s", Atspi.StateType.SELECTED)) if states.contains(state))
            if not states.contains(Atspi.StateType.SENSITIVE) and node.get_role_name() in ("button", "toggle button", "menu item"):
                marks += "–"
            lines.append(f"{'  ' * depth}{node.get_role_name()} “{(node.get_name() or '')[:70]}” {marks}".rstrip())
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is not None:
                    add(child, depth + 1)

        try:
            add(within or self.root, 0)
        except GLib.Error as error:
            lines.append(f"… ({error.message})")
        return "\n".join(lines)

    # -- reading

    def text(self, what, name=None):
        iface = self._node(what, name).get_text_iface()
        # GTK does not count what stands for a photo, but has it among the letters.
        return Atspi.Text.get_text(iface, 0, iface.get_character_count() + 4096)

    def wait_text(self, what, name, expected, patience=PATIENCE):
        """Waits for a text; returns what is there in the end."""
        try:
            self.wait(lambda: self.text(what, name) == expected, "a text", patience)
        except TimeoutError:
            pass
        return self.text(what, name)

    def runs(self, what, name=None):
        """(start, end, attributes) of the stretches of a text that have attributes of their own."""
        iface = self._node(what, name).get_text_iface()
        length, place, found = iface.get_character_count(), 0, []
        while place < length:
            attributes, start, end = iface.get_attribute_run(place, False)[:3]
            if attributes and end > place:
                found.append((start, end, dict(attributes)))
                place = end
            else:
                place += 1
        return found

    def has_state(self, what, name, state):
        return self._node(what, name).get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    def is_sensitive(self, what, name=None):
        return self.has_state(what, name, "sensitive")

    def is_checked(self, what, name=None):
        node = self._node(what, name).get_state_set()
        return node.contains(Atspi.StateType.CHECKED) or node.contains(Atspi.StateType.PRESSED)

    def focused(self):
        for node in self.walk():
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node
        return None

    def focus(self, role, name, keys=("Tab", "shift+Tab")):
        """Goes there with the keyboard, from where it is."""
        for key in keys:
            for _ in range(16):
                there = self.find(role, name)
                if there and there.get_state_set().contains(Atspi.StateType.FOCUSED):
                    return there
                self.key(key)
        raise RuntimeError(f"no way to {role} “{name}” with {keys}; the focus is on {self.focused() and self.focused().get_name()}")

    def toast(self, pattern, patience=PATIENCE):
        """Waits for a toast that says @pattern, and returns the words."""
        def look():
            for node in self.walk():
                if node.get_role_name() in ("alert", "notification"):
                    for part in self.walk(node):
                        if re.search(pattern, part.get_name() or ""):
                            return part.get_name()
            return next((words for words in self.heard if re.search(pattern, words)), None)
        return self.wait(look, f"a toast “{pattern}”", patience)

    def _heard_cb(self, event, *_unused):
        self.heard.append(str(event.any_data))

    # -- doing

    def _origin(self):
        """Where on the screen the window's extents have their zero. GTK counts its shadow twice."""
        frame = self.frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        place = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", self.window).stdout.split())
        return int(place["X"]) - 2 * frame.x, int(place["Y"]) - 2 * frame.y

    def box(self, what, name=None):
        """x, y, width, height on the screen"""
        e = self._node(what, name).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        x, y = self._origin()
        return e.x + x, e.y + y, e.width, e.height

    def caret_box(self, what, name, offset):
        """Where on the screen a character of a text is."""
        e = self._node(what, name).get_text_iface().get_character_extents(offset, Atspi.CoordType.WINDOW)
        x, y = self._origin()
        return e.x + x, e.y + y, e.width, e.height

    def click_at(self, x, y, button=1, count=1):
        # Not --sync: it waits long for a pointer that is there already.
        run("xdotool", "mousemove", str(int(x)), str(int(y)), "click", "--repeat", str(count), "--delay", "60", str(button))
        self.settle(0.15)

    def click(self, what, name=None, button=1, count=1, dx=None, dy=None):
        """A real click into the middle, or @dx, @dy from the corner."""
        node = self._node(what, name)
        x, y, width, height = self.wait(lambda: self._placed(node), f"{what} to have a place")
        self.click_at(x + (width / 2 if dx is None else dx), y + (height / 2 if dy is None else dy), button, count)
        return node

    def _placed(self, node):
        box = self.box(node)
        return box if box[2] > 0 and box[3] > 0 else None

    def press(self, what, name=None):
        """Activates as a screen reader does: for menu items and what may be scrolled away."""
        node = self._node(what, name)
        if not node.get_action_iface().do_action(0):
            raise RuntimeError(f"{what} “{name}” can't be pressed")
        self.settle(0.1)
        return node

    def key(self, *keys):
        run("xdotool", "key", "--delay", "25", *keys)
        self.settle(0.1)

    def type(self, words, delay=12):
        assert words.isascii(), "paste what is not ASCII"
        for i, line in enumerate(words.split("\n")):
            if i:
                self.key("Return")
            if line:
                run("xdotool", "type", "--delay", str(delay), "--", line)
        self.settle(0.15)

    def copy(self, content, kind=None):
        """Puts text, or bytes of a MIME type, on the clipboard."""
        command = ["xclip", "-selection", "clipboard", "-in"] + (["-target", kind] if kind else [])
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        holder.communicate(content if isinstance(content, bytes) else content.encode())
        if kind:
            # The program asks for the kinds on offer by itself, and a busy machine is slow to tell it: what
            # is pasted before would be the picture's bytes as text.
            self.wait(lambda: kind.encode() in self.clipboard("TARGETS").split(), "the clipboard’s kinds")
            self.settle(0.5)

    def paste(self, content, kind=None, keys="ctrl+v"):
        self.copy(content, kind)
        self.key(keys)
        self.settle(0.1)

    def clipboard(self, kind=None):
        command = ["xclip", "-selection", "clipboard", "-out"] + (["-target", kind] if kind else [])
        return subprocess.run(command, capture_output=True, timeout=10).stdout

    def write(self, words):
        """Typed where it can be, pasted where it can't."""
        for part in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", words):
            if part.isascii():
                self.type(part)
            else:
                self.paste(part)

    def drag(self, files, what, name=None, dx=None, dy=None):
        """Drops files on a widget, with a real pointer from another window."""
        source = App([os.environ.get("PROBE", "probe"), "--drag", *files], frame="Drag Source")
        run("xdotool", "windowmove", "--sync", source.window, "0", "0")
        source.settle(0.3)
        x, y, width, height = source.box(source.get("label", "drag me"))
        to_x, to_y, to_w, to_h = self.box(what, name)
        to_x, to_y = to_x + (to_w / 2 if dx is None else dx), to_y + (to_h / 2 if dy is None else dy)
        run("xdotool", "mousemove", "--sync", str(int(x + width / 2)), str(int(y + height / 2)), "mousedown", "1")
        for step in range(1, 21):
            run("xdotool", "mousemove", "--sync", str(int(x + width / 2 + (to_x - x - width / 2) * step / 20)),
                str(int(y + height / 2 + (to_y - y - height / 2) * step / 20)))
            self.settle(0.03)
        self.settle(0.4)
        run("xdotool", "mouseup", "1")
        self.settle(0.5)
        source.quit()

    def choose_file(self, path):
        """Answers GTK's own file dialog, which is open or about to be."""
        dialog = self.wait(self._file_dialog, "the file dialog")
        self.settle(0.5)
        self.key("slash")
        entry = self.wait(lambda: self.find("text", None, dialog), "its location line")
        entry.get_editable_text_iface().set_text_contents(path)
        self.settle(0.4)
        self.key("Return")
        self.settle(0.3)

    def _file_dialog(self):
        for node in self.walk():
            # A window of its own: dialogs of the program's lie in the program's window.
            if node.get_role_name() in ("dialog", "file chooser") and self.is_showing(node) \
                    and node.get_parent().get_role_name() == "application" \
                    and self.find("button", re.compile("^(Cancel|_Cancel|Batal|_Batal)$"), node):
                return node
        return None

    def resize(self, width, height):
        """To this size of what is seen, without the shadow."""
        edge = self._edge()
        run("xdotool", "windowsize", self.window, str(width + 2 * edge), str(height + 2 * edge))
        self.settle(0.7)

    def _edge(self):
        """How much of the X window on each side is shadow, or the border that stands in for it."""
        return abs(self.frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW).x)

    def area(self):
        """x, y, width, height of what is seen of the window"""
        place = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", self.window).stdout.split())
        x, y, width, height = (int(place[k]) for k in ("X", "Y", "WIDTH", "HEIGHT"))
        edge = self._edge()
        return x + edge, y + edge, width - 2 * edge, height - 2 * edge

    def shot(self, name, folder=None):
        """A picture of the whole screen, where pictures are asked for."""
        folder = folder or PICTURES
        if not folder:
            return None
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name + ".png")
        run("import", "-window", "root", path)
        return path
