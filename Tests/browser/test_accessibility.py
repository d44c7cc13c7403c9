"""axe finds nothing on any page, in light and in dark; nothing sticks out at 1024 px and at 200 % zoom."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_helpers import open_table

READY = {"/import": ".import-choose", "/exports": ".export-grid .plan-body h2", "/settings": ".before-after", "/health": ".histogram",
         "/history": ".timeline", "/snapshots": ".row-list li"}


def pages(server):
    """Every page but the editor, with what it shows when it is ready."""
    server.call("POST", f"/projects/{server.project}/snapshots", {"name": "now"})
    return {"/": ".project-card img", "/jobs": "jobs-page .empty, jobs-page .job", f"/p/{server.project}": "set-grid .key",
            **{f"/p/{server.project}{path}": ready for path, ready in READY.items()}}


def visit(page, path, ready):
    page.evaluate("path => { location.hash = path }", path)
    page.wait_for_selector(ready)


def found(page, where, theme):
    rules = {} if theme == "light" else {"runOnly": ["color-contrast"]}  # nothing else depends on the theme
    results = Axe().run(page, options={"preload": False, **rules})
    return [f"{where}: {entry['id']}: {node['html'][:160]} {node['failureSummary']}" for entry in results.response["violations"] for node in entry["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible(server, open_page, theme):
    """axe writes styles of its own into the page, hence the policy is set aside in this one test."""
    view = server.set(server.set_ids()[0])["state"]["views"][0]["id"]
    server.edit(server.set_ids()[0], {"edit": "setSegment", "view": view, "text": ""})
    page = open_page(f"/p/{server.project}", theme=theme, bypass_csp=True)
    open_table(page, 8)
    faults = found(page, "light table", theme)
    page.keyboard.press("Control+a")
    page.wait_for_selector(".selection-bar")
    page.keyboard.press("h")
    page.get_by_label("Find", exact=True).fill("a")
    page.wait_for_selector(".batch-list")
    faults += found(page, "batch preview", theme)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("dialog:modal")
    faults += found(page, "keys", theme)
    page.keyboard.press("Escape")
    for path, ready in pages(server).items():
        visit(page, path, ready)
        faults += found(page, path, theme)
    page.context.clear_cookies()
    page.goto(f"{server.url}/sign-in")
    faults += found(page, "sign in", theme)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", [(1024, 768), (512, 384)], ids=["small", "zoomed"])
def test_nothing_sticks_out(server, open_page, size):
    page = open_page("/", size=size)
    wide = []
    for path, ready in pages(server).items():
        visit(page, path, ready)
        if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            wide.append(path)
    assert not wide
