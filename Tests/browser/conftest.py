"""A real browser for every test in this folder, on the server that all tests share.

`open_page()` gives a signed-in page that fails the test on any console error, uncaught exception or content-security violation.
"""

import os
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright


def chromium_path():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "The browser tests need Debian's chromium: sudo apt-get install chromium"
    return path


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
