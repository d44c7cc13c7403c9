"""From signing in to shards on disk, without a pointer; and the same beginning with a folder chosen in the browser."""

import re

import pytest
import webdataset
from editor_helpers import eventually, order_of
from page_helpers import open_table, press_until_enabled, render_folder, tab_to


@pytest.fixture(scope="module")
def photographs(binary, tmp_path_factory):
    return render_folder(binary, tmp_path_factory.mktemp("photographs") / "things")


def sets_of(server, project):
    cards = server.call("GET", f"/projects/{project}/sets?limit=100&sort=key")["sets"]
    return [server.set(card["id"]) for card in cards]


def test_the_whole_journey_by_keyboard_alone(browser, server, photographs):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"))
    page.add_init_script("addEventListener('securitypolicyviolation', event => { throw Error(`content security: ${event.violatedDirective}`) })")
    keys = page.keyboard

    page.goto(server.url)
    page.wait_for_url("**/sign-in**")
    keys.type(server.token)
    keys.press("Enter")
    page.wait_for_selector("projects-page h1")

    tab_to(page, "New project")
    keys.press("Enter")
    page.wait_for_selector("dialog:modal input:focus")
    keys.type("By hand")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/#/p/\d+$"))
    project = int(page.url.rsplit("/", 1)[1])

    page.wait_for_selector("app-shell nav")
    keys.press("i")
    page.wait_for_selector("import-page form")
    tab_to(page, "Path")
    keys.type(str(photographs))
    keys.press("Enter")
    press_until_enabled(page, "Import 3 sets")
    tab_to(page, "Import 3 sets")
    keys.press("Enter")
    page.wait_for_selector("text=See the sets")
    tab_to(page, "See the sets")
    keys.press("Enter")
    open_table(page, 3)

    keys.press("g")
    page.wait_for_function("() => document.activeElement.role === 'gridcell'")
    keys.press("Enter")
    page.wait_for_function("() => document.activeElement?.closest('.composite')")
    page.wait_for_selector(".progress-words")
    opened = int(page.url.rsplit("/", 1)[1])
    before = server.set(opened)
    keys.press("Shift+ArrowRight")
    eventually(lambda: server.set(opened)["version"] > before["version"])
    after = server.set(opened)
    assert order_of(after)[:2] == order_of(before)[1::-1]
    order = [found["key"] for found in sets_of(server, project)]
    for key in order:
        page.wait_for_function("key => document.querySelector('editor-bar h1')?.textContent.includes(key) && document.activeElement?.closest('.composite')", arg=key)
        keys.press("Enter")
    page.wait_for_selector("text=That was the last of 3 sets")
    eventually(lambda: all(found["state"]["review"]["status"] == "accepted" for found in sets_of(server, project)))

    tab_to(page, "Exports")
    keys.press("Enter")
    press_until_enabled(page, "Export 3 sets")
    tab_to(page, "Export 3 sets")
    keys.press("Enter")
    page.wait_for_selector("text=Files and reading", timeout=60_000)

    shards = sorted(str(path) for path in (server.workspace / "exports" / "by-hand").glob("*.tar"))
    samples = {sample["__key__"]: sample for sample in webdataset.WebDataset(shards, shardshuffle=False).decode("pil")}
    accepted = {found["key"]: found for found in sets_of(server, project)}
    assert samples.keys() == accepted.keys()
    for key, sample in samples.items():
        assert sample["txt"] == accepted[key]["rendered"]["text"]
        assert sample["png"].size == (accepted[key]["plan"]["width"], accepted[key]["plan"]["height"])
    context.close()
    assert not faults


def test_a_folder_chosen_in_the_browser_is_uploaded_planned_and_imported(server, open_page, photographs):
    project = server.call("POST", "/projects", {"name": "Uploaded"})["id"]
    page = open_page(f"/p/{project}/import")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a folder").click()
    chooser.value.set_files(str(photographs))
    press_until_enabled(page, "Import 3 sets")
    assert page.locator(".plan-views img").count() == len(list(photographs.glob("*/*.[jp][pn]g")))
    page.get_by_role("button", name="Import 3 sets").click()
    page.get_by_role("link", name="See the sets").click()
    open_table(page, 3)
    found = sets_of(server, project)
    assert [entry["key"] for entry in found] == sorted(folder.name for folder in photographs.iterdir())
    told = {(folder.name, words.read_text().strip()) for folder in photographs.iterdir() for words in folder.glob("*.txt")}
    assert {(entry["key"], view["caption"]) for entry in found for view in entry["state"]["views"]} == told


def test_a_caption_file_alone_is_matched_to_the_sets_that_are_there(server, open_page, tmp_path):
    first = server.set(server.set_ids()[0])
    rows = tmp_path / "prompts.csv"
    rows.write_text(f"set,summary\n{first['key']},words from a table\nnobody,words for nobody\n")
    page = open_page(f"/p/{server.project}/import")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files(str(rows))
    press_until_enabled(page, "Import 1 row")
    assert "nobody" in page.locator("import-page").inner_text()
    page.get_by_role("button", name="Import 1 row").click()
    page.get_by_role("link", name="See the sets").wait_for()
    eventually(lambda: "words from a table" in server.set(first["id"])["rendered"]["text"])
