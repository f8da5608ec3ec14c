"""Results of staff and for equality come out in batches, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from consultations.database import utc_now
from consultations.equality import equality_totals, keep_equality
from consultations.models import AuditEvent, ReleasedTable
from consultations.releases.giving import give_out, plan, record, waiting
from consultations.releases.ledger import STAFF, read_ledger, released_staff
from consultations.responses import withdraw
from consultations.results.questions import question_results
from consultations.types import Lane


def result(session, pack, key="which-days", lane=Lane.STAFF):
    return next(
        each
        for each in question_results(session, pack=pack)
        if each.asked.key == key and each.lane is lane
    ).released


def release(session, pack, **more) -> list[str]:
    return give_out(session, pack=pack, by="ada", **more)


class TestStaffResults:
    def test_are_not_shown_live(self, session, pack, codes, staff):
        staff(30)

        released = result(session, pack)

        assert released.answered is None
        assert released.batch is not None
        assert released.batch.at is None

    def test_come_out_once_twenty_with_a_code_have_answered(self, session, pack, codes, staff):
        staff(19)
        assert release(session, pack) == []

        staff(6, days=["saturday"])
        assert release(session, pack) == [STAFF]

        released = result(session, pack)
        assert released.batch is not None
        assert (released.batch.number, released.batch.base) == (1, 15)
        assert released.answered == 15
        assert [group.name for group in released.groups] == ["nurse"]

    def test_do_not_count_anybody_without_a_code(self, session, pack, codes, staff, is_closed):
        staff(12)
        staff(40, days=["saturday"], verified=False)
        is_closed()
        release(session, pack)

        released = result(session, pack)
        assert released.answered == 10
        assert "saturday" not in released.totals

    def test_wait_for_the_close_where_no_codes_were_given_out(
        self, session, pack, staff, is_closed
    ):
        staff(30, verified=False)
        assert release(session, pack) == []
        assert waiting(session, pack=pack).only_after_close

        is_closed()
        assert release(session, pack) == [STAFF]
        assert result(session, pack).answered == 30

    def test_stay_as_they_were_while_one_person_more_answers(
        self, session, pack, codes, staff, is_closed
    ):
        staff(25)
        release(session, pack)
        before = result(session, pack)
        staff(1, days=["saturday"])

        assert release(session, pack) == []
        assert result(session, pack) == before

    def test_stay_as_they_were_when_somebody_takes_theirs_back_after_the_close(
        self, session, pack, codes, staff, is_closed
    ):
        first, *_ = staff(25)
        is_closed()
        release(session, pack)
        before = result(session, pack)
        withdraw(session, response=first)

        assert release(session, pack) == []
        assert result(session, pack) == before

    def test_show_small_roles_together(self, session, pack, codes, staff, is_closed):
        staff(20)
        staff(4, role="receptionist")
        is_closed()
        release(session, pack)

        assert result(session, pack, "role").joined == ("nurse", "receptionist", "")

    def test_name_the_responses_that_rows_and_words_may_be_taken_from(
        self, session, pack, codes, staff
    ):
        made = staff(25)
        assert released_staff(session, pack.slug) == frozenset()
        release(session, pack)

        released = released_staff(session, pack.slug)
        assert len(released) == 15
        assert released <= {str(each.id) for each in made}


class TestTheLedger:
    def test_keeps_nothing_exact_of_what_was_said(self, session, pack, codes, staff, is_closed):
        staff(23)
        staff(3, days=["saturday"])
        is_closed()
        release(session, pack)
        rows = session.scalars(
            select(ReleasedTable).order_by(ReleasedTable.batch, ReleasedTable.table_key)
        ).all()

        table = next(each for each in rows if "which-days" in each.table_key)
        assert table.numbers["everybody"]["people"]["sunday"] == 25
        assert table.numbers["everybody"]["people"]["saturday"] is None
        assert {each.base for each in rows} == {25}

    def test_is_written_once_when_two_try(self, session, pack, codes, staff):
        staff(25)
        planned = plan(session, pack=pack)

        assert record(session, pack=pack, planned=planned, by="ada") == [STAFF]
        assert record(session, pack=pack, planned=planned, by="grace") == []
        assert [each.by for each in read_ledger(session, consultation_slug=pack.slug)] == ["ada"]

    def test_each_batch_is_in_the_record(self, session, pack, codes, staff):
        staff(25)
        release(session, pack)
        (event,) = session.scalars(
            select(AuditEvent).where(AuditEvent.what == "results released").order_by(AuditEvent.id)
        )

        assert (event.actor, event.subject) == ("ada", pack.slug)
        assert event.detail["series"] == STAFF


class TestEqualityResults:
    @pytest.fixture
    def tomorrow(self):
        return utc_now() + timedelta(days=1)

    def told(self, session, people: int, lane=Lane.PUBLIC, **given: str) -> None:
        for _ in range(people):
            keep_equality(session, consultation_slug="tiny", lane=lane, given=given)

    def shown(self, session, key="sex", lane=Lane.PUBLIC):
        return next(
            each.released
            for each in equality_totals(session, consultation_slug="tiny")
            if each.asked.key == key and each.lane is lane
        )

    def test_wait_until_their_day_is_over(self, session, pack, tomorrow):
        self.told(session, 40, sex="female")

        assert release(session, pack) == []
        assert release(session, pack, now=tomorrow) == ["equality public"]

    def test_hide_groups_of_fewer_than_ten(self, session, pack, tomorrow, is_closed):
        self.told(session, 20, sex="female")
        self.told(session, 9, sex="male")
        is_closed()
        release(session, pack, now=tomorrow)

        people = {group.name: group.answered for group in self.shown(session).groups}
        assert people["Female"] == 20
        assert people["Male"] is None

    @pytest.mark.parametrize("lane", list(Lane))
    def test_say_nothing_of_fewer_than_ten(self, session, pack, tomorrow, is_closed, lane):
        self.told(session, 9, lane, sex="female")
        is_closed()
        release(session, pack, now=tomorrow)

        assert self.shown(session, lane=lane).answered is None
