"""HTTP to the letter: requests as no well-behaved client would send them."""

import json
import re
import socket


class Answer:
    def __init__(self, raw):
        head, _, body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        found = re.match(r"HTTP/1\.1 (\d{3})", lines[0])
        assert found, f"This is no answer: {raw[:200]!r}"
        self.status = int(found.group(1))
        self.fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        self.headers = dict(self.fields)
        self.body = unchunked(body) if self.headers.get("transfer-encoding") == "chunked" else body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        return self.json["error"]

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:400]!r}"


def unchunked(body):
    whole = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        count = int(size.split(b";")[0] or b"0", 16)
        if count == 0:
            return whole
        whole += rest[:count]
        body = rest[count + 2:]
    return whole


def send(port, method, target, headers, body=b"", timeout=30, read_to_end=True):
    """One request with exactly these header lines; the whole answer until the server closes."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), "Connection: close"]
    if body and not any(name.lower() in ("content-length", "transfer-encoding") for name, _ in headers):
        lines.append(f"Content-Length: {len(body)}")
    raw = b""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        try:
            connection.sendall("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it answered and closed before it had heard everything
        try:
            while piece := connection.recv(65536):
                raw += piece
        except ConnectionResetError:
            pass
    return Answer(raw)
