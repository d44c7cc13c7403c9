"""History and undo: every revision is there, any can be restored, undo survives a restart."""

from editor_helpers import captions, order_of, saved, shown_order


def open_history(page):
    page.keyboard.press("h")
    page.wait_for_selector(".revisions li")


def test_undo_works_after_the_server_was_killed_and_started_again(server, open_set):
    before = server.set(server.set_ids()[0])
    page = open_set(before["id"], allow=[r"Failed to load resource", r"ERR_"])
    page.keyboard.press("Shift+ArrowRight")
    saved(page, before["version"] + 1)
    server.stop(kill=True)
    server.start()
    page.reload()
    page.wait_for_function("() => document.activeElement.closest('.composite')")
    page.keyboard.press("Control+z")
    saved(page, before["version"] + 2)
    assert server.set(before["id"])["state"] == before["state"]


def test_history_tells_who_what_and_why_and_restores(server, open_set):
    before = server.set(server.set_ids()[0])
    view = before["state"]["views"][0]["id"]
    server.edit(before["id"], {"edit": "setSegment", "view": view, "text": "words that will be regretted"}, why="a hasty change")
    page = open_set(before["id"])
    open_history(page)
    newest = page.locator(".revisions li").first
    assert "a hasty change" in newest.inner_text()
    assert "regretted" in "".join(newest.locator("ins").all_text_contents())
    page.get_by_role("button", name=f"Restore version {before['version']}", exact=True).click()
    saved(page, before["version"] + 2)
    assert captions(server.set(before["id"])) == captions(before)


def test_undo_says_what_it_took_back(server, open_set):
    before = server.set(server.set_ids()[0])
    page = open_set(before["id"])
    page.keyboard.press("Shift+ArrowRight")
    saved(page, before["version"] + 1)
    page.keyboard.press("Control+z")
    saved(page, before["version"] + 2)
    assert shown_order(page) == order_of(before)
    assert "Undone" in page.locator("#toasts").inner_text()


def test_escape_closes_the_history_and_the_keyboard_is_on_the_stage(open_set):
    page = open_set()
    open_history(page)
    page.keyboard.press("Escape")
    page.wait_for_selector(".history", state="detached")
    page.wait_for_function("() => document.activeElement.closest('.composite')")
