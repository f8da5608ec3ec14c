"""Leave a page at once: a button, or Shift three times. Going back shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.host_pages import HostPages, host_pages
from tests.browser.visitor import Visitor
from tests.service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
either_way = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
SAID = "The rota is falling apart"


def leave(visitor: Visitor, how: str) -> None:
    """Leave by the button or by the key."""
    if how == "key":
        is_ready(visitor)
        for _ in range(3):
            visitor.page.keyboard.press("Shift")
    else:
        visitor.page.get_by_role("button", name="Leave this page now").click()
    visitor.page.wait_for_url("**/left")


def is_ready(visitor: Visitor) -> None:
    """Wait until the script of the page listens to keys."""
    expect(visitor.page.locator("#leave [data-ready]")).to_be_attached(timeout=30_000)


def is_gone(visitor: Visitor) -> None:
    """Going back shows nothing of what was said, and nothing is held."""
    names = [each["name"] for each in visitor.page.context.cookies()]
    assert not [each for each in names if "talk" in each]
    for _ in range(4):
        visitor.page.go_back()
        visitor.page.wait_for_load_state()
        assert SAID not in visitor.page.content()
        assert visitor.page.get_by_role("log").count() == 0


class TestLeaving:
    @pytest.mark.parametrize(
        ("scripts", "how"),
        [(True, "key"), (True, "button"), (False, "button")],
        ids=["key", "button", "no-scripts"],
    )
    @pytest.mark.parametrize("at", ["chat", "kiosk"])
    def test_empties_the_screen_and_what_is_behind_it(
        self, visit: Visit, scripts: bool, how: str, at: str
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.go(f"/c/tiny/{at}")
        visitor.page.locator("button[name=start][value=staff]").click()
        expect(visitor.log).to_be_visible(timeout=30_000)
        visitor.say(SAID)
        leave(visitor, how)

        expect(visitor.page).to_have_title("Blank page")
        is_gone(visitor)

    def test_is_on_the_form_of_staff_as_well(self, visit: Visit) -> None:
        visitor = visit()
        visitor.go("/c/tiny/form?lane=staff")
        visitor.page.locator("textarea").first.fill(SAID)
        leave(visitor, "key")

        is_gone(visitor)

    def test_does_not_go_off_when_somebody_types_capitals(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start("staff")
        box = visitor.page.locator("#words")
        box.focus()
        for letter in "NHS GP":
            visitor.page.keyboard.press(f"Shift+{letter}" if letter != " " else "Space")

        expect(box).to_have_value("NHS GP")
        expect(visitor.log).to_be_visible()

    def test_says_how_many_more_times_to_press(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start("staff")
        is_ready(visitor)
        said = visitor.page.locator("#leave [role=status]")
        visitor.page.keyboard.press("Shift")
        expect(said).to_have_text("Press Shift two more times to leave this page.")
        visitor.page.keyboard.press("Shift")

        expect(said).to_have_text("Press Shift one more time to leave this page.")

    def test_does_nothing_where_it_is_not_offered(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start("public")
        for _ in range(4):
            visitor.page.keyboard.press("Shift")

        expect(visitor.log).to_be_visible()

    def test_the_blank_page_fetches_nothing_from_elsewhere(self, visit: Visit) -> None:
        visitor = visit()
        visitor.go("/left")

        assert visitor.page.locator("a, script, img").count() == 0


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[HostPages]:
    """A harmless page of another site."""
    with host_pages() as started:
        yield started


@pytest.fixture(scope="module")
def leading_on(
    elsewhere: HostPages, tiny_content_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A service that leads on to that page."""
    folder = tmp_path_factory.mktemp("leading_on")
    with running(
        folder, content_dir=tiny_content_dir, LEAVE_TO=elsewhere.url("localhost")
    ) as started:
        elsewhere.service = started.url
        yield started


@either_way
def test_leads_on_to_the_page_that_was_configured(
    browser: Browser, leading_on: Service, elsewhere: HostPages, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    visitor = Visitor(context.new_page(), leading_on.url, scripts=scripts)
    visitor.start("staff")
    visitor.say(SAID)
    visitor.page.get_by_role("button", name="Leave this page now").click()
    visitor.page.wait_for_url(elsewhere.url("localhost"))
    is_gone(visitor)
    context.close()
