"""The light table: only what is near the window exists, queries and facets narrow, batches show what they would do."""

import pytest
from editor_helpers import eventually
from page_helpers import cells, names, open_table

SETS = 8


@pytest.fixture
def table(open_page, server):
    def open_one(path="", **options):
        page = open_page(f"/p/{server.project}{path}", **options)
        if not path:
            open_table(page, SETS)
        return page

    return open_one


def key_of(server, set_id):
    return server.set(set_id)["key"]


def focused_name(page):
    return page.evaluate("document.activeElement.querySelector?.('.key')?.textContent ?? null")


def test_only_sets_near_the_window_are_in_the_page(server, table):
    page = table(size=(700, 420))
    for _ in range(4):
        page.keyboard.press("+")
    eventually(lambda: cells(page).count() < SETS)
    ids = server.set_ids()
    page.keyboard.press("g")
    page.keyboard.press("End")
    eventually(lambda: focused_name(page) == key_of(server, ids[-1]))
    assert key_of(server, ids[0]) not in names(page)
    page.keyboard.press("Home")
    eventually(lambda: focused_name(page) == key_of(server, ids[0]))
    assert key_of(server, ids[-1]) not in names(page)


def test_a_query_and_a_facet_narrow_to_what_the_server_finds(server, table):
    page = table()
    word = key_of(server, server.set_ids()[0]).split("-")[-1]
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expected = [key_of(server, found) for found in server.set_ids(word)]
    assert 0 < len(expected) < SETS
    eventually(lambda: names(page) == expected)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    open_table(page, SETS)
    page.locator(".facet button", has_text="2 views").click()
    expected = [key_of(server, found) for found in server.set_ids("views:2")]
    assert 0 < len(expected) < SETS
    eventually(lambda: names(page) == expected)
    assert "views:2" in page.get_by_label("Search the sets").input_value()


def test_a_faulty_query_says_where_and_keeps_the_table(table):
    page = table(allow=[r"400", r"422"])
    page.keyboard.press("/")
    page.keyboard.type("views:many")
    page.keyboard.press("Enter")
    page.wait_for_selector("#query-fault:not([hidden])")
    assert page.locator(".paint .bad").inner_text() == "views:many"
    assert cells(page).count() > 0


def test_find_and_replace_is_previewed_left_out_of_applied_and_undone(server, table):
    ids = server.set_ids()[:3]
    for number, set_id in enumerate(ids):
        view = server.set(set_id)["state"]["views"][0]["id"]
        server.edit(set_id, {"edit": "setSegment", "view": view, "text": f"a zebra beside door {number}"})
    texts = lambda: [server.set(set_id)["rendered"]["text"] for set_id in ids]
    before = texts()
    page = table()
    page.keyboard.press("g")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator(".selection-bar strong").inner_text() == "3 selected"
    page.keyboard.press("h")
    page.wait_for_selector("dialog:modal")
    page.get_by_label("Find", exact=True).fill("zebra")
    page.get_by_label("Replace with").fill("horse")
    page.get_by_role("button", name="Replace in 3 sets").wait_for()
    assert [piece.strip() for piece in page.locator(".batch-list ins").all_text_contents()] == ["horse"] * 3
    assert texts() == before
    page.get_by_label(f"Include {key_of(server, ids[1])}").uncheck()
    page.get_by_role("button", name="Replace in 2 sets").click()
    page.wait_for_selector("dialog:modal", state="detached")
    eventually(lambda: ["horse" in text for text in texts()] == [True, False, True])
    page.get_by_role("button", name="Undo").click()
    eventually(lambda: texts() == before)


def test_accepting_a_selection_from_the_table(server, table):
    page = table()
    page.keyboard.press("Control+a")
    assert page.locator(".selection-bar strong").inner_text() == f"{SETS} selected"
    page.keyboard.press("a")
    page.get_by_role("button", name=f"Accept {SETS} sets").click()
    eventually(lambda: len(server.set_ids("status:accepted")) == SETS)
    eventually(lambda: page.locator("set-grid .status[data-state=accepted]").count() == SETS)


def test_a_table_follows_what_another_browser_does(server, table, open_set):
    here = table()
    there = open_set(server.set_ids()[0])
    assert here.locator("set-grid .status[data-state=accepted]").count() == 0
    there.keyboard.press("Enter")
    eventually(lambda: here.locator("set-grid .status[data-state=accepted]").count() == 1)
    assert names(here)[0] == key_of(server, server.set_ids()[0])
    eventually(lambda: here.locator(".facet button", has_text="accepted").count() == 1)


def test_a_table_says_when_sets_came_and_keeps_its_order(server, table):
    page = table()
    shown = names(page)
    server.call("POST", f"/projects/{server.project}/regroup", {"action": "duplicate", "sets": server.set_ids()[:1]})
    page.get_by_role("button", name="Order anew").wait_for()
    assert names(page) == shown
    page.get_by_role("button", name="Order anew").click()
    open_table(page, SETS + 1)


def test_information_puts_no_badge_on_a_set(server, table):
    page = table()
    grave = {card["key"] for card in server.call("GET", f"/projects/{server.project}/sets?limit=100")["sets"]
             if any(finding["severity"] != "information" for finding in card["findings"])}
    marked = page.eval_on_selector_all("set-grid [role=gridcell]:has(.badge) .key", "keys => keys.map(key => key.textContent)")
    assert set(marked) == grave
