#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 while somebody types: what is left is a beginning of what was typed, a second short at most,
and the next start is at the same article, cursor and undo history with no question asked.

REDAKSI_FAULTS=full kills 200 times, else a few. REDAKSI_SEED gives the moments again.
"""
import os
import random
import re
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "display"))
from driver import App, check, main, note  # noqa: E402

ROUNDS = 200 if os.environ.get("REDAKSI_FAULTS") == "full" else 4
SEED = int(os.environ.get("REDAKSI_SEED") or random.SystemRandom().randrange(1 << 30))
WORST, MEDIAN = 1.0, 0.3  # seconds of typing


class Typist(threading.Thread):
    """Types numbered words with real keys until it is told to stop; notes when each was whole."""

    def __init__(self):
        super().__init__(daemon=True)
        self.words, self.stopped = [], False

    def run(self):
        number = 0
        while not self.stopped:
            number += 1
            word = f"kata{number:03d} "
            subprocess.run(["xdotool", "type", "--delay", "18", "--", word])
            self.words.append((time.monotonic(), word))


def body_of(app):
    return app.get("text", "Body")


def test():
    note(f"REDAKSI_SEED={SEED}")
    rng = random.Random(SEED)
    app = App(["redaksi"])
    losses, kept = [], ""
    app.click("list item", "Just Begin to Write")
    x, y, _width, height = app.caret_box(body_of(app), None, 0)
    app.click_at(x + 4, y + height / 2)
    for number in range(ROUNDS):
        typist = Typist()
        typist.start()
        time.sleep(0.8 + rng.random() * 2.2)
        killed = time.monotonic()
        app.kill()
        typist.stopped = True
        typist.join()
        app = App(["redaksi"])
        body = body_of(app)
        found = app.text(body)
        typed = kept + "".join(word for _, word in typist.words)
        # The typist goes on typing into nothing after the kill; the word under way may be there in part.
        prefix = typed.startswith(found) or (found.startswith(kept) and typed.startswith(found.rstrip()))
        check(f"kill {number + 1}: what is left is a beginning of what was typed", prefix, f"{found[-80:]!r}\n{typed[-200:]!r}")
        whole = [(when, word) for when, word in typist.words if when <= killed]
        missing, end = 0.0, len(kept)
        for when, word in whole:
            end += len(word)
            if end > len(found):
                missing = killed - when
                break
        losses.append(missing)
        check(f"kill {number + 1}: at most {WORST} s of typing is gone", missing <= WORST, f"{missing:.2f} s")
        caret = body.get_text_iface().get_caret_offset()
        check(f"kill {number + 1}: the cursor stands where it was", caret == len(found), f"{caret} of {len(found)}")
        kept = found
        # Typing goes on there, with nothing to click or answer.
        if number == 0:
            app.type("x")
            check("the next key goes on where it was", app.wait_text(body, None, found + "x") == found + "x", app.text(body)[-40:])
            app.key("ctrl+z")
            check("and is undone alone or with its word",
                  app.wait(lambda: len(app.text(body)) <= len(found), "an undo") and found.startswith(app.text(body)), app.text(body)[-40:])
            app.key("ctrl+shift+z")
            app.wait_text(body, None, found + "x")
            app.key("BackSpace")
            kept = app.wait_text(body, None, found)
    for _ in range(3 * ROUNDS + 40):
        if re.fullmatch(r"\s*", app.text(body_of(app))):
            break
        app.key("ctrl+z")
    check("everything typed before the kills is undone, back to the beginning", app.text(body_of(app)).strip() == "", app.text(body_of(app))[:80])
    losses.sort()
    note(f"loss of typing in s: median {losses[len(losses) // 2]:.2f}, worst {losses[-1]:.2f}, kills {len(losses)}")
    if ROUNDS >= 50:  # a handful has no median to speak of
        check(f"the median loss is at most {MEDIAN} s", losses[len(losses) // 2] <= MEDIAN, losses)


main(test)
