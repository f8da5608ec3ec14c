"""Explaining works in place: one tap, by keyboard, in any width, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
either_way = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
PICKED = "/c/tiny/what-changes?place=village&service=maternity&mode=bus"


def start_at_hours(visitor: Visitor) -> None:
    """Ask something that has every layer."""
    visitor.start("public")
    visitor.say("When is the surgery open now?")


class TestLayersInTheChat:
    @either_way
    def test_stand_under_what_was_said_last_and_nowhere_else(
        self, visit: Visit, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts, width=360)
        start_at_hours(visitor)
        buttons = visitor.log.locator(".app-deeper button")
        expect(buttons).to_have_text(["Tell me more"])
        visitor.go_deeper()
        expect(buttons).to_have_text(["More detail"])
        visitor.go_deeper()

        expect(buttons).to_have_count(0)
        expect(visitor.log).to_contain_text("were last changed ten years ago")
        assert visitor.log.inner_text().count("It closes for lunch on Wednesday.") == 1

    @either_way
    def test_have_their_source_one_tap_away(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        start_at_hours(visitor)
        visitor.log.get_by_text("Where this comes from").last.click()

        expect(visitor.log).to_contain_text("The rota of the village surgery")

    @either_way
    def test_come_in_easier_words_from_the_menu(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        start_at_hours(visitor)
        visitor.choose("menu:easier")

        expect(visitor.log).to_contain_text("You can come from nine to five, Monday to Friday.")
        expect(visitor.page.locator("#now button[value='menu:usual']")).to_be_visible()


class TestHardWords:
    @either_way
    def test_are_explained_in_place_with_the_keyboard(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        start_at_hours(visitor)
        visitor.go_deeper()
        visitor.go_deeper()
        summary = visitor.log.locator(".app-meanings summary")
        meaning = visitor.log.locator(".app-meanings dd")
        expect(summary).to_contain_text("What does this mean?")
        expect(meaning).to_be_hidden()
        summary.focus()
        visitor.page.keyboard.press("Enter")

        expect(meaning).to_be_visible()
        expect(visitor.log.locator(".app-meanings dt")).to_have_text("outpatient clinic")


class TestWhatChanges:
    @either_way
    def test_is_three_taps_in_the_chat(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts, width=360)
        visitor.start("public")
        visitor.choose("what-changes:")
        visitor.choose("what-changes:place=village")
        visitor.choose("what-changes:place=village&service=maternity")
        visitor.choose("what-changes:place=village&service=maternity&mode=bus")

        expect(visitor.log).to_contain_text("By bus: about 9 minutes. Now it is about 35.")
        expect(visitor.log).to_contain_text("By bus: about 35 minutes, as now.")
        assert visitor.asked == "read:0"

    @either_way
    def test_is_a_form_of_three_lists_on_a_page(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts, width=360)
        visitor.go("/c/tiny/what-changes")
        for part, value in (("place", "village"), ("service", "maternity"), ("mode", "bus")):
            visitor.page.locator(f"#{part}").select_option(value)
        visitor.page.locator("main form button").click()

        expect(visitor.page.locator("#shown")).to_be_visible()
        assert visitor.page.url.endswith(PICKED)

    @either_way
    def test_says_what_is_missing_and_where(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.go("/c/tiny/what-changes?place=village&service=&mode=")

        summary = visitor.page.locator(".nhsuk-error-summary")
        expect(summary.locator("a")).to_have_text(
            ["Choose a kind of care.", "Choose how you would travel."]
        )
        summary.locator("a").first.click()
        expect(visitor.page.locator("#service")).to_be_focused()


class TestSideBySide:
    @pytest.mark.parametrize("path", ["/c/tiny/compare", PICKED, "/c/new-models-of-care/compare"])
    def test_is_a_table_when_wide_and_cards_when_narrow(self, visit: Visit, path: str) -> None:
        wide, narrow = visit(scripts=False, width=1440), visit(scripts=False, width=360)
        wide.go(path)
        narrow.go(path)

        assert not wide.is_wider_than_its_window()
        assert not narrow.is_wider_than_its_window()
        assert len(set(lefts(wide.page))) > 1
        assert len(set(lefts(narrow.page))) == 1

    def test_keeps_each_card_whole_when_narrow(self, visit: Visit) -> None:
        visitor = visit(scripts=False, width=360)
        visitor.go("/c/tiny/compare")
        tops = visitor.page.locator(".app-beside__option").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().top)"
        )
        first_column = visitor.page.locator(".app-beside__cell:nth-child(2)").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().top)"
        )

        assert all(tops[0] < top < tops[1] for top in first_column)

    def test_is_a_table_to_a_screen_reader_in_any_width(self, visit: Visit) -> None:
        for width in (360, 1440):
            visitor = visit(width=width)
            visitor.go("/c/tiny/compare")

            table = visitor.page.get_by_role("table", name="The ideas side by side")
            expect(table.get_by_role("columnheader")).to_have_count(2)
            expect(table.get_by_role("rowheader").first).to_have_text("In one line")


def lefts(page: Page) -> list[float]:
    """Where the columns begin."""
    return [
        float(each)
        for each in page.locator(".app-beside__option").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().left)"
        )
    ]
