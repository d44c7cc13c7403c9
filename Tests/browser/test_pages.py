"""The other pages: each number leads to its sets, nothing is kept before it was seen, another project is another page."""

import pytest
from editor_helpers import eventually, shown_prompt
from page_helpers import names, open_table, press_until_enabled


@pytest.mark.parametrize("where", ["", "/import", "/exports", "/settings", "/history", "/health", "/snapshots"])
def test_another_project_is_another_page(server, open_page, where):
    full, key = server.project, server.set(server.set_ids()[0])["key"]
    empty = server.call("POST", "/projects", {"name": "Nothing yet"})["id"]
    page = open_page(f"/p/{full}{where}")
    page.wait_for_selector(f"app-router > [project='{full}'] h1")
    page.evaluate("() => { document.querySelector('app-router').firstElementChild.old = true }")
    page.evaluate("where => { location.hash = where }", f"/p/{empty}{where}")
    page.wait_for_selector(f"app-router > [project='{empty}']")
    assert not page.evaluate("document.querySelector('app-router').firstElementChild.old")
    page.wait_for_selector("app-router h1")
    assert key not in page.locator("app-router").inner_text()


def test_settings_show_real_sets_before_and_after_and_keep_nothing_unasked(server, open_page):
    page = open_page(f"/p/{server.project}/settings")
    page.wait_for_selector(".before-after .plan-figure")
    before = server.call("GET", f"/projects/{server.project}")["version"]
    page.get_by_role("button", name="Column", exact=True).click()
    page.wait_for_selector("text=sets would change")
    figures = page.locator(".before-after").first.locator("figcaption")
    eventually(lambda: figures.count() == 2)
    assert [text.split()[0] for text in figures.all_text_contents()] == ["before", "after"]
    assert server.call("GET", f"/projects/{server.project}")["version"] == before
    page.get_by_role("button", name="Keep these settings").click()
    eventually(lambda: server.call("GET", f"/projects/{server.project}")["version"] > before)


def test_a_number_of_the_health_page_opens_its_sets(server, open_page):
    view = server.set(server.set_ids()[2])["state"]["views"][0]["id"]
    server.edit(server.set_ids()[2], {"edit": "setSegment", "view": view, "text": ""})
    expected = [server.set(found)["key"] for found in server.set_ids("severity:error")]
    page = open_page(f"/p/{server.project}/health")
    tile = page.locator(".tiles a", has_text="with errors")
    assert tile.locator("b").inner_text() == str(len(expected))
    tile.click()
    open_table(page, len(expected))
    eventually(lambda: names(page) == expected)


def test_two_snapshots_tell_word_by_word_what_differs(server, open_page):
    set_id = server.set_ids()[0]
    view = server.set(set_id)["state"]["views"][0]["id"]
    for name, words in (("before", "a quiet lake"), ("after", "a stormy lake")):
        server.edit(set_id, {"edit": "setSegment", "view": view, "text": words})
        server.call("POST", f"/projects/{server.project}/snapshots", {"name": name})
    page = open_page(f"/p/{server.project}/snapshots")
    page.get_by_label("Compare before").check()
    page.get_by_label("Compare after").check()
    row = page.locator(".diff-row")
    row.wait_for()
    assert (row.locator("del").inner_text(), row.locator("ins").inner_text()) == ("quiet", "stormy")


def test_history_is_told_and_taken_back(server, open_page):
    first = server.set(server.set_ids()[0])
    server.edit(first["id"], {"edit": "setSummary", "text": "something hasty"}, why="a hasty change")
    page = open_page(f"/p/{server.project}/history")
    page.wait_for_selector("text=a hasty change")
    page.locator("history-page").get_by_role("button", name="Undo").click()
    eventually(lambda: server.set(first["id"])["state"] == first["state"])
    page.wait_for_selector(".timeline .undone")


def test_an_export_under_way_offers_no_check_that_could_only_fail(server, open_page):
    page = open_page(f"/p/{server.project}/exports")
    page.get_by_role("button", name="Any state", exact=True).click()
    press_until_enabled(page, "Export 8 sets")
    page.route("**/exports", lambda route: route.fulfill(json={"exports": [{
        "id": 1, "name": "half", "state": "running", "createdAt": "2026-01-01T00:00:00Z", "order": {"format": "webdataset"}}]}) if route.request.method == "GET" else route.continue_())
    page.reload()
    page.wait_for_selector("text=half")
    assert page.get_by_role("button", name="Verify").count() == 0


def test_a_repair_asked_for_twice_happens_once(server, open_set):
    two = next(found for found in server.set_ids("views:2"))
    misspelt = server.edit(two, {"edit": "setText", "text": "[TWO-VIEWS] A shed; [LEFT] its door; [RIHGT] its window .."})
    page = open_set(two)
    gate = []
    page.route("**/fixes", lambda route: gate.append(route))
    page.keyboard.press("f")
    eventually(lambda: gate)
    page.keyboard.press("f")
    page.wait_for_timeout(200)
    assert len(gate) == 1
    gate.pop().continue_()
    eventually(lambda: server.set(two)["version"] == misspelt["version"] + 1)
    eventually(lambda: shown_prompt(page) == server.set(two)["rendered"]["text"])
    assert page.locator("editor-review .bad, set-editor .notice.bad, .toast.bad").count() == 0


def test_enter_pressed_again_while_the_next_set_is_on_its_way_skips_nothing(server, open_page):
    first, second = server.set_ids()[:2]
    page, gate = open_page("/"), []
    page.route(f"**/api/v1/sets/{second}", lambda route: gate.append(route))
    page.evaluate("path => { location.hash = path }", f"/p/{server.project}/set/{first}")
    page.wait_for_selector(".progress-words")
    page.wait_for_function("() => document.activeElement?.closest('.composite')")
    eventually(lambda: gate)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"set-editor[set='{second}']")
    assert page.evaluate("Boolean(document.activeElement?.closest('.composite'))")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.url.endswith(f"/set/{second}")
    for route in gate:
        route.continue_()
    page.wait_for_function("key => document.querySelector('editor-bar h1').textContent === key", arg=server.set(second)["key"])
    assert [server.set(found)["state"]["review"]["status"] == "accepted" for found in (first, second)] == [True, False]
