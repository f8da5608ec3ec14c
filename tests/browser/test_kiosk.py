"""A screen that many people share: it keeps nothing, leads nowhere else, and clears itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from consultations.models import Answer, Response
from tests.browser.test_accessibility import violations
from tests.browser.visitor import WORDS, Visitor
from tests.service import Service, running

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
START = "/c/tiny/kiosk"
QUIET, WARNING = 30, 30
SECRET = "A word that only the last person typed"
WITH, WITHOUT = True, False
either_way = pytest.mark.parametrize("scripts", [WITH, WITHOUT], ids=["scripts", "no-scripts"])


@pytest.fixture(scope="module")
def shared(tiny_content_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose shared screens wait no longer than they must."""
    folder = tmp_path_factory.mktemp("shared")
    with running(folder, content_dir=tiny_content_dir, KIOSK_SECONDS=str(QUIET)) as started:
        yield started


@pytest.fixture
def stand(browser: Browser, shared: Service) -> Iterator[Visit]:
    """Somebody in front of the screen."""
    contexts = []

    def opened(*, scripts: bool = WITH, width: int = 1280, height: int = 900) -> Visitor:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": width, "height": height}
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Visitor(context.new_page(), shared.url, scripts=scripts)

    yield opened
    for context in contexts:
        context.close()


def begin(visitor: Visitor, lane: str = "staff") -> None:
    """Start from the resting page."""
    visitor.go(START)
    visitor.page.locator(f"button[name=start][value={lane}]").click()
    expect(visitor.log).to_be_visible(timeout=30_000)
    if visitor.scripts:
        expect(visitor.page.locator("#leave [data-ready]")).to_be_attached(timeout=30_000)


def is_clear(page: Page) -> None:
    """Nothing of a conversation is on the screen."""
    expect(page.locator("button[name=start]").first).to_be_visible()
    assert page.get_by_role("log").count() == 0


class TestTheScreen:
    @either_way
    def test_forgets_everything_when_somebody_finishes(
        self, stand: Visit, shared: Service, scripts: bool
    ) -> None:
        visitor = stand(scripts=scripts)
        begin(visitor)
        code = visitor.finish()
        expect(visitor.page.get_by_text("this screen will not show it again")).to_be_visible()
        assert [c["name"] for c in visitor.page.context.cookies() if "talk" in c["name"]] == []
        visitor.page.get_by_role("button", name="Finish and clear").click()
        is_clear(visitor.page)
        for _ in range(4):
            visitor.page.go_back()
            expect(visitor.page.locator("body")).not_to_contain_text(code)

        with shared.looking() as session:
            kept = session.scalars(select(Response).where(Response.code == code)).one()
            assert kept.submitted_at is not None

    @either_way
    def test_shows_nothing_of_the_last_person_when_the_next_goes_back(
        self, stand: Visit, shared: Service, scripts: bool
    ) -> None:
        visitor = stand(scripts=scripts)
        begin(visitor)
        visitor.answer()
        visitor.page.locator("#words").fill(SECRET)
        visitor.page.locator(".app-words button").click()
        expect(visitor.log).to_contain_text(SECRET)
        before = _answers(shared)
        visitor.page.get_by_role("button", name="Finish and clear").click()
        is_clear(visitor.page)
        for _ in range(6):
            visitor.page.go_back()
            visitor.page.wait_for_load_state()
            assert SECRET not in visitor.page.content()
            assert visitor.page.get_by_role("log").count() == 0
        visitor.page.goto(f"{shared.url}/c/tiny/kiosk/chat")

        is_clear(visitor.page)
        assert _answers(shared) == before
        assert _not_sent(shared) >= 1

    @either_way
    def test_keeps_no_cookie_for_longer_than_the_browser_is_open(
        self, stand: Visit, scripts: bool
    ) -> None:
        visitor = stand(scripts=scripts)
        begin(visitor, "public")
        kept = visitor.page.context.cookies()

        assert kept
        assert {each["expires"] for each in kept} == {-1}
        assert {each["sameSite"] for each in kept} == {"Strict"}
        assert all(each["name"].startswith("kiosk_") for each in kept)

    @either_way
    def test_has_no_link_that_leaves_it(self, stand: Visit, scripts: bool) -> None:
        visitor = stand(scripts=scripts)
        begin(visitor)
        seen, waiting = set(), [visitor.page.url, f"{visitor.url}{START}"]
        while waiting:
            address = waiting.pop()
            visitor.page.goto(address)
            links = visitor.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
            forms = visitor.page.locator("form").evaluate_all("all => all.map(f => f.action)")
            for link in {re.sub(r"[?#].*", "", each) for each in (*links, *forms)}:
                assert link.startswith(f"{visitor.url}{START}"), f"{address} leads to {link}"
                if link not in seen and not link.endswith(("/clear", "/leave")):
                    seen.add(link)
                    waiting.append(link)

        assert len(seen) > 8

    def test_starts_in_english_after_somebody_chose_another_language(self, stand: Visit) -> None:
        visitor = stand()
        begin(visitor)
        visitor.go("/c/tiny/kiosk/language")
        visitor.page.locator("button[value=cy], input[value=cy]").first.click()
        expect(visitor.page.locator("html")).to_have_attribute("lang", "cy")
        visitor.go(f"{START}/clear")

        expect(visitor.page.locator("html")).to_have_attribute("lang", "en-GB")

    @pytest.mark.parametrize("width", [320, 1440])
    def test_axe_finds_nothing_wrong_with_it(self, stand: Visit, width: int) -> None:
        visitor = stand(width=width)
        visitor.go(START)
        found = violations(visitor)
        visitor.page.locator("button[name=start][value=staff]").click()
        expect(visitor.log).to_be_visible()
        found += violations(visitor)
        visitor.page.locator("#still-there").evaluate("dialog => dialog.showModal()")
        found += violations(visitor)

        assert found == []
        assert not visitor.is_wider_than_its_window()


