"""What the form promises: the same questions, the same records, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from consultations.models import Answer, Response
from tests.browser.visitor import WORDS, Visitor
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
either_way = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def fill(visitor: Visitor) -> None:
    """Give an answer to every question of the public form."""
    page = visitor.page
    page.get_by_label("A carer", exact=True).check()
    page.get_by_label("Saturday").check()
    page.get_by_label("Sunday").check()
    visitor.place(page.locator("#in-order"))
    page.locator("#why textarea").fill(WORDS)
    page.get_by_label("Disagree").check()


def send(visitor: Visitor) -> None:
    """Send the form in."""
    visitor.page.locator("main form button").last.click()


class TestTheForm:
    @either_way
    def test_records_what_the_chat_would_and_gives_a_code(
        self, visit: Visit, service: Service, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts, width=360)
        visitor.go("/c/tiny/form?lane=public")
        fill(visitor)
        send(visitor)

        expect(visitor.page.locator("h1")).to_contain_text("Your views have been sent")
        said = _said(service, visitor.code)
        assert said["capacity"] == (["carer"], None)
        assert said["which-days"] == (["saturday", "sunday"], None)
        assert said["in-order"][0] == ["another-idea", "none-of-these", "as-is", "late-opening"]
        assert said["why"] == (None, WORDS)
        assert said["evenings-matter"] == (["disagree"], None)

    def test_loses_nothing_when_a_needed_answer_is_missing(self, visit: Visit) -> None:
        visitor = visit(scripts=False)
        visitor.go("/c/tiny/form?lane=public")
        visitor.page.locator("#why textarea").fill(WORDS)
        send(visitor)
        visitor.page.locator(".nhsuk-error-summary a").click()

        assert visitor.page.url.endswith("#q-capacity")
        expect(visitor.page.locator("#why textarea")).to_have_value(WORDS)
        expect(visitor.page.locator("#q-capacity-error")).to_be_visible()

    def test_sent_twice_is_one_response(self, visit: Visit, service: Service) -> None:
        visitor = visit(scripts=False)
        visitor.go("/c/tiny/form?lane=staff")
        fields = visitor.page.locator("main form.app-form").evaluate(
            "form => Object.fromEntries(new FormData(form))"
        )
        before = _responses(service)
        address = f"{visitor.url}/c/tiny/form"
        for _ in range(2):
            answered = visitor.page.request.post(
                address, form={**fields, "q:role": "nurse"}, max_redirects=0
            )
            assert answered.status == 303
            visitor.page.context.clear_cookies(name="sb_talk_tiny")

        assert _responses(service) == before + 1

    def test_goes_on_from_what_was_said_in_the_chat(self, visit: Visit, service: Service) -> None:
        visitor = visit()
        visitor.start("staff")
        visitor.answer()
        visitor.go("/c/tiny/form")

        expect(visitor.page.get_by_label("Nurse")).to_be_checked()
        send(visitor)
        said = _said(service, visitor.code)
        assert said == {"role": (["nurse"], None)}

    def test_lets_sent_answers_be_changed(self, visit: Visit, service: Service) -> None:
        visitor = visit()
        visitor.go("/c/tiny/form?lane=staff")
        visitor.page.get_by_label("Nurse").check()
        send(visitor)
        code = visitor.code
        visitor.page.get_by_role("link", name="Change my answers").click()
        visitor.page.get_by_label("Receptionist").check()
        send(visitor)

        assert visitor.code == code
        assert _said(service, code)["role"] == (["receptionist"], None)

    def test_asks_before_it_keeps_a_telephone_number(self, visit: Visit, service: Service) -> None:
        visitor = visit(scripts=False)
        visitor.go("/c/tiny/form?lane=staff")
        visitor.page.get_by_label("Nurse").check()
        visitor.page.locator("#why textarea").fill("Call me on 020 7946 0958.")
        send(visitor)
        expect(visitor.page.locator("#q-why-error")).to_contain_text("a phone number")
        expect(visitor.page.locator("#why mark")).to_have_text("020 7946 0958")
        visitor.page.get_by_label("Keep it as I typed it").check()
        send(visitor)

        assert _said(service, visitor.code)["why"] == (None, "Call me on 020 7946 0958.")


def _said(service: Service, code: str) -> dict[str, tuple[list[str] | None, str | None]]:
    with service.looking() as session:
        rows = session.scalars(
            select(Answer)
            .join(Answer.response)
            .where(Response.code == code, Answer.current)
            .order_by(Answer.answered_at, Answer.id)
        )
        return {row.question_key: (row.choices, row.comment) for row in rows}


def _responses(service: Service) -> int:
    with service.looking() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0
