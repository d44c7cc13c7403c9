"""Findings: shown with their place, repaired with one key, set aside with a reason."""

import pytest
from editor_helpers import eventually, saved, shown_prompt


@pytest.fixture
def misspelt(server):
    """A two-view set whose typed prompt misspells its second marker."""
    for set_id in server.set_ids():
        if len(server.set(set_id)["state"]["views"]) == 2:
            text = ("[TWO-VIEWS] This set of two images shows a shed by a lake. [IMAGE1] The first image shows its door. "
                    "[image 2] The second image shows its window.")
            return server.edit(set_id, {"edit": "setText", "text": text})
    raise AssertionError("The sample has no set of two views.")


def finding(detail, code):
    return next((entry for entry in detail["findings"] if entry["code"] == code and "dismissal" not in entry), None)


def test_f_repairs_the_first_finding_with_one_key(server, open_set, misspelt):
    assert finding(misspelt, "marker-near-miss"), [entry["code"] for entry in misspelt["findings"]]
    page = open_set(misspelt["id"])
    assert "[image 2]" in shown_prompt(page)
    page.keyboard.press("f")
    saved(page, misspelt["version"] + 1)
    after = server.set(misspelt["id"])
    assert "[IMAGE2]" in after["rendered"]["text"]
    assert finding(after, "marker-near-miss") is None


def test_shift_f_repairs_all_in_one_revision(server, open_set, misspelt):
    page = open_set(misspelt["id"])
    page.keyboard.press("Shift+F")
    saved(page, misspelt["version"] + 1)
    after = server.set(misspelt["id"])
    assert not [entry for entry in after["findings"] if entry.get("fix") and entry["severity"] == "error" and "dismissal" not in entry]


def test_a_repair_shows_what_it_will_change(open_set, misspelt):
    page = open_set(misspelt["id"])
    row = page.locator(".finding").filter(has_text="[image 2]").first
    assert "image 2" in row.locator("del").first.text_content()
    assert "IMAGE2" in row.locator("ins").first.text_content()


def test_a_finding_is_set_aside_with_a_reason_and_taken_up_again(server, open_set, misspelt):
    page = open_set(misspelt["id"])
    count = len([entry for entry in misspelt["findings"] if "dismissal" not in entry])
    page.locator(".finding").first.get_by_role("button", name="Set aside").click()
    page.get_by_label("Why it may stay").fill("the label on the crate reads so")
    page.get_by_role("button", name="Set aside", exact=True).click()
    saved(page, misspelt["version"] + 1)
    aside = [entry for entry in server.set(misspelt["id"])["findings"] if "dismissal" in entry]
    assert [entry["dismissal"]["why"] for entry in aside] == ["the label on the crate reads so"]
    page.get_by_text("1 set aside").click()
    page.get_by_role("button", name="Take up again").click()
    saved(page, misspelt["version"] + 2)
    assert len([entry for entry in server.set(misspelt["id"])["findings"] if "dismissal" not in entry]) == count


def test_the_place_of_a_finding_is_one_click_away(open_set, misspelt):
    page = open_set(misspelt["id"])
    page.locator(".finding").filter(has_text="[image 2]").first.locator(".finding-place button").click()
    assert eventually(lambda: page.evaluate("getSelection().toString()")) == "[image 2]"


def test_m_makes_a_verbatim_prompt_structured(server, open_set, misspelt):
    page = open_set(misspelt["id"])
    page.keyboard.press("f")
    saved(page, misspelt["version"] + 1)
    if server.set(misspelt["id"])["state"]["prompt"]["kind"] == "verbatim":
        page.keyboard.press("m")
        saved(page, misspelt["version"] + 2)
    after = server.set(misspelt["id"])
    assert after["state"]["prompt"]["kind"] == "structured"
    assert [view["caption"] for view in after["state"]["views"]] == ["its door", "its window"]
