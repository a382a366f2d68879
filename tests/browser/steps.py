"""What somebody does on his way to a page that only an answer shows: goes, fills in, presses, here and elsewhere."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from playwright.sync_api import FilePayload, Page

from tests.api.http.conftest import Served
from tests.browser import hands
from tests.browser.conftest import Sitting

UNCHECKED = "() => document.querySelectorAll('form').forEach(each => { each.noValidate = true; })"
"""As in browsers that check nothing: what they would hold back is ours to refuse."""
FOLDED = "main details:not([open]) > summary:visible"


class Way(NamedTuple):
    """Somebody on his way: at which browser, in which house, and where what was made for him lies."""

    sitting: Sitting
    house: Served
    made: Mapping[str, str]

    @property
    def page(self) -> Page:
        """What he has before him."""
        return self.sitting.page


Step = Callable[[Way], object]


def at(path: str) -> Step:
    """Go to a page."""
    return lambda way: way.sitting.go(path.format(**way.made))


def pressed(button: str, /, **typed: object) -> Step:
    """Fill in the form that has this button, and press it."""

    def press(way: Way) -> None:
        unfolded(way.page)
        way.page.evaluate(UNCHECKED)
        place = way.page.get_by_role("main").locator("form")
        form = place.filter(has=way.page.get_by_role("button", name=button, exact=True)).last
        hands.fill(form, {label: _said(way, answer) for label, answer in typed.items()})
        with way.page.expect_navigation():
            form.get_by_role("button", name=button, exact=True).last.click()

    return press


def ticked(*labels: str) -> Step:
    """Tick boxes."""

    def tick(way: Way) -> None:
        unfolded(way.page)
        for label in labels:
            way.page.get_by_role("main").get_by_label(label).first.check()

    return tick


def chosen(label: str, name: str, content: bytes) -> Step:
    """Choose a file."""
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    return lambda way: way.page.get_by_label(label).set_input_files(file)


def beside(*steps: Step) -> Step:
    """The same somebody does this in another window, while the first stays as it is."""

    def elsewhere(way: Way) -> None:
        other = way.page.context.new_page()
        for step in steps:
            step(way._replace(sitting=way.sitting._replace(page=other)))
        other.close()

    return elsewhere


def unfolded(page: Page) -> None:
    """Open every part of a page that is folded."""
    folded = page.locator(FOLDED)
    while folded.count():
        folded.first.click()


def _said(way: Way, answer: object) -> object:
    return answer.format(**way.made) if isinstance(answer, str) else answer
