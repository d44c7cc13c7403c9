"""What the tests outside Swift share: a running server as a script sees it, and the commands as a shell sees them."""

import json
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request


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
        deadline = time.monotonic() + 20
        while not (found := re.search(r"https?://\S+/launch\?\S+", "".join(self.output))) and time.monotonic() < deadline:
            time.sleep(0.05)
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


class Outcome:
    """What a command printed and how it ended."""

    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def json(self):
        try:
            return json.loads(self.out)
        except ValueError:
            raise AssertionError(f"This is no JSON: {self}") from None

    def __str__(self):
        return f"exit {self.code}\n{self.out[-3000:]}\n{self.err[-3000:]}"


class Commands:
    """`polyptych` as a shell calls it, on one workspace."""

    def __init__(self, binary, workspace):
        self.binary, self.workspace = binary, pathlib.Path(workspace)

    def words(self, command, *options):
        on = [] if command in ("verify", "routes") else ["--workspace", self.workspace]
        return [str(word) for word in (self.binary, command, *on, *options)]

    def __call__(self, command, *options, expect=None, timeout=180, **how):
        """Runs to the end; `expect` is the exit code that must come."""
        done = Outcome(subprocess.run(
            self.words(command, *options), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, **how))
        assert expect is None or done.code == expect, f"{command} {options}: {done}"
        return done

    def start(self, command, *options, **how):
        """Starts and returns the process."""
        return subprocess.Popen(
            self.words(command, *options), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)

    def healthy(self):
        """Every check of `doctor --deep` but the machine's free space."""
        checks = self("doctor", "--deep", "--json").json
        faults = [check for check in checks if not check["passed"] and check["name"] != "space"]
        assert not faults, faults
        assert {"database", "originals"} <= {check["name"] for check in checks}, checks
