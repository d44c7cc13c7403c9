"""Words are edited where they stand, saved when left, and never lost."""

import pytest
from editor_helpers import captions, eventually, order_of, saved, shown_prompt


@pytest.fixture
def first(server):
    return server.set(server.set_ids()[0])


def test_e_edits_the_focused_view_and_enter_saves(server, open_set, first):
    page = open_set(first["id"])
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("a red kite over the roof")
    page.keyboard.press("Enter")
    saved(page, first["version"] + 1)
    after = server.set(first["id"])
    assert after["state"]["views"][0]["caption"] == "a red kite over the roof"
    assert shown_prompt(page) == after["rendered"]["text"]
    assert page.evaluate("Boolean(document.activeElement.closest('.composite'))"), "the keyboard is back on the stage"


def test_correcting_a_word_and_accepting_is_e_typing_and_one_chord(server, open_set, first):
    page = open_set(first["id"])
    second = server.set_ids()[1]
    page.keyboard.press("e")
    page.keyboard.type(", at dusk")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/set/{second}")
    after = server.set(first["id"])
    assert after["state"]["review"]["status"] == "accepted"
    assert after["state"]["views"][0]["caption"] == first["state"]["views"][0]["caption"] + ", at dusk"
    assert after["state"]["review"]["pinned"]["text"] == after["rendered"]["text"]


def test_letters_typed_into_words_never_act_as_keys(server, open_set, first):
    page = open_set(first["id"])
    page.keyboard.press("e")
    page.keyboard.type("xnfcz h 1 2 ")
    assert page.locator("dialog").count() == 0
    assert page.url.endswith(f"/set/{first['id']}")
    page.keyboard.press("Escape")
    saved(page, first["version"] + 1)
    after = server.set(first["id"])
    assert order_of(after) == order_of(first)
    assert after["state"]["views"][0]["caption"].endswith("xnfcz h 1 2")


def test_markup_in_words_stays_text(server, open_set, first):
    page = open_set(first["id"])
    hostile = "<img src=x onerror=alert(1)> & <b>bold</b>"
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type(hostile)
    page.keyboard.press("Enter")
    saved(page, first["version"] + 1)
    page.reload()
    page.wait_for_selector(".words.segment")
    assert page.locator(".words.segment").first.text_content() == hostile
    assert page.locator(".words img, .words b").count() == 0


def test_pasted_line_breaks_become_spaces(server, open_set, first):
    page = open_set(first["id"])
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("one\ntwo\n\nthree")
    page.keyboard.press("Enter")
    saved(page, first["version"] + 1)
    assert server.set(first["id"])["state"]["views"][0]["caption"] == "one two three"


def test_words_typed_while_the_server_is_away_arrive_later(server, open_set, first):
    page = open_set(first["id"], allow=[r"Failed to load resource", r"ERR_CONNECTION_REFUSED"])
    server.stop()
    page.keyboard.press("e")
    page.keyboard.type(" far away")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.saving').textContent.startsWith('Not saved, retrying')")
    server.start()
    saved(page, first["version"] + 1)
    assert server.set(first["id"])["state"]["views"][0]["caption"].endswith(" far away")


def test_a_draft_survives_a_closed_tab_and_can_be_taken_up(server, open_set, first):
    page = open_set(first["id"], allow=[r"Failed to load resource", r"ERR_FAILED"])
    page.route("**/edits", lambda route: route.abort())
    page.keyboard.press("e")
    page.keyboard.type(" not to be lost")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.saving').textContent.startsWith('Not saved')")
    page.unroute("**/edits")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.goto(f"{server.url}/#/p/{server.project}/set/{first['id']}")
    page.get_by_role("button", name="Use them").click()
    eventually(lambda: server.set(first["id"])["state"]["views"][0]["caption"].endswith(" not to be lost"))


def test_a_detached_segment_leaves_the_caption_alone(server, open_set, first):
    page = open_set(first["id"])
    page.get_by_role("button", name="More about the prompt").click()
    page.get_by_role("button", name="Detach").click()
    saved(page, first["version"] + 1)
    page.keyboard.press("e")
    page.keyboard.type(" only here")
    page.keyboard.press("Enter")
    saved(page, first["version"] + 2)
    after = server.set(first["id"])
    assert captions(after) == captions(first)
    assert after["state"]["views"][0]["detached"]["text"].endswith(" only here")


def test_every_caption_of_sixteen_views_can_be_reached_on_a_small_zoomed_page(server, open_set):
    """1024 pixels at 200 % zoom are 512."""
    set_id = server.set_ids()[0]
    detail = server.set(set_id)
    image = detail["state"]["views"][0]["image"]
    count = len(detail["state"]["views"])
    edits = [{"edit": "addView", "view": {"id": f"extra{n}", "image": image, "caption": f"extra words {n}"}, "at": n} for n in range(count, 16)]
    server.edit(set_id, *edits)
    page = open_set(set_id, size=(512, 384))
    segments = page.locator(".words.segment")
    assert segments.count() == 16
    for index in (0, 7, 15):
        segments.nth(index).scroll_into_view_if_needed()
        segments.nth(index).click()
        assert segments.nth(index).evaluate("words => words === document.activeElement")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out sideways"
