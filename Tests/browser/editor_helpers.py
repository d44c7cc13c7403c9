"""What the tests of the set editor read from its page."""

import re
import time


def shown_order(page):
    """Views by place, as the stage tells them."""
    places = page.eval_on_selector_all(".composite .panel", "panels => panels.map(panel => [Number(panel.ariaPosInSet), panel.dataset.view])")
    return [view for _, view in sorted(places)]


def focused_view(page):
    return page.evaluate("document.activeElement?.dataset?.view ?? null")


def shown_prompt(page):
    """The prompt as it reads on the page, cut labels left out."""
    return page.evaluate(
        "[...document.querySelectorAll('.prompt-text [data-piece], .prompt-text .whole')].map(piece => piece.textContent || piece.dataset.fallback || '').join('')")


def saved(page, version=None):
    """Waits until everything is saved."""
    text = rf"Saved .* v{version}$" if version else r"Saved "
    page.wait_for_function("pattern => new RegExp(pattern).test(document.querySelector('.saving')?.textContent ?? '')", arg=text)


def spoken(page, pattern):
    """Waits for a sentence in the polite live region."""
    page.wait_for_function("pattern => new RegExp(pattern).test(document.getElementById('live-polite').textContent)", arg=pattern)


def captions(detail):
    """The words of each view by its image: what must stay together."""
    return {view["image"]["sha256"]: view["caption"] for view in detail["state"]["views"]}


def order_of(detail):
    return [view["id"] for view in detail["state"]["views"]]


def markers(text):
    return re.findall(r"\[[A-Z0-9-]+\]", text)


def eventually(claim, timeout=10):
    """Asks again until the claim holds; answers its last value."""
    deadline = time.monotonic() + timeout
    while True:
        value = claim()
        if value or time.monotonic() > deadline:
            assert value, "It did not happen in time."
            return value
        time.sleep(0.05)