class TestWhenNobodyIsThere:
    def test_it_asks_first_then_clears(self, stand: Visit, shared: Service) -> None:
        visitor = stand()
        visitor.page.clock.install()
        begin(visitor)
        visitor.answer()
        visitor.page.clock.run_for((QUIET + 1) * 1000)
        asked = visitor.page.get_by_role("alertdialog", name="Are you still there?")
        expect(asked).to_be_visible()
        expect(asked.get_by_role("button", name="I am still here")).to_be_focused()
        visitor.page.clock.run_for((WARNING + 1) * 1000)
        visitor.page.wait_for_url(f"**{START}")

        is_clear(visitor.page)
        assert visitor.page.go_back() is None or visitor.page.get_by_role("log").count() == 0
        assert _not_sent(shared) >= 1

    @pytest.mark.parametrize("how", ["Enter", "Space", "Escape", "touch"])
    def test_a_key_or_a_touch_gives_more_time(self, stand: Visit, how: str) -> None:
        visitor = stand()
        visitor.page.clock.install()
        begin(visitor)
        visitor.page.locator("#words").fill(WORDS)
        for _ in range(3):
            visitor.page.clock.run_for((QUIET + 1) * 1000)
            asked = visitor.page.get_by_role("alertdialog")
            expect(asked).to_be_visible()
            if how == "touch":
                asked.get_by_role("button", name="I am still here").click()
            else:
                visitor.page.keyboard.press(how)
            expect(asked).to_be_hidden()

        expect(visitor.page.locator("#words")).to_have_value(WORDS)

    def test_somebody_who_types_is_not_asked(self, stand: Visit) -> None:
        visitor = stand()
        visitor.page.clock.install()
        begin(visitor)
        for _ in range(3):
            visitor.page.clock.run_for((QUIET - 5) * 1000)
            visitor.page.locator("#words").press("a")

        expect(visitor.page.get_by_role("alertdialog")).to_be_hidden()

    def test_without_scripts_a_page_in_between_asks(self, stand: Visit) -> None:
        visitor = stand(scripts=WITHOUT)
        begin(visitor)
        [clock] = re.findall(r'http-equiv="refresh" content="(\d+);url=([^"]+)"', _source(visitor))
        assert clock[0] == str(QUIET)
        visitor.go(clock[1])
        assert re.findall(r'content="60;url=(/c/tiny/kiosk/clear)"', _source(visitor))
        visitor.page.get_by_role("button", name="I am still here").click()

        expect(visitor.log).to_be_visible()

    def test_without_scripts_it_goes_to_that_page_by_itself(self, stand: Visit) -> None:
        visitor = stand(scripts=WITHOUT)
        begin(visitor)
        visitor.page.wait_for_url(re.compile("/still-there"), timeout=(QUIET + 15) * 1000)

        expect(visitor.page.get_by_role("heading", name="Are you still there?")).to_be_visible()


def _source(visitor: Visitor) -> str:
    """The page as it was sent, with what is only there without scripts."""
    return str(visitor.page.request.get(visitor.page.url).text())


def _answers(service: Service) -> int:
    with service.looking() as session:
        return session.scalar(select(func.count()).select_from(Answer)) or 0


def _not_sent(service: Service) -> int:
    with service.looking() as session:
        statement = select(func.count()).where(Response.submitted_at.is_(None))
        return session.scalar(statement) or 0
