"""“You said, we did”: drafted from the ledger, checked, published, and told to each respondent."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultations.accounts import add_account
from consultations.approvals import decide
from consultations.coding.frame import rename_theme
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import Approval, Outcome, Response
from consultations.outcome.draft import draft_outcome
from consultations.outcome.publishing import OutcomeRefused, latest_outcome, publish_outcome
from consultations.settings import settings
from consultations.types import ConsultationStatus, Lane
from tests.deciding import BUSES, COSTS, being_read, decided, people_say, take, with_themes
from tests.integration.test_workspace_status import text_of
from tests.packs import TINY
from tests.publishing import Desk, noted
from tests.setting_apart import all_released
from tests.signing_in import an_account, inside_as
from tests.visiting import Visitor
from tests.worlds import Begin
from web.app import create_app

PAGE, RESULTS = f"/workspace/{TINY}/outcome", f"/c/{TINY}/results"
PASSWORD = "correct horse battery"
AROUND = {"opening": "We will open late.", "what_next": "It begins in May.", "do": "publish"}


def all_but_decided(desk: Desk) -> None:
    pack = with_themes(desk)
    with writing() as session:
        people_say(session, pack, 12, about=[BUSES])
        people_say(session, pack, 3, about=[COSTS])
        people_say(session, pack, 2, about=[], lane=Lane.STAFF)
        all_released(session, pack)
    being_read(desk)
    decided(BUSES)


@pytest.fixture
def desk(begin_with: Begin) -> Desk:
    """People spoke of buses and of costs; the first is decided, the second too small to need it."""
    return begin_with(all_but_decided)


@pytest.fixture
def pack(live: Pack) -> Pack:
    """The pack as people see it."""
    return live


@pytest.fixture
def ada(pack: Pack) -> Visitor:
    """Ada, signed in."""
    an_account("ada")
    return inside_as("ada")


def published() -> Outcome | None:
    with reading() as session:
        return latest_outcome(session, TINY)


def publish(ada: Visitor, **typed: str) -> str:
    """Check the words, and publish what the page then shows; the text of what comes back."""
    checked = ada.send(PAGE, {**AROUND, **typed, "do": "check"}).text
    read = checked.partition('name="read" value="')[2].partition('"')[0]
    return text_of(ada.send(PAGE, {**AROUND, **typed, "read": read}))


def code_of(number: int) -> str:
    """The code of somebody, by the order in which they began."""
    with reading() as session:
        rows = session.query(Response).order_by(Response.started_at, Response.id).all()
        return rows[number].code


class TestPublishing:
    def test_waits_for_the_decision(self, pack: Pack) -> None:
        with reading() as session:
            draft = draft_outcome(session, pack=pack, opening="We will open late.")

        with pytest.raises(OutcomeRefused, match="Record first"), writing() as session:
            publish_outcome(session, pack=pack, draft=draft, by="Ada")

        assert published() is None

    def test_is_refused_when_the_ledger_was_changed_while_it_was_made(self, pack: Pack) -> None:
        take(ConsultationStatus.DECIDED)
        with reading() as session:
            draft = draft_outcome(session, pack=pack, opening="We will open late.")
        decided(COSTS, outcome="not-changed")

        with pytest.raises(OutcomeRefused, match="just been changed"), writing() as session:
            publish_outcome(session, pack=pack, draft=draft, by="Ada")

        assert published() is None

    def test_puts_on_the_public_page_what_was_decided_and_why(self, ada: Visitor) -> None:
        take(ConsultationStatus.DECIDED)

        publish(ada)
        said = text_of(ada.get(RESULTS))

        assert "You said, we did" in said
        assert "We will open late." in said
        assert "Getting there You said The last bus leaves too early." in said
        assert "12 of the public raised this." in said
        assert "We changed something The bus will go one hour later. Because: You asked" in said
        assert "15 of the public took part. Fewer than 10 staff took part." in said
        assert "People chose to take part." in said
        with reading() as session:
            assert [each.detail["themes"] for each in noted(session, "outcome published")] == [1]

    def test_hides_how_many_raised_what_few_did(self, ada: Visitor) -> None:
        decided(COSTS, outcome="not-changed")
        take(ConsultationStatus.DECIDED)

        publish(ada)

        assert "Costs You said The last bus leaves too early. Fewer than 8 of the public" in (
            text_of(ada.get(RESULTS))
        )

    def test_calls_a_theme_what_it_was_renamed_to(self, ada: Visitor, pack: Pack) -> None:
        with writing() as session:
            rename_theme(
                session, pack=pack, theme_id=BUSES, name="Late buses", description="", actor="ada"
            )
        take(ConsultationStatus.DECIDED)

        publish(ada)

        assert "Late buses You said" in text_of(ada.get(RESULTS))
        assert "Late buses You told us" in text_of(ada.send("/my-response", {"code": code_of(0)}))

    def test_is_stopped_by_words_that_are_not_plain(self, ada: Visitor) -> None:
        decided(BUSES, because=f"It {'is very long and ' * 20}ends.")
        take(ConsultationStatus.DECIDED)

        said = publish(ada)

        assert "Some sentences are not plain enough yet." in said
        assert published() is None

    def test_publishes_what_was_read_and_nothing_newer(self, ada: Visitor) -> None:
        take(ConsultationStatus.DECIDED)
        read = ada.get(PAGE).text.partition('name="read" value="')[2].partition('"')[0]
        decided(BUSES, because="We thought again.")

        refused = ada.send(PAGE, {**AROUND, "read": read})

        assert "The words or the ledger have changed since you read this page." in text_of(refused)
        assert published() is None

    def test_waits_for_a_second_person_where_there_is_one(self, ada: Visitor) -> None:
        with writing() as session:
            add_account(session, name="eve", password=PASSWORD)
        take(ConsultationStatus.DECIDED)

        said = text_of(ada.get(PAGE))

        assert "Somebody else has to agree before this is published: eve" in said
        assert "Publish it" not in said

    def test_keeps_the_words_that_a_second_person_is_asked_to_read(self, ada: Visitor) -> None:
        with writing() as session:
            add_account(session, name="eve", password=PASSWORD)
        take(ConsultationStatus.DECIDED)
        checked = ada.send(PAGE, {**AROUND, "do": "check"}).text
        read = checked.partition('name="read" value="')[2].partition('"')[0]

        ada.send(PAGE, {**AROUND, "read": read, "do": "ask", "reason": "The board met."})

        eve = Visitor(create_app(settings()))
        eve.send("/workspace/sign-in", {"name": "eve", "password": PASSWORD, "next": ""})
        assert "We will open late." in text_of(eve.get(PAGE))
        with writing() as session:
            wish = session.scalars(select(Approval)).one()
            decide(session, slug=TINY, approval_id=wish.id, by="eve", agreed=True)
        assert "Publish it" in text_of(ada.get(PAGE))
        publish(ada)
        assert published() is not None


class TestBefore:
    def test_the_page_of_results_says_that_nothing_is_published(self, ada: Visitor) -> None:
        said = text_of(ada.get(RESULTS))

        assert "Nothing has been published yet." in said
        assert "10 people or more raised it, or 1% of responses if that is more." in said


class TestMyResponse:
    def test_names_the_points_of_a_respondent_before_anything_is_published(
        self, ada: Visitor
    ) -> None:
        said = text_of(ada.send("/my-response", {"code": code_of(0)}))

        assert "What became of your points Getting there You told us" in said
        assert "Nothing has been published about this yet." in said

    def test_tells_each_respondent_what_became_of_theirs(self, ada: Visitor) -> None:
        take(ConsultationStatus.DECIDED)
        publish(ada)

        mine = text_of(ada.send("/my-response", {"code": code_of(0)}))
        other = text_of(ada.send("/my-response", {"code": code_of(13)}))

        assert "We changed something. The bus will go one hour later. Because: You asked" in mine
        assert "Costs" in other
        assert "The bus will go" not in other

    def test_leads_whoever_raised_nothing_to_the_results(self, ada: Visitor) -> None:
        take(ConsultationStatus.DECIDED)
        publish(ada)

        page = ada.send("/my-response", {"code": code_of(16)}).text

        assert "What became of your points" not in page
        assert f'<a href="{RESULTS}">Read the results for everybody</a>' in page
