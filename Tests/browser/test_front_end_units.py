"""The front end's models and helpers, tested in a page under the application's own content-security policy."""

import functools
import http.server
import pathlib
import threading

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ASSETS = HERE.parent.parent / "WebAssets"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


class Files(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}

    def translate_path(self, path):
        path = path.split("?")[0]
        folder, rest = (HERE, path) if path.startswith("/unit/") else (ASSETS, path)
        return str(folder / rest.lstrip("/"))

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def origin():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_every_claim_about_models_and_helpers_holds(origin, browser):
    page = browser.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(f"{origin}/unit/index.html")
    page.wait_for_selector("html[data-done]", state="attached", timeout=30_000)
    results = page.evaluate("window.results")
    page.close()
    passed = [r["name"] for r in results if r["ok"]]
    failed = [f"{r['name']}: {r['why']}" for r in results if not r["ok"]]
    assert not faults, faults
    assert not failed, "\n".join(failed)
    assert len(passed) >= 30, f"only {len(passed)} claims ran"
