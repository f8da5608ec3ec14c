"""Where people stopped: each share is out of those who were asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from consultations.analysis import people_of
from consultations.content.schema import SKIP, Pack
from consultations.database import utc_now
from consultations.reach.reminding import half_way
from consultations.results.alerts import alerts
from consultations.results.progress import Step, steps, times_taken
from consultations.types import Lane
from tests.asked import asked
from tests.factories import a_response


def step(session: Session, pack: Pack, key: str, *, later: timedelta = timedelta(hours=1)) -> Step:
    found = steps(session, pack=pack, now=utc_now() + later)
    return next(each for each in found if (each.lane, each.key) == (Lane.PUBLIC, key))


class TestSteps:
    def test_count_who_answered_who_left_it_out_and_who_stopped(
        self, session: Session, pack: Pack
    ) -> None:
        a_response(session, pack, {"capacity": ["patient"], "why": "A reason"})
        a_response(session, pack, {"capacity": ["carer"], "why": [SKIP]})
        stopped = a_response(session, pack, {"capacity": ["carer"]}, submitted=False)
        stopped.cursor = "why"
        session.flush()

        why = step(session, pack, "why")

        assert (why.answered, why.skipped, why.stopped, why.asked) == (1, 1, 1, 3)
        assert step(session, pack, "capacity").answered == 3

    def test_do_not_count_whoever_may_still_be_typing(self, session: Session, pack: Pack) -> None:
        a_response(session, pack, {"capacity": ["patient"], "why": "A reason"})
        typing = a_response(session, pack, {"capacity": ["carer"]}, submitted=False)
        typing.cursor = "why"
        session.flush()

        assert step(session, pack, "why", later=timedelta(minutes=5)).stopped == 0
        assert step(session, pack, "why", later=timedelta(minutes=45)).stopped == 1


class TestTimesTaken:
    def test_are_those_of_conversations_by_length(self, session: Session, pack: Pack) -> None:
        for minutes in (2, 4, 6):
            response = a_response(session, pack, {"capacity": ["patient"]}).response
            assert response.submitted_at is not None
            response.started_at = response.submitted_at - timedelta(minutes=minutes)
        a_response(session, pack, {"capacity": ["patient"]}).response.channel = "form"
        session.flush()

        (taken,) = times_taken(people_of(session, pack=pack))

        assert (taken.people, taken.half) == (3, pytest.approx(240))


class TestAlerts:
    def test_name_what_waits_and_nothing_else(self, session: Session, pack: Pack) -> None:
        assert alerts(session, pack=pack, now=utc_now()) == []

        asked(session, pack, on=utc_now().date())

        (alert,) = alerts(session, pack=pack, now=utc_now())
        assert (alert.what, alert.number) == ("waiting-questions", 1)
        late = alerts(session, pack=pack, now=utc_now() + timedelta(days=60))
        assert [each.what for each in late] == ["overdue-questions"]

    def test_say_at_half_time_that_nobody_sees_who_is_missing(
        self, session: Session, pack: Pack
    ) -> None:
        day, middle = timedelta(days=1), half_way(pack)

        before, after = (
            {each.what for each in alerts(session, pack=pack, now=when)}
            for when in (middle - day, middle + day)
        )

        assert "no-profile" not in before
        assert "no-profile" in after
