"""Nobody publishes, opens again or takes raw text out alone, once there is somebody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from consultations.access import Role
from consultations.approvals import (
    Action,
    ApprovalRefused,
    NotAgreed,
    ask,
    decide,
    standing_of,
    use,
    wishes,
)
from consultations.database import reading, writing
from consultations.models import Approval, AuditEvent, Commissioner
from consultations.settings import settings
from consultations.steps import recorded_status
from consultations.types import ConsultationStatus
from tests.publishing import Desk
from tests.signing_in import an_account, inside_as, text_of

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EXPORT = Action.EXPORT
DETAIL = {"file": "responses.csv"}


@pytest.fixture
def team(database_url) -> None:
    """Ada and Grace analyse; Mary moderates; Lin analyses another consultation."""
    an_account("ada", Role.ANALYST)
    an_account("grace", Role.ANALYST, slug="tiny")
    an_account("mary", Role.MODERATOR)
    an_account("lin", Role.ANALYST, slug="another")


def wish(session, by="ada", **more) -> Approval:
    said = {"reason": "For the report.", "detail": DETAIL, "now": NOON} | more
    return ask(session, slug="tiny", action=EXPORT, by=by, **said)


def agree(session, one, by="grace", **more) -> Approval:
    said = {"agreed": True, "now": NOON} | more
    return decide(session, slug="tiny", approval_id=one.id, by=by, **said)


def used(session, by="ada", **more) -> Approval | None:
    said = {"detail": DETAIL, "now": NOON} | more
    return use(session, slug="tiny", action=EXPORT, by=by, **said)


def standing(session, by="ada", now=NOON, detail=DETAIL):
    return standing_of(session, slug="tiny", action=EXPORT, by=by, detail=detail, now=now)


class TestAgreement:
    def test_lets_the_one_who_asked_go_on_once(self, team, session):
        agree(session, wish(session))

        assert standing(session).may_go_on
        assert used(session).decided_by == "grace"
        with pytest.raises(NotAgreed, match="Ask for it with a reason"):
            used(session)

    def test_is_never_given_by_the_one_who_asked(self, team, session):
        with pytest.raises(ApprovalRefused, match="not the person who asked"):
            agree(session, wish(session), by="ada")

    @pytest.mark.parametrize("name", ["mary", "lin", "nobody"])
    def test_needs_a_role_that_may_agree_in_this_consultation(self, team, session, name):
        with pytest.raises(ApprovalRefused, match="with a role that may"):
            agree(session, wish(session), by=name)

    def test_counts_for_24_hours(self, team, session):
        agree(session, wish(session))

        assert standing(session, now=NOON + DAY - HOUR).may_go_on
        assert not standing(session, now=NOON + DAY).may_go_on
        with pytest.raises(NotAgreed):
            used(session, now=NOON + DAY)

    def test_counts_for_exactly_what_was_asked_and_for_nobody_else(self, team, session):
        agree(session, wish(session))

        for other in ({"detail": {"file": "another.csv"}}, {"detail": None}, {"by": "grace"}):
            with pytest.raises(NotAgreed):
                used(session, **other)

    def test_can_be_refused_with_a_reason_and_asked_for_again(self, team, session):
        one = wish(session)
        with pytest.raises(ApprovalRefused, match="Say why you do not agree"):
            agree(session, one, agreed=False)
        agree(session, one, agreed=False, reason="Not before the close.")

        assert standing(session).refused is one
        assert not standing(session).may_go_on
        with pytest.raises(ApprovalRefused, match="grace has decided this already"):
            agree(session, one)
        assert wish(session).decided_at is None

    def test_waits_for_7_days(self, team, session):
        one = wish(session)

        assert wishes(session, slugs=["tiny"], now=NOON + 6 * DAY) == [one]
        assert wishes(session, slugs=["tiny"], now=NOON + 7 * DAY) == []
        with pytest.raises(ApprovalRefused, match="older than 7 days"):
            agree(session, one, now=NOON + 7 * DAY)

    def test_is_asked_for_with_a_reason_and_not_twice(self, team, session):
        with pytest.raises(ApprovalRefused, match="Say why"):
            wish(session, reason=" ")
        wish(session)
        with pytest.raises(ApprovalRefused, match="asked for this already"):
            wish(session)

    def test_is_recorded_at_every_step(self, team, session):
        agree(session, wish(session))
        used(session)

        said = session.execute(
            select(AuditEvent.actor, AuditEvent.what)
            .where(AuditEvent.what.like("agreement%"))
            .order_by(AuditEvent.id)
        ).all()
        assert [tuple(each) for each in said] == [
            ("ada", "agreement asked for"),
            ("grace", "agreement given"),
            ("ada", "agreement used"),
        ]


class TestRule:
    def test_needs_nobody_while_there_is_nobody_else_and_records_that(self, database_url):
        an_account("ada")
        an_account("mary", Role.MODERATOR)
        with writing() as session:
            assert not standing(session).needed
            assert used(session) is None
            assert (
                session.scalar(select(AuditEvent.actor).where(AuditEvent.what == "done alone"))
                == "ada"
            )

    def test_needs_somebody_as_soon_as_there_is_one_and_no_longer(self, team, session):
        assert standing(session).others == ("grace",)
        assert standing(session).needed
        session.scalars(
            select(Commissioner).where(Commissioner.name == "grace")
        ).one().active = False
        session.flush()
        assert not standing(session).needed

    def test_needs_somebody_always_when_it_is_set_to_on(self, database_url, monkeypatch):
        an_account("ada")
        monkeypatch.setenv("SECOND_PERSON", "on")
        settings.cache_clear()

        with writing() as session, pytest.raises(NotAgreed, match="add a second person"):
            used(session)

    def test_needs_nobody_when_it_is_set_to_off(self, team, session, monkeypatch):
        monkeypatch.setenv("SECOND_PERSON", "off")
        settings.cache_clear()

        assert used(session) is None


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """A consultation that was closed before its time, by Ada."""
    an_account("ada")
    inside_as("ada").send(STATUS, {"to": "closed", "reason": "The hall was flooded."})
    return desk


STATUS, AGREEMENTS = "/workspace/tiny/status", "/workspace/tiny/approvals"


def status_now() -> ConsultationStatus | None:
    with reading() as session:
        return recorded_status(session, "tiny")


def only_wish() -> str:
    with reading() as session:
        return str(session.scalars(select(Approval.id)).one())


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestPages:
    def test_one_asks_another_agrees_and_the_first_goes_on(self, closed):
        ada = inside_as("ada")
        an_account("grace", Role.DECISION_MAKER)
        grace = inside_as("grace")
        again = {"to": "open", "reason": "The hall is dry."}
        refused = ada.send(STATUS, {**again, "do": "go"})
        assert refused.status_code == 422
        assert "Somebody else has to agree" in text_of(refused)
        assert "Ask for agreement" in text_of(ada.get(STATUS))

        assert ada.send(STATUS, {**again, "do": "ask"}).headers["location"].endswith("asked")
        assert "This waits until somebody else agrees: grace." in text_of(ada.get(STATUS))
        assert "You asked for this" in text_of(ada.get(AGREEMENTS))
        assert "Agreements (1 for you)" in text_of(grace.get("/workspace/tiny"))
        assert "(1 for you)" not in text_of(ada.get("/workspace/tiny"))
        assert "The hall is dry." in text_of(grace.get(AGREEMENTS))
        grace.send(AGREEMENTS, {"wish": only_wish(), "do": "agree"})
        assert status_now() is ConsultationStatus.CLOSED

        assert "grace has agreed" in text_of(ada.get(STATUS))
        assert ada.send(STATUS, {**again, "do": "go"}).status_code == 303
        assert status_now() is ConsultationStatus.OPEN
        assert "Agreed to by grace" in text_of(ada.get(AGREEMENTS))

    def test_whoever_is_alone_goes_on_and_reads_what_to_do(self, closed):
        ada = inside_as("ada")

        assert "Add a second person on the page People" in text_of(ada.get(STATUS))
        ada.send(STATUS, {"to": "open", "reason": "The hall is dry.", "do": "go"})
        assert status_now() is ConsultationStatus.OPEN

    def test_nobody_agrees_to_their_own_wish_by_sending_the_form(self, closed):
        ada = inside_as("ada")
        an_account("grace", Role.DECISION_MAKER)
        ada.send(STATUS, {"to": "open", "reason": "The hall is dry.", "do": "ask"})
        own = ada.send(
            AGREEMENTS, {"wish": only_wish(), "do": "agree"}, from_page="/workspace/account"
        )

        assert own.status_code == 422
        assert status_now() is ConsultationStatus.CLOSED

    def test_a_wish_that_is_not_there_is_no_fault(self, closed):
        for wish in ("", "x", "00000000-0000-0000-0000-000000000000"):
            answer = inside_as("ada").send(
                AGREEMENTS, {"wish": wish, "do": "agree"}, from_page="/workspace/account"
            )

            assert "not there any more" in text_of(answer)
