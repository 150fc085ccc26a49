# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the real redaksi-press on a folder of its own and speaks HTTP to it."""
import base64
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zlib

PASSWORD = "abcd efgh ijkl mnop qrst uvwx"


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def png(width=64, height=48, colour=b"\x20\x60\xa0"):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + colour * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Press:
    def __init__(self, program, folder=None, *options):
        self.program = program
        self.folder = folder or tempfile.mkdtemp(prefix="redaksi-press-")
        self.process = None
        self.start(*options)

    def start(self, *options, stdin=PASSWORD, user="bayu"):
        arguments = [self.program, "--folder", self.folder, "--name", "Koran Teluk", "--tagline", "Kabar dari hulu",
                     "--language", "id", "--time-zone", "Asia/Makassar", "--die-with-parent",
                     "--follow", "Facebook=https://www.facebook.com/koran.example", *options]
        if user:
            arguments += ["--user", user, "--password-fd", "0"]
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.process.stdin.write(stdin + "\n")
        self.process.stdin.close()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.stderr.read())
        self.told = json.loads(line)
        self.url, self.api = self.told["url"], self.told["api"]

    def add_user(self, name, role, password=PASSWORD):
        subprocess.run([self.program, "--folder", self.folder, "--add-user", name, "--role", role, "--password-fd", "0"],
                       input=password, text=True, check=True)

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait()
        self.errors = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return status

    def remove(self):
        shutil.rmtree(self.folder)

    def ask(self, method, address, body=None, user="bayu", password=PASSWORD, headers=None, **query):
        if not address.startswith("http"):
            address = (self.url if address.startswith("/") else self.api + "wp/v2/") + address.lstrip("/")
        if query:
            address += ("&" if "?" in address else "?") + urllib.parse.urlencode(query, doseq=True)
        request = urllib.request.Request(address, method=method)
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        request.data = body
        if user:
            request.add_header("Authorization", "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode())
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with opener.open(request, timeout=20) as reply:
                return Reply(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())

    def get(self, address, **arguments):
        return self.ask("GET", address, **arguments)

    def post(self, address, body=None, **arguments):
        return self.ask("POST", address, body, **arguments)

    def upload(self, data, name="foto.png", headers=None, **arguments):
        return self.post("media", data, headers={"Content-Disposition": f'attachment; filename="{name}"',
                                                 "Content-Type": "image/png", **(headers or {})}, **arguments)


def equal(found, expected, what=""):
    if found != expected:
        raise AssertionError(f"{what}: {found!r} is not {expected!r}")


def refused(reply, status, code):
    equal((reply.status, reply.json["code"], reply.json["data"]["status"]), (status, code, status), reply.text[:300])


def contains(text, *parts):
    for part in parts:
        if part not in text:
            raise AssertionError(f"{part!r} is not in {text[:6000]!r}")


def run(tests, make):
    """TAP: each function of @tests gets what @make yields, fresh."""
    print(f"1..{len(tests)}", flush=True)
    failed = False
    for number, test in enumerate(tests, 1):
        try:
            for world in make():
                test(world)
            print(f"ok {number} {test.__name__}", flush=True)
        except Exception as error:  # noqa: BLE001: every failure is a line
            failed = True
            import traceback
            traceback.print_exc()
            print(f"not ok {number} {test.__name__}: {error!r}"[:2000], flush=True)
    sys.exit(1 if failed else 0)
