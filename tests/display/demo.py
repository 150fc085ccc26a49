# SPDX-License-Identifier: GPL-3.0-or-later
"""The article pane alone, and what its document says."""
import json
import os
import tempfile

from driver import App

STATE = os.path.join(tempfile.mkdtemp(), "state.json")


def state():
    with open(STATE, encoding="utf-8") as file:
        return json.load(file)


def field(name):
    return state().get("fields", {}).get(name, "")


def blocks():
    """Kind and text of each block, as the document has them."""
    return [(block.get("kind", "paragraph"), block.get("text", "")) for block in state()["body"]]


def attribute(i, name):
    return state()["body"][i].get("attributes", {}).get(name)


def stored(app, question, what):
    try:
        app.wait(question, what, 10)
        return True
    except TimeoutError:
        return False


def start(*options, **more):
    return App([os.environ["ARTICLE_VIEW_DEMO"], *options], env={"ARTICLE_STATE": STATE}, **more)
