"""What the tests of whole pages share: hands that only have a keyboard, and folders of rendered photographs."""

import subprocess

FOCUSED = """() => {
  const focus = document.activeElement;
  if (!focus || focus === document.body) return '';
  const label = focus?.labels?.[0]?.innerText ?? '';
  return [focus?.ariaLabel ?? '', label, focus?.innerText ?? ''].join(' ').replace(/\\s+/g, ' ').trim();
}"""


def tab_to(page, words, limit=120):
    """Presses Tab until what has the focus is called so."""
    seen = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
        if words in seen[-1]:
            return
    raise AssertionError(f"Tab never came to “{words}”, only to {seen}")


def press_until_enabled(page, words):
    """Waits until a button says so and can be pressed."""
    page.wait_for_function(
        "words => [...document.querySelectorAll('button')].some(button => !button.disabled && button.innerText.includes(words))", arg=words)


def render_folder(binary, folder, sets=3):
    """A folder per set, with captions beside the images, as a person would have it."""
    subprocess.run([binary, "sample-data", "--out", folder, "--sets", str(sets), "--seed", "5", "--quiet"], check=True, timeout=120)
    return folder


def cells(page):
    return page.locator("set-grid [role=gridcell]")


def names(page):
    """The keys that the light table shows now, in reading order."""
    return page.eval_on_selector_all("set-grid [role=gridcell] .key", "keys => keys.map(key => key.textContent)")


def open_table(page, count):
    page.wait_for_function("count => document.querySelector('light-table .result')?.textContent.startsWith(`${count} set`)", arg=count)
    page.wait_for_selector("set-grid [role=gridcell] .key")
