"""What the code is good for: see, change, carry on, take back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from consultations.models import Answer, Response
from tests.browser.visitor import CODE, WORDS, Visitor
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
either_way = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def enter(visitor: Visitor, code: str) -> None:
    """Type a code where it is asked for."""
    visitor.go("/my-response")
    visitor.page.locator("#code").fill(code)
    visitor.page.locator("main form button").click()


class TestMyResponse:
    @either_way
    def test_shows_what_was_said_to_whoever_has_the_code(self, visit: Visit, scripts: bool) -> None:
        somebody = visit(scripts=scripts)
        somebody.start("staff")
        code = somebody.finish()
        elsewhere = visit(scripts=scripts)
        enter(elsewhere, f" {code.lower().replace('-', ' ')} ")

        main = elsewhere.page.get_by_role("main")
        expect(main).to_contain_text(WORDS)
        expect(main).to_contain_text("You sent this on")

    def test_says_when_it_knows_no_such_code(self, visit: Visit) -> None:
        visitor = visit()
        enter(visitor, "SB-0000-0000-0000")

        expect(visitor.page.locator(".nhsuk-error-summary")).to_contain_text("no response")
        expect(visitor.page.locator("#code")).to_have_value("SB-0000-0000-0000")

    @either_way
    def test_takes_it_back_after_asking(
        self, visit: Visit, service: Service, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.start("staff")
        code = visitor.finish()
        enter(visitor, code)
        visitor.page.get_by_role("button", name="Take it back").click()
        assert _answers(service, code) > 0
        visitor.page.get_by_role("button", name="Yes, delete what I said").click()

        expect(visitor.page.locator("h1")).to_have_text("What you said has been deleted")
        assert _answers(service, code) == 0

    def test_carries_on_elsewhere_from_the_same_question(self, visit: Visit) -> None:
        somebody = visit()
        somebody.start("staff")
        somebody.answer()
        asked = somebody.asked
        somebody.page.get_by_text("Pause and come back").click()
        found = CODE.search(somebody.page.locator(".app-menu").inner_text())
        assert found is not None
        elsewhere = visit()
        enter(elsewhere, found[0])
        elsewhere.page.get_by_role("button", name="Carry on").click()

        expect(elsewhere.page.get_by_text("Welcome back")).to_be_visible()
        assert elsewhere.asked == asked

    def test_changes_a_response_that_was_sent(self, visit: Visit, service: Service) -> None:
        visitor = visit()
        visitor.start("staff")
        code = visitor.finish()
        enter(visitor, code)
        visitor.page.get_by_role("button", name="Change my answers").click()
        visitor.page.get_by_role("button", name="Change Role").click()
        expect(visitor.page.locator("#now[data-asks=role]")).to_be_visible()
        visitor.page.get_by_text("Receptionist", exact=True).last.click()
        visitor.send(visitor.page.locator("#question button.nhsuk-button").first)

        assert visitor.finish() == code
        with service.looking() as session:
            response = session.scalars(select(Response).where(Response.code == code)).one()
            assert response.stakeholder_group == "receptionist"


def _answers(service: Service, code: str) -> int:
    with service.looking() as session:
        statement = (
            select(func.count())
            .select_from(Answer)
            .join(Answer.response)
            .where(Response.code == code)
        )
        return session.scalar(statement) or 0
