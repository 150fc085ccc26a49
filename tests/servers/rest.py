# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks the server of REDAKSI_TEST_SERVER over REST what it has, past Redaksi and without any proxy."""
import base64
import html
import json
import os
import re
import sys
import urllib.error
import urllib.request

sys.dont_write_bytecode = True
SERVER = json.loads(os.environ["REDAKSI_TEST_SERVER"])
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(address, user=None):
    """The bytes at an address, as @user (a member of SERVER["users"]) or as any reader."""
    request = urllib.request.Request(address if address.startswith("http") else SERVER["url"] + address)
    if user is not None:
        who = SERVER["users"][user]
        token = base64.b64encode(f"{who['user']}:{who['app_password']}".encode()).decode()
        request.add_header("Authorization", "Basic " + token)
    with OPENER.open(request, timeout=60) as reply:
        return reply.read()


def status(address):
    """What a reader's browser is told: 200, 404, …; 0 where nobody answers."""
    try:
        get(address)
        return 200
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def ask(path, user="admin"):
    """What the API says, as @user: posts?status=draft"""
    return json.loads(get(f"/wp-json/wp/v2/{path}{'&' if '?' in path else '?'}context=edit", user))


def plain(markup):
    """What a reader reads of it."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", markup))).strip()
