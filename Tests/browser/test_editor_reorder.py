"""Reordering: every way goes through one machine, words follow their image, one undo step takes it back."""

import pytest
from editor_helpers import captions, focused_view, markers, order_of, saved, shown_order, shown_prompt, spoken


@pytest.fixture
def pair(server):
    """A structured set with at least two views, in a row."""
    for set_id in server.set_ids():
        detail = server.set(set_id)
        if len(detail["state"]["views"]) >= 2 and detail["state"]["prompt"]["kind"] == "structured":
            return server.edit(set_id, {"edit": "setLayout", "layout": {"arrangement": "row", "cell": "square", "fit": "cover"}})
    raise AssertionError("The sample has no structured set of two views or more.")


def drag(page, view, onto):
    start, end = (page.locator(f"#panel-{name}").bounding_box() for name in (view, onto))
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2 + 12, start["y"] + start["height"] / 2, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


WAYS = {
    "Shift and an arrow": lambda page, order: page.keyboard.press("Shift+ArrowRight"),
    "a digit": lambda page, order: page.keyboard.press("2"),
    "Space, an arrow, Space": lambda page, order: [page.keyboard.press(key) for key in (" ", "ArrowRight", " ")],
    "Space, an arrow, Enter": lambda page, order: [page.keyboard.press(key) for key in (" ", "ArrowRight", "Enter")],
    "a button": lambda page, order: page.get_by_role("button", name="forward").click(),
    "the pointer": lambda page, order: drag(page, order[0], order[1]),
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.replace(" ", "-"))
def test_a_view_moves_and_its_words_follow(server, open_set, pair, way):
    before = order_of(pair)
    page = open_set(pair["id"])
    assert shown_order(page) == before
    WAYS[way](page, before)
    expected = [before[1], before[0], *before[2:]]
    saved(page, pair["version"] + 1)
    assert shown_order(page) == expected
    after = server.set(pair["id"])
    assert order_of(after) == expected
    assert captions(after) == captions(pair)
    assert markers(after["rendered"]["text"]) == markers(pair["rendered"]["text"])
    assert shown_prompt(page) == after["rendered"]["text"]


def test_one_undo_restores_order_words_and_markers(server, open_set, pair):
    page = open_set(pair["id"])
    page.keyboard.press("Shift+ArrowRight")
    saved(page, pair["version"] + 1)
    page.keyboard.press("Control+z")
    saved(page, pair["version"] + 2)
    assert server.set(pair["id"])["state"] == pair["state"]
    assert shown_order(page) == order_of(pair)
    page.keyboard.press("Control+Shift+z")
    saved(page, pair["version"] + 3)
    assert shown_order(page)[:2] == order_of(pair)[1::-1]


def test_the_prompt_is_right_before_the_server_answers(server, open_set, pair):
    page = open_set(pair["id"])
    gate = []
    page.route("**/edits", lambda route: gate.append(route))
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("() => document.querySelector('.saving').textContent.startsWith('Saving')")
    anticipated = shown_prompt(page)
    gate.pop().continue_()
    saved(page, pair["version"] + 1)
    assert anticipated == server.set(pair["id"])["rendered"]["text"]


def test_escape_puts_a_grabbed_view_back_and_nothing_is_saved(server, open_set, pair):
    page = open_set(pair["id"])
    page.keyboard.press(" ")
    spoken(page, "grabbed")
    page.keyboard.press("ArrowRight")
    spoken(page, "place 2 of")
    page.keyboard.press("Escape")
    spoken(page, "Put back")
    assert shown_order(page) == order_of(pair)
    assert server.set(pair["id"])["version"] == pair["version"]


def test_arrows_move_the_focus_and_the_hue_travels_with_the_view(open_set, pair):
    page = open_set(pair["id"])
    order = order_of(pair)
    hue = page.get_attribute(f"#panel-{order[0]}", "class").split("hue-")[1].split()[0]
    page.keyboard.press("ArrowRight")
    assert focused_view(page) == order[1]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    assert focused_view(page) == order[0]
    assert page.get_attribute(f"#panel-{order[0]}", "class").split("hue-")[1].split()[0] == hue


def test_a_digit_beyond_the_last_place_changes_nothing(server, open_set, pair):
    page = open_set(pair["id"])
    page.keyboard.press("9")
    spoken(page, "there is no place 9")
    assert server.set(pair["id"])["version"] == pair["version"]
