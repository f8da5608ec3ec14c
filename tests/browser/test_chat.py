"""What the chat page promises, with scripts and without."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from consultations.models import Answer, Conversation, Inbound
from tests.browser.visitor import WORDS, Visitor
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
Visit = Callable[..., Visitor]
either_way = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


class TestTakingPart:
    @either_way
    def test_leads_one_of_the_public_to_a_code(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts, width=360)
        visitor.start("public")

        code = visitor.finish()

        assert code in visitor.page.locator("#now").inner_text()
        assert len(visitor.receipts) == 5

    @either_way
    def test_leads_practice_staff_to_a_code(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts, width=360)
        visitor.start("staff")

        visitor.finish()

        assert len(visitor.receipts) == 3

    def test_opens_no_conversation_before_somebody_starts(
        self, visit: Visit, service: Service
    ) -> None:
        before = _count(service, Conversation)

        visit().go_to_chat()

        assert _count(service, Conversation) == before

    def test_keeps_the_way_in_for_closed_consultations_shut(self, visit: Visit) -> None:
        visitor = visit()
        visitor.slug = "closed"
        visitor.go_to_chat()

        expect(visitor.page.locator("button[name=start]")).to_have_count(0)
        expect(visitor.page.get_by_text("It takes no new views.")).to_be_visible()


class TestSendingTwice:
    def test_counts_a_double_click_once(self, visit: Visit, service: Service) -> None:
        visitor = visit(scripts=False)
        visitor.start("staff")
        visitor.page.locator("#question .nhsuk-radios__label").first.click()
        fields = visitor.page.locator("#question").evaluate(
            "form => Object.fromEntries(new FormData(form))"
        )
        address = f"{visitor.url}/c/tiny/chat"

        first = visitor.page.request.post(address, form=fields)
        second = visitor.page.request.post(address, form=fields)

        assert (first.status, second.status) == (200, 200)
        assert _answers_to(service, fields["message_id"]) == 1

    @either_way
    def test_stays_where_it_is_after_back_and_reload(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.start("staff")
        visitor.answer()
        asked, entries = visitor.asked, visitor.entries
        visitor.page.reload()
        visitor.go("/c/tiny")
        visitor.page.go_back()

        expect(visitor.log).to_be_visible()
        assert (visitor.asked, visitor.entries) == (asked, entries)

    def test_does_not_use_an_answer_from_an_old_page(self, visit: Visit, service: Service) -> None:
        visitor = visit(scripts=False)
        visitor.start("staff")
        old = visitor.page.context.new_page()
        old.goto(f"{visitor.url}/c/tiny/chat")
        visitor.answer()
        asked = visitor.asked
        old.locator("#question .nhsuk-radios__label").last.click()
        old.locator("#question button.nhsuk-button").first.click()

        expect(old.get_by_text("That message belonged to an earlier question")).to_be_visible()
        assert old.locator("#now").get_attribute("data-asks") == asked
        assert visitor.receipts == old.locator(".app-saved").all_inner_texts()

    def test_hands_back_words_that_belong_to_no_conversation(self, visit: Visit) -> None:
        visitor = visit(scripts=False)
        visitor.start()
        visitor.page.locator("#words").fill(WORDS)
        visitor.page.context.clear_cookies(name="sb_talk_tiny")
        visitor.page.locator(".app-words button").click()

        expect(visitor.page.locator("blockquote")).to_have_text(WORDS)


class TestMistakes:
    @either_way
    def test_says_what_is_missing_and_where(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.start("staff")
        visitor.page.locator("#question button.nhsuk-button").first.click()

        summary = visitor.page.locator(".nhsuk-error-summary")
        expect(summary).to_contain_text("Choose one of the answers first.")
        if scripts:
            expect(summary).to_be_focused()

    @either_way
    def test_loses_no_places_when_two_are_the_same(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=False)
        visitor.start("public")
        visitor.go_to_question("in-order")
        places = visitor.page.locator("#question select")
        places.nth(0).select_option("2")
        places.nth(1).select_option("2")
        visitor.page.locator("#question button.nhsuk-button").first.click()

        expect(visitor.page.locator(".nhsuk-error-summary")).to_contain_text("the same place")
        expect(visitor.page.locator("#question select").nth(1)).to_have_value("2")

    def test_keeps_a_text_that_is_too_long_in_the_box(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start()
        visitor.page.locator("#words").fill("long " * 1_100)
        visitor.page.locator(".app-words button").click()

        expect(visitor.page.locator(".nhsuk-error-summary")).to_contain_text("5,000 characters")
        assert len(visitor.page.locator("#words").input_value()) > 5_000


class TestWithScripts:
    def test_only_ever_adds_to_the_log(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start("staff")
        visitor.page.locator("#log > ol > li").first.evaluate("entry => { entry.marked = 'mine' }")
        visitor.answer()
        visitor.say("What can I ask you?")

        marked = visitor.page.locator("#log > ol > li").first.evaluate("entry => entry.marked")
        assert marked == "mine"

    def test_stays_in_the_box_after_words_and_goes_to_the_question_after_a_choice(
        self, visit: Visit
    ) -> None:
        visitor = visit()
        visitor.start("staff")
        visitor.say("What can I ask you?")
        expect(visitor.page.locator("#words")).to_be_focused()
        visitor.answer()

        expect(visitor.page.locator("#answer")).to_be_focused()

    def test_keeps_what_was_picked_while_something_is_asked(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start("staff")
        visitor.page.locator("#question .nhsuk-radios__label").first.click()
        visitor.say("What can I ask you?")

        expect(visitor.page.locator("#question").get_by_role("radio").first).to_be_checked()

    def test_keeps_the_words_when_the_network_fails(self, visit: Visit) -> None:
        visitor = visit()
        visitor.start()
        visitor.page.locator("#words").fill(WORDS)
        visitor.page.route("**/chat", lambda route: route.abort())
        visitor.page.locator(".app-words button").click()

        expect(visitor.page.locator("#status")).to_contain_text("Nothing was lost")
        expect(visitor.page.locator("#words")).to_have_value(WORDS)


class TestWhenItIsNotSureWhatWasMeant:
    @either_way
    def test_offers_what_it_may_be_right_under_its_words(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts, width=360)
        visitor.start("staff")
        visitor.say("what about late times")

        offered = visitor.page.get_by_role("form", name="What you may mean")
        last_words = visitor.log.locator(".app-log__entry").last
        question = visitor.page.locator("#question")
        assert "Is it one of these?" in last_words.inner_text()
        heights = [each.bounding_box()["y"] for each in (last_words, offered, question)]
        assert heights == sorted(heights)
        if scripts:
            expect(offered).to_be_focused()
        visitor.send(offered.get_by_role("button", name="Who would work in the evening?"))
        expect(visitor.log).to_contain_text("evening")
        assert visitor.page.locator("#next.app-next--which").count() == 0


class TestHardMoments:
    @either_way
    def test_puts_a_safety_card_first(self, visit: Visit, scripts: bool) -> None:
        visitor = visit(scripts=scripts)
        visitor.start("staff")
        visitor.say("my mum has chest pain")

        heading = visitor.page.locator("main h1, main h2").first
        expect(heading).to_contain_text("call 999")
        assert visitor.asked == "role"

    @either_way
    def test_asks_before_it_keeps_a_telephone_number(
        self, visit: Visit, service: Service, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.start("staff")
        visitor.say("please ring me on 020 7946 0958 about it")

        expect(visitor.page.locator("#question mark")).to_have_text("020 7946 0958")
        with service.looking() as session:
            kept = session.scalars(select(Inbound).where(Inbound.text.contains("7946"))).all()
        assert kept == []
        visitor.choose("keep-out")
        expect(visitor.log).to_contain_text("please ring me on [a phone number] about it")

    @either_way
    def test_gives_words_that_name_somebody_back_to_be_changed(
        self, visit: Visit, scripts: bool
    ) -> None:
        visitor = visit(scripts=scripts)
        visitor.start("staff")
        visitor.say("Dr Wobblestone has to leave")
        expect(visitor.page.locator("#question mark")).to_have_text("Wobblestone")
        visitor.choose("edit")

        box = visitor.page.locator("#words")
        expect(box).to_have_value("Dr Wobblestone has to leave")
        expect(visitor.page.locator("#draft")).to_contain_text("Nothing of them is kept")
        if scripts:
            expect(visitor.page.locator("#draft")).to_be_focused()
        visitor.say("The doctor has to leave")
        expect(visitor.log).to_contain_text("The doctor has to leave")
        expect(visitor.log).not_to_contain_text("Wobblestone")


def _count(service: Service, table: type[Conversation]) -> int:
    with service.looking() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _answers_to(service: Service, message_id: str) -> int:
    with service.looking() as session:
        statement = (
            select(func.count())
            .select_from(Answer)
            .join(Inbound, Inbound.id == Answer.inbound_id)
            .where(Inbound.message_id == uuid.UUID(message_id))
        )
        return session.scalar(statement) or 0
