"""The review loop by keyboard alone."""

from editor_helpers import eventually, order_of, saved, spoken


def status(server, set_id):
    return server.set(set_id)["state"]["review"]["status"]


def test_enter_accepts_and_goes_on_to_the_end(server, open_set):
    ids = server.set_ids()
    page = open_set(ids[0])
    for place, set_id in enumerate(ids):
        assert page.locator(".progress-words").text_content() == f"set {place + 1} of {len(ids)}"
        page.keyboard.press("Enter")
        if set_id != ids[-1]:
            page.wait_for_url(f"**/set/{ids[place + 1]}")
            page.wait_for_function("place => document.querySelector('.progress-words')?.textContent.startsWith(place) && document.activeElement.closest('.composite')", arg=f"set {place + 2} ")
    spoken(page, "the last of")
    assert {status(server, set_id) for set_id in ids} == {"accepted"}


def test_backspace_walks_back_and_r_reopens(server, open_set):
    first, second = server.set_ids()[:2]
    page = open_set(first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/set/{second}")
    page.wait_for_function("() => document.activeElement.closest('.composite')")
    page.keyboard.press("Backspace")
    page.wait_for_url(f"**/set/{first}")
    page.wait_for_selector(".status[data-state=accepted]")
    before = order_of(server.set(first))
    page.keyboard.press("Shift+ArrowRight")
    spoken(page, "frozen")
    assert order_of(server.set(first)) == before
    page.keyboard.press("r")
    eventually(lambda: status(server, first) == "ready")
    page.wait_for_selector(".status[data-state=ready]")


def test_x_rejects_with_a_reason_and_goes_on(server, open_set):
    first, second = server.set_ids()[:2]
    page = open_set(first)
    page.keyboard.press("x")
    page.get_by_label("Why").fill("the roof is cut off")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/set/{second}")
    review = server.set(first)["state"]["review"]
    assert review["status"] == "rejected"
    assert review["reason"] == "the roof is cut off"


def test_n_skips_without_deciding(server, open_set):
    first, second = server.set_ids()[:2]
    page = open_set(first)
    page.keyboard.press("n")
    page.wait_for_url(f"**/set/{second}")
    assert status(server, first) in ("draft", "ready")


def test_enter_inside_a_button_does_what_the_button_says(server, open_set):
    first = server.set_ids()[0]
    page = open_set(first)
    before = status(server, first)
    page.get_by_role("button", name="History").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".history")
    assert status(server, first) == before
    assert page.url.endswith(f"/set/{first}")


def test_a_repeating_enter_key_accepts_once(server, open_set):
    ids = server.set_ids()
    page = open_set(ids[0])
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.wait_for_url(f"**/set/{ids[1]}")
    page.wait_for_function("() => document.activeElement.closest('.composite')")
    assert status(server, ids[1]) != "accepted"


def test_the_next_set_is_read_before_it_is_asked_for(server, open_set):
    ids = server.set_ids()
    page = open_set(ids[0])
    page.wait_for_selector(".next-set img")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(f"/sets/{ids[1]}") else None)
    page.keyboard.press("n")
    page.wait_for_url(f"**/set/{ids[1]}")
    page.wait_for_function("() => document.activeElement.closest('.composite')")
    assert asked == []


def test_every_key_of_the_editor_is_printed_in_the_overlay(open_set):
    page = open_set()
    page.keyboard.press("?")
    overlay = page.locator("dialog")
    overlay.wait_for()
    text = overlay.inner_text()
    for title in ("Accept and go on", "Reject with a reason", "Repair the first finding", "Crop and focus of the view", "Zoom all views together", "Undo your last change"):
        assert title in text
