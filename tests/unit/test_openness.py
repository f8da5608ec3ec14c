"""The steps of a consultation: by the record, by its dates, and by what its files wish."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.content.schema import LONDON, Consultation, Pack
from consultations.openness import (
    FILES_SAY,
    FOLLOWS,
    ORDER,
    disagreement,
    due_steps,
    is_open,
    may_answer,
    needs_reason,
    refusal,
    status_now,
)
from consultations.types import ConsultationStatus

DRAFT, OPEN, CLOSED, ANALYSING, DECIDED = ConsultationStatus
OPENS = datetime(2026, 7, 1, 9, 0, tzinfo=LONDON)
CLOSES = datetime(2026, 10, 31, 17, 0, tzinfo=LONDON)
A_MOMENT = timedelta(seconds=1)
BEFORE, DURING, AFTER = OPENS - A_MOMENT, OPENS + A_MOMENT, CLOSES + A_MOMENT
WHY = "A flood closed the hall."


@pytest.fixture(scope="module")
def consultation(pack: Pack) -> Consultation:
    return pack.consultation.model_copy(
        update={"opens": OPENS, "closes": CLOSES, "status": ConsultationStatus.OPEN}
    )


def saying(consultation: Consultation, status: ConsultationStatus) -> Consultation:
    """The same with another status in its file."""
    return consultation.model_copy(update={"status": status})


class TestDates:
    @pytest.mark.parametrize(
        ("now", "status"),
        [(BEFORE, DRAFT), (OPENS, OPEN), (CLOSES - A_MOMENT, OPEN), (CLOSES, CLOSED)],
    )
    def test_open_and_close_to_the_second(
        self, consultation: Consultation, now: datetime, status: ConsultationStatus
    ) -> None:
        assert status_now(consultation, now=now) is status
        assert is_open(consultation, now=now) is (status is OPEN)

    @pytest.mark.parametrize(
        ("closes", "in_utc"),
        [
            (datetime(2026, 6, 30, 17, 0, tzinfo=LONDON), datetime(2026, 6, 30, 16, 0, tzinfo=UTC)),
            (datetime(2026, 12, 1, 17, 0, tzinfo=LONDON), datetime(2026, 12, 1, 17, 0, tzinfo=UTC)),
            # The hour from 1am to 2am comes twice in October; the first is meant.
            (
                datetime(2026, 10, 25, 1, 30, tzinfo=LONDON),
                datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            ),
            (datetime(2026, 10, 25, 2, 0, tzinfo=LONDON), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
            (
                datetime(2027, 3, 28, 2, 30, tzinfo=LONDON),
                datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
            ),
        ],
    )
    def test_are_those_of_a_clock_in_london(
        self, consultation: Consultation, closes: datetime, in_utc: datetime
    ) -> None:
        dated = consultation.model_copy(
            update={"opens": datetime(2026, 1, 1, tzinfo=LONDON), "closes": closes}
        )

        assert status_now(dated, now=in_utc - A_MOMENT) is OPEN
        assert status_now(dated, now=in_utc) is CLOSED

    def test_do_nothing_to_a_draft(self, consultation: Consultation) -> None:
        assert due_steps(saying(consultation, DRAFT), recorded=None, now=AFTER) == []

    def test_take_effect_when_they_come_however_late_they_are_seen(
        self, consultation: Consultation
    ) -> None:
        steps = due_steps(consultation, recorded=None, now=AFTER + timedelta(days=9))

        assert [(each.status, each.at) for each in steps] == [(OPEN, OPENS), (CLOSED, CLOSES)]

    def test_do_not_open_again_what_was_closed(self, consultation: Consultation) -> None:
        assert status_now(consultation, recorded=CLOSED, now=DURING) is CLOSED

    @given(
        recorded=st.sampled_from([None, *ORDER]),
        wish=st.sampled_from(ORDER),
        minutes=st.lists(st.integers(-1, 240_000), min_size=1, max_size=6),
    )
    def test_never_go_back_and_never_decide(
        self,
        consultation: Consultation,
        recorded: ConsultationStatus | None,
        wish: ConsultationStatus,
        minutes: list[int],
    ) -> None:
        said = saying(consultation, wish)
        places = []
        for minute in sorted(minutes):
            now = OPENS + timedelta(minutes=minute)
            recorded = status_now(said, recorded=recorded, now=now)
            places.append(ORDER.index(recorded))

        assert places == sorted(places)
        assert recorded is not DECIDED or places[0] == ORDER.index(DECIDED)


class TestTheFirstVersion:
    """What a pack says on the day on which the service first sees it."""

    @pytest.mark.parametrize(
        ("wish", "now", "status"),
        [
            (OPEN, DURING, OPEN),
            (CLOSED, DURING, CLOSED),
            (ANALYSING, BEFORE, DRAFT),
            (ANALYSING, DURING, OPEN),
            (ANALYSING, AFTER, ANALYSING),
            (DECIDED, DURING, OPEN),
            (DECIDED, AFTER, CLOSED),
        ],
    )
    def test_is_taken_one_step_further_at_most(
        self,
        consultation: Consultation,
        wish: ConsultationStatus,
        now: datetime,
        status: ConsultationStatus,
    ) -> None:
        assert status_now(saying(consultation, wish), now=now) is status


class TestRefusal:
    @pytest.mark.parametrize(
        ("status", "to", "now"),
        [
            *[
                (status, to, now)
                for status in ORDER
                for to in ORDER
                for now in (BEFORE, DURING, AFTER)
                if to not in FOLLOWS[status]
            ],
            (DRAFT, OPEN, BEFORE),
            (DRAFT, OPEN, AFTER),
            (CLOSED, OPEN, AFTER),
        ],
    )
    def test_of_a_jump_is_a_sentence(
        self,
        consultation: Consultation,
        status: ConsultationStatus,
        to: ConsultationStatus,
        now: datetime,
    ) -> None:
        why_not = refusal(consultation, status=status, to=to, reason=WHY, now=now)

        assert why_not is not None
        assert all(len(each.split()) <= 20 for each in why_not.split(". "))

    @pytest.mark.parametrize(
        ("status", "to", "now"),
        [
            (DRAFT, OPEN, DURING),
            (OPEN, CLOSED, DURING),
            (OPEN, CLOSED, AFTER),
            (CLOSED, OPEN, DURING),
            (CLOSED, ANALYSING, AFTER),
            (ANALYSING, DECIDED, AFTER),
            (ANALYSING, DECIDED, DURING),
        ],
    )
    def test_is_not_made_of_a_step_that_may_be_taken(
        self,
        consultation: Consultation,
        status: ConsultationStatus,
        to: ConsultationStatus,
        now: datetime,
    ) -> None:
        assert refusal(consultation, status=status, to=to, reason=WHY, now=now) is None

    def test_is_made_of_files_that_decide_before_the_promised_close(
        self, consultation: Consultation
    ) -> None:
        why_not = refusal(consultation, status=ANALYSING, to=DECIDED, reason=FILES_SAY, now=DURING)

        assert why_not is not None
        assert "a named person" in why_not

    @pytest.mark.parametrize(
        ("status", "to"), [(OPEN, CLOSED), (CLOSED, OPEN), (ANALYSING, DECIDED)]
    )
    @pytest.mark.parametrize("reason", [None, "", "  "])
    def test_is_made_of_closing_early_and_opening_again_without_a_reason(
        self,
        consultation: Consultation,
        status: ConsultationStatus,
        to: ConsultationStatus,
        reason: str | None,
    ) -> None:
        assert needs_reason(consultation, status=status, to=to, now=DURING)
        assert "reason" in (
            refusal(consultation, status=status, to=to, reason=reason, now=DURING) or ""
        )


class TestDisagreement:
    @pytest.mark.parametrize(
        ("wish", "status", "now"),
        [
            (DECIDED, OPEN, DURING),
            (DECIDED, CLOSED, AFTER),
            (ANALYSING, OPEN, DURING),
            (ANALYSING, DRAFT, BEFORE),
            (OPEN, CLOSED, DURING),
        ],
    )
    def test_says_what_the_files_wish_for_and_why_not(
        self,
        consultation: Consultation,
        wish: ConsultationStatus,
        status: ConsultationStatus,
        now: datetime,
    ) -> None:
        said = disagreement(saying(consultation, wish), status=status, now=now)

        assert said is not None
        assert f"'{wish}'" in said
        assert f"'{status}'" in said

    @pytest.mark.parametrize("status", [OPEN, CLOSED, ANALYSING, DECIDED])
    def test_is_none_when_nobody_has_edited_the_files_since(
        self, consultation: Consultation, status: ConsultationStatus
    ) -> None:
        assert disagreement(consultation, status=status, now=AFTER) is None


@pytest.mark.parametrize(
    ("status", "unsent", "sent"),
    [
        (DRAFT, False, False),
        (OPEN, True, True),
        (CLOSED, True, False),
        (ANALYSING, False, False),
        (DECIDED, False, False),
    ],
)
def test_who_may_go_on_at_each_status(status: ConsultationStatus, unsent: bool, sent: bool) -> None:
    assert may_answer(status, is_sent=False) is unsent
    assert may_answer(status, is_sent=True) is sent
