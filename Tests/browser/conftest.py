"""A real server on a sample workspace and a real browser, for every test in this folder.

`server` is a running `polyptych serve` on its own copy of one rendered workspace; `open_page()` gives a signed-in page that
fails the test on any console error, uncaught exception or content-security violation. The binary is named by POLYPTYCH_BIN.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

SETS = 8


def chromium_path():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "The browser tests need Debian's chromium: sudo apt-get install chromium"
    return path


@pytest.fixture(scope="session")
def binary():
    default = pathlib.Path(__file__).resolve().parents[2] / ".build" / "debug" / "polyptych"
    path = pathlib.Path(os.environ.get("POLYPTYCH_BIN", default))
    assert path.exists(), f"There is no {path}: build first, or name the binary in POLYPTYCH_BIN."
    return path


@pytest.fixture(scope="session")
def rendered_workspace(binary, tmp_path_factory):
    """Rendered once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("rendered") / "workspace"
    subprocess.run(
        [binary, "sample-data", "--workspace", folder, "--project", "sample", "--sets", str(SETS), "--seed", "7", "--quiet"],
        check=True, timeout=300)
    return folder


class Refused(Exception):
    """An answer of the interface that is not a success."""

    def __init__(self, status, error):
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status, self.code, self.details = status, error.get("code"), error.get("details") or {}


class Server:
    """`polyptych serve` on one workspace; can be stopped and started again on the same port."""

    def __init__(self, binary, workspace):
        self.binary, self.workspace, self.process, self.output = binary, pathlib.Path(workspace), None, []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, "serve", "--workspace", self.workspace, "--port", str(self.port), "--no-browser"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "The server ended:\n" + "".join(self.output)
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError("The server does not listen:\n" + "".join(self.output))

    def _read(self, process):
        for line in process.stdout:
            self.output.append(line)

    def stop(self, kill=False):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL if kill else signal.SIGTERM)
            self.process.wait(timeout=30)

    @property
    def token(self):
        return (self.workspace / "token").read_text().strip()

    @property
    def launch_url(self):
        found = re.search(r"https?://\S+/launch\?\S+", "".join(self.output))
        assert found, "No launch URL was printed:\n" + "".join(self.output)
        return found.group(0)

    def call(self, method, path, body=None, version=None):
        """One request as a script makes it; the JSON answer, or `Refused`."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            text = error.read()
            raise Refused(error.code, json.loads(text)["error"] if text else {}) from None

    @property
    def project(self):
        return self.call("GET", "/projects")["projects"][0]["id"]

    def set_ids(self, query=""):
        """Ids in key order, as the light table shows them."""
        found, after = [], None
        while True:
            path = f"/projects/{self.project}/sets?limit=100&sort=key&query={urllib.request.quote(query)}"
            page = self.call("GET", path + (f"&after={urllib.request.quote(after)}" if after else ""))
            found += [entry["id"] for entry in page["sets"]]
            after = page.get("next")
            if not after:
                return found

    def set(self, set_id):
        return self.call("GET", f"/sets/{set_id}")

    def edit(self, set_id, *edits, why="prepared"):
        return self.call("POST", f"/sets/{set_id}/edits", {"edits": list(edits), "why": why}, self.set(set_id)["version"])


@pytest.fixture
def server(binary, rendered_workspace, tmp_path):
    workspace = tmp_path / "workspace"
    shutil.copytree(rendered_workspace, workspace)
    running = Server(binary, workspace).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(browser, server):
    """`open_page("/p/1", theme="dark", size=(1024, 768), allow=[r"412"])`: a page of a browser of its own, signed in."""
    opened = []

    def open_one(path="/", theme="light", size=(1440, 900), allow=(), **options):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme, **options)
        context.set_default_timeout(10_000)
        answer = context.request.post(f"{server.url}/api/v1/session", data={"token": server.token}, headers={"Origin": server.url})
        assert answer.ok, f"Signing in: {answer.status} {answer.text()}"
        page = context.new_page()
        page.faults, page.allow = [], list(allow)
        page.on("console", lambda message: page.faults.append(f"{message.type}: {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(f"uncaught: {error}"))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', event =>"
            " console.error(`content security: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))")
        opened.append((context, page))
        page.goto(f"{server.url}/#{path}")
        return page

    yield open_one
    faults = []
    for context, page in opened:
        faults += [fault for fault in page.faults if not any(re.search(pattern, fault) for pattern in page.allow)]
        context.close()
    assert not faults, "The browser complained:\n" + "\n".join(faults)


@pytest.fixture
def open_set(open_page, server):
    """The editor on one set (by default the first in key order), its stage ready and focused."""

    def open_one(set_id=None, **options):
        set_id = set_id or server.set_ids()[0]
        page = open_page(f"/p/{server.project}/set/{set_id}", **options)
        page.wait_for_selector(".composite .panel")
        page.wait_for_function("() => document.activeElement?.closest('.composite')")
        page.wait_for_selector(".progress-words")
        return page

    return open_one
