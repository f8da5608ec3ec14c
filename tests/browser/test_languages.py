"""Choosing a language in a browser: with scripts and without, left to right and right to left."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
PAGES = (
    "/",
    "/help",
    "/my-response",
    "/c/tiny",
    "/c/tiny/ideas/late-opening",
    "/c/tiny/compare",
    "/c/tiny/more",
    "/c/tiny/what-changes",
    "/c/tiny/questions",
    "/c/tiny/chat",
    "/c/tiny/form?lane=public",
    "/c/tiny/privacy",
    "/c/tiny/help",
    "/c/tiny/results",
)


def choose(visitor: Visitor, name: str) -> None:
    """Go to the languages by the link in the header, and choose one by its own name."""
    visitor.page.locator(".app-header__language a").click()
    visitor.page.get_by_role("button", name=re.compile(f"^{name}")).click()


def root(page: Page) -> tuple[str | None, str | None]:
    html = page.locator("html")
    return html.get_attribute("lang"), html.get_attribute("dir")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
class TestChoosing:
    def test_brings_back_to_the_page_in_that_language(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.go("/c/tiny/help")
        choose(visitor, "Cymraeg")

        assert visitor.page.url.endswith("/c/tiny/help")
        assert root(visitor.page) == ("cy", "ltr")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Help")
        expect(visitor.page.get_by_text("Sut mae hyn yn gweithio")).to_be_visible()

    def test_stays_on_every_page_until_another_is_chosen(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.go("/")
        choose(visitor, "Polski")
        visitor.go("/accessibility")
        assert root(visitor.page) == ("pl", "ltr")
        choose(visitor, "English")

        assert root(visitor.page) == ("en-GB", "ltr")

    def test_in_the_middle_of_a_conversation_keeps_the_answers(
        self, visit: Visit, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.start()
        visitor.page.locator("button[value=give-views]").click()
        visitor.page.get_by_label("A carer").check()
        visitor.page.locator("#question button[type=submit]").first.click()
        expect(visitor.page.get_by_role("group").first).to_contain_text("Which days")
        choose(visitor, "Polski")

        page = visitor.page
        expect(page.locator("#question legend")).to_have_text("Które dni są najważniejsze?")
        expect(visitor.log).to_contain_text("Opiekun")
        expect(page.locator("#log [lang=en]").first).to_be_attached()
        page.locator("button[value='menu:review']").click()
        expect(visitor.log).to_contain_text("Oto dotychczasowe odpowiedzi.")

    def test_by_words_turns_the_whole_page(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.start()
        visitor.page.locator("#words").fill("Cymraeg os gwelwch yn dda")
        visitor.page.get_by_role("button", name="Send message").click()

        expect(visitor.page.locator("html")).to_have_attribute("lang", "cy")
        expect(visitor.log).to_contain_text("O hyn ymlaen rydw i'n ysgrifennu yn Gymraeg.")
        visitor.go("/c/tiny")
        assert root(visitor.page) == ("cy", "ltr")

    def test_lets_somebody_take_part_in_polish_from_start_to_receipt(
        self, visit: Visit, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.go("/c/tiny")
        choose(visitor, "Polski")
        visitor.go("/c/tiny/form?lane=staff")
        visitor.page.get_by_label("Nurse").check()
        visitor.page.get_by_role("button", name="Wyślij moje zdanie").click()

        expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Dziękujemy")


class TestTheCookie:
    def test_holds_a_code_that_no_script_can_read_until_the_browser_is_closed(
        self, visit: Visit
    ) -> None:
        visitor = visit()
        visitor.go("/")
        choose(visitor, "Polski")

        (cookie,) = [e for e in visitor.page.context.cookies() if e["name"] == "sb_language"]
        assert cookie["value"] == "pl"
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Lax"
        assert cookie["expires"] == -1


class TestMarks:
    def test_say_that_a_machine_made_it_in_both_languages(self, visit: Visit) -> None:
        visitor = visit()
        visitor.go("/c/tiny?lang=pl")
        notice = visitor.page.locator(".app-notice--language")

        expect(notice).to_contain_text("Tłumaczenie maszynowe, wersja robocza, niesprawdzone.")
        expect(notice.locator("[lang=en]").first).to_have_text("Machine-made draft, not reviewed.")

    def test_show_what_is_still_in_english(self, visit: Visit) -> None:
        visitor = visit()
        visitor.go("/c/tiny?lang=pl")
        passage = visitor.page.get_by_text("The surgery would go on opening from nine to five.")

        expect(passage).to_have_attribute("lang", "en")
        expect(passage.locator("xpath=following-sibling::span[1]")).to_have_text("(po angielsku)")

    @pytest.mark.parametrize("path", PAGES)
    def test_never_get_into_an_attribute_or_a_title(self, visit: Visit, path: str) -> None:
        visitor = visit()
        visitor.go(f"{path}{'&' if '?' in path else '?'}lang=ur")
        page = html5lib.parse(visitor.page.content(), namespaceHTMLElements=False)

        for element in page.iter():
            for value in (element.attrib or {}).values():
                assert "<span" not in value, (path, value)
        assert "<span" not in visitor.page.title()


class TestFromRightToLeft:
    @pytest.mark.parametrize("width", [360, 1440])
    def test_the_chat_runs_the_other_way(self, visit: Visit, width: int, tmp_path: Path) -> None:
        visitor = visit(width=width)
        visitor.go("/c/tiny/language?lang=ur")
        visitor.start()
        visitor.page.locator("button[value=give-views]").click()
        radio = visitor.page.locator("#question .nhsuk-radios__label").first
        expect(radio).to_be_visible()
        visitor.page.screenshot(path=tmp_path / "urdu.png", full_page=True)

        assert root(visitor.page) == ("ur", "rtl")
        assert (tmp_path / "urdu.png").stat().st_size > 10_000
        control = visitor.page.locator("#question .nhsuk-radios__input").first.bounding_box()
        words = radio.bounding_box()
        assert control is not None
        assert words is not None
        assert control["x"] > words["x"] + words["width"] / 2
        name = visitor.page.locator(".app-header__name").bounding_box()
        assert name is not None
        assert name["x"] + name["width"] > width / 2
        for command in ("رکیں", "پیغام بھیجیں"):
            expect(visitor.page.get_by_role("button", name=command, exact=True)).to_be_visible()

    @pytest.mark.parametrize("path", PAGES)
    def test_no_page_is_wider_than_a_phone(self, visit: Visit, path: str) -> None:
        visitor = visit(width=360)
        visitor.go(f"{path}{'&' if '?' in path else '?'}lang=ur")

        assert root(visitor.page) == ("ur", "rtl")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 360


class TestAxe:
    @pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
    @pytest.mark.parametrize("language", ["en", "cy", "pl", "ur"])
    def test_finds_nothing_on_the_language_page(
        self, visit: Visit, language: str, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.go(f"/c/tiny/language?lang={language}")

        assert violations(visitor) == []

    @pytest.mark.parametrize("path", ["/language", "/c/tiny", "/c/tiny/chat", "/c/tiny/more"])
    @pytest.mark.parametrize("language", ["pl", "ur"])
    def test_finds_nothing_on_pages_in_other_languages(
        self, visit: Visit, path: str, language: str
    ) -> None:
        visitor = visit()
        visitor.go(f"{path}?lang={language}")

        assert violations(visitor) == []
