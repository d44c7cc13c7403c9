"""Looking at views: crop and focus, layout, zoom; and how the page itself stands up."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from editor_helpers import eventually, saved


@pytest.fixture
def first(server):
    return server.edit(server.set_ids()[0], {"edit": "setLayout", "layout": {"arrangement": "row", "cell": "square", "fit": "cover"}})


def test_crop_by_keyboard_is_kept_with_enter(server, open_set, first):
    page = open_set(first["id"])
    image = first["state"]["views"][0]["image"]
    page.keyboard.press("c")
    page.wait_for_selector(".crop-rect:focus")
    page.get_by_role("button", name="Edge left", exact=True).focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    saved(page, first["version"] + 1)
    crop = server.set(first["id"])["state"]["views"][0]["crop"]
    assert crop["x"] > 0
    assert crop["x"] + crop["width"] == image["width"]
    assert crop["height"] == image["height"]


def test_escape_leaves_the_crop_as_it_was(server, open_set, first):
    page = open_set(first["id"])
    page.keyboard.press("c")
    page.wait_for_selector(".crop-rect:focus")
    page.get_by_label("Crop width").fill("64")
    page.keyboard.press("Escape")
    page.wait_for_selector(".crop", state="detached")
    assert server.set(first["id"])["version"] == first["version"]


def test_the_focus_point_moves_what_cover_shows(server, open_set, first):
    page = open_set(first["id"])
    page.keyboard.press("c")
    page.wait_for_selector(".crop-rect:focus")
    page.get_by_label("Focus x in thousandths").fill("0")
    page.get_by_label("Focus x in thousandths").press("Tab")
    page.get_by_role("button", name="Keep the crop").click()
    saved(page, first["version"] + 1)
    after = server.set(first["id"])
    assert after["state"]["views"][0]["focus"]["x"] == 0
    image, source = after["state"]["views"][0]["image"], after["plan"]["panels"][0]["source"]
    if image["width"] > image["height"]:
        assert source["x"] == 0


def test_the_stage_shows_the_plan_of_the_server(server, open_set, first):
    page = open_set(first["id"])
    plan = first["plan"]
    stage = page.locator(".composite").bounding_box()
    scale = stage["width"] / plan["width"]
    for panel in plan["panels"]:
        box = page.locator(f"#panel-{panel['view']}").bounding_box()
        assert abs(box["x"] - stage["x"] - panel["box"]["x"] * scale) < 1
        assert abs(box["width"] - panel["box"]["width"] * scale) < 1
    facts = page.locator(".composite-facts").inner_text()
    assert f"{plan['width']} × {plan['height']}" in facts
    eventually(lambda: page.locator(".composite-final.shown").count() == 1)


@pytest.mark.parametrize("name, arrangement", [("Column", "column"), ("Grid", "grid")])
def test_the_layout_switch_changes_the_plan(server, open_set, first, name, arrangement):
    page = open_set(first["id"])
    page.get_by_role("button", name=name, exact=True).click()
    saved(page, first["version"] + 1)
    assert server.set(first["id"])["effective"]["layout"]["arrangement"] == arrangement


def test_zoom_is_the_same_in_every_panel(open_set, first):
    page = open_set(first["id"])
    page.keyboard.press("z")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    transforms = eventually(lambda: [value for value in page.eval_on_selector_all(".panel-zoom", "zooms => zooms.map(zoom => zoom.style.transform)") if value])
    assert len(transforms) == len(first["state"]["views"])
    assert len(set(transforms)) == 1
    page.keyboard.press("Escape")
    eventually(lambda: not any(page.eval_on_selector_all(".panel-zoom", "zooms => zooms.map(zoom => zoom.style.transform)")))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (512, 384)], ids=["wide", "small", "zoomed"])
def test_the_editor_is_accessible_and_nothing_sticks_out(open_set, first, theme, size):
    """axe writes styles of its own into the page, hence the policy is set aside in this one test."""
    page = open_set(first["id"], theme=theme, size=size, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(page, context="set-editor", options={"preload": False})
    assert results.violations_count == 0, results.generate_report()
    page.keyboard.press("c")
    page.wait_for_selector(".crop")
    results = Axe().run(page, context="set-editor", options={"preload": False})
    assert results.violations_count == 0, results.generate_report()
