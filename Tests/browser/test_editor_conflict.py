"""Two browsers on one set: a stale tab never wins, and nobody's words are lost."""

import pytest
from editor_helpers import eventually, saved, shown_prompt

STALE = [r"412"]


@pytest.fixture
def first(server):
    set_id = server.set_ids()[0]
    view = server.set(set_id)["state"]["views"][0]["id"]
    return server.edit(set_id, {"edit": "setSegment", "view": view, "text": "a small red house by the lake"})


def type_words(page, text):
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def first_caption(server, detail):
    return server.set(detail["id"])["state"]["views"][0]["caption"]


@pytest.fixture
def clash(open_set, first):
    """Two browsers; the second saved while the first was typing into the same words."""
    mine, theirs = open_set(first["id"], allow=STALE), open_set(first["id"])
    type_words(mine, "a small red house by the frozen lake")
    type_words(theirs, "a small blue house by the lake")
    theirs.keyboard.press("Enter")
    saved(theirs, first["version"] + 1)
    mine.keyboard.press("Enter")
    mine.wait_for_selector("section.conflict")
    return mine, theirs


def test_the_other_persons_words_are_shown_and_nothing_is_written(server, first, clash):
    mine, _ = clash
    assert first_caption(server, first) == "a small blue house by the lake"
    assert "blue" in "".join(mine.locator("section.conflict ins").all_text_contents())
    assert "frozen" in mine.locator("section.conflict").inner_text()


@pytest.mark.parametrize("choice, words", [
    ("Keep mine", "a small red house by the frozen lake"),
    ("Take theirs", "a small blue house by the lake"),
    ("Merge", "a small blue house by the frozen lake"),
])
def test_the_choice_is_what_is_saved(server, first, clash, choice, words):
    mine, theirs = clash
    mine.get_by_role("button", name=choice).click()
    mine.wait_for_selector("section.conflict", state="detached")
    saved(mine)
    eventually(lambda: first_caption(server, first) == words)
    eventually(lambda: words in shown_prompt(mine))
    eventually(lambda: words in shown_prompt(theirs))


def test_a_clean_editor_follows_what_others_save(server, first, open_set):
    page = open_set(first["id"])
    server.edit(first["id"], {"edit": "setSegment", "view": first["state"]["views"][0]["id"], "text": "a tall green tower"})
    eventually(lambda: "a tall green tower" in shown_prompt(page))


def test_a_change_of_another_view_does_not_disturb_words_being_typed(server, first, open_set):
    page = open_set(first["id"])
    other = first["state"]["views"][1]["id"]
    type_words(page, "a small red house in the snow")
    server.edit(first["id"], {"edit": "setSegment", "view": other, "text": "its back door"})
    eventually(lambda: "its back door" in shown_prompt(page))
    assert page.evaluate("document.activeElement.textContent") == "a small red house in the snow"
    page.keyboard.press("Enter")
    saved(page, first["version"] + 2)
    assert first_caption(server, first) == "a small red house in the snow"


def test_accepting_a_set_that_somebody_changed_asks_first(server, first, open_set):
    page = open_set(first["id"], allow=STALE)
    page.route("**/events*", lambda route: route.abort())
    detail = server.set(first["id"])
    gate = []
    page.route("**/edits", lambda route: gate.append(route))
    page.keyboard.press("Enter")
    eventually(lambda: gate)
    server.edit(first["id"], {"edit": "setSegment", "view": detail["state"]["views"][0]["id"], "text": "something else"})
    gate.pop().continue_()
    page.wait_for_selector("section.conflict")
    assert server.set(first["id"])["state"]["review"]["status"] != "accepted"
    page.get_by_role("button", name="Take theirs").click()
    eventually(lambda: "something else" in shown_prompt(page))
