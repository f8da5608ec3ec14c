"""The queue of questions without an answer, on both databases."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from consultations.accounts import add_account
from consultations.models import AuditEvent, ContentVersion, Enquiry
from consultations.queue.evidence import (
    NOT_SHOWN,
    asked_csv,
    count_enquiries,
    count_queue,
    enquiries_csv,
)
from consultations.queue.looking_after import (
    Because,
    DealtWith,
    NotThere,
    QueueError,
    answer_with,
    assign,
    chosen,
    close,
    owners,
    put_back,
    set_due,
)
from consultations.queue.published import answer_given, new_since_opening, topics_of
from consultations.queue.standing import Standing, group_with, groups_standing
from consultations.settings import settings
from consultations.versions import keep_version
from tests.asked import DUE, LATER, MONDAY, asked


@pytest.fixture
def ada(session) -> str:
    """Somebody who can sign in."""
    return add_account(session, name="ada", password="correct horse battery").name


def groups(session, pack, standing=Standing.WAITING, today=MONDAY):
    return groups_standing(session, pack=pack, standing=standing, today=today)


def recorded(session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(AuditEvent.what, AuditEvent.subject)
        .where(AuditEvent.what.startswith("question"))
        .order_by(AuditEvent.id)
    )
    return [tuple(row) for row in rows]


class TestLists:
    def test_a_new_question_waits_for_two_weeks_without_an_owner(self, session, pack):
        question = asked(session, pack)
        (group,) = groups(session, pack)

        assert (group.id, group.times, group.owner, group.due) == (question.id, 1, None, DUE)

    def test_questions_that_ask_the_same_stand_together(self, session, pack):
        for text in ("Will there be a bus?", "will there be a bus", "Will there be a bus ??"):
            asked(session, pack, text)
        asked(session, pack, "Will there be a bus?", on=LATER)
        (group,) = groups(session, pack)

        assert (group.times, group.first_asked, group.last_asked) == (4, MONDAY, LATER)
        assert len(group.wordings) == 3

    def test_what_is_due_first_comes_first(self, session, pack):
        late, early = asked(session, pack, "Cake?", on=LATER), asked(session, pack, "Any dogs?")
        assert [each.id for each in groups(session, pack)] == [early.id, late.id]

        set_due(session, questions=[late], due=MONDAY, actor="ada")
        assert [each.id for each in groups(session, pack)] == [late.id, early.id]

    def test_overdue_begins_on_the_day_after(self, session, pack):
        asked(session, pack)

        assert groups(session, pack, Standing.OVERDUE, DUE) == []
        assert len(groups(session, pack, Standing.OVERDUE, LATER)) == 1

    def test_another_consultation_has_its_own(self, session, pack, real_pack):
        question = asked(session, pack)

        assert groups(session, real_pack) == []
        assert group_with(session, pack=real_pack, question_id=question.id) is None
        with pytest.raises(NotThere):
            chosen(session, consultation_slug=real_pack.slug, ids=[question.id])


class TestLookingAfter:
    def test_an_owner_and_a_date_are_recorded(self, session, pack, ada):
        question = asked(session, pack)
        assign(session, questions=[question], owner=ada, actor="tom")
        set_due(session, questions=[question], due=LATER, actor="tom")

        assert (question.owner, question.due_on) == ("ada", LATER)
        assert recorded(session) == [
            ("question given an owner", str(question.id)),
            ("question given a date", str(question.id)),
        ]

    def test_saving_the_same_again_records_nothing(self, session, pack, ada):
        question = asked(session, pack)
        for _ in range(2):
            assign(session, questions=[question], owner=ada, actor="tom")

        assert len(recorded(session)) == 1

    def test_nobody_owns_who_cannot_sign_in(self, session, pack, ada):
        add_account(session, name="zoe", password="correct horse battery").active = False
        session.flush()

        assert owners(session) == [ada]
        for name in ("zoe", "nobody"):
            with pytest.raises(QueueError, match="can sign in"):
                assign(session, questions=[asked(session, pack)], owner=name, actor="tom")

    def test_an_answer_of_the_pack_answers_all_at_once(self, session, pack):
        questions = [asked(session, pack), asked(session, pack)]
        answer_with(session, questions=questions, pack=pack, answer_id="parking", actor="ada")
        (group,) = groups(session, pack, Standing.ANSWERED)

        assert groups(session, pack) == []
        assert group.times == 2
        assert {(each.answer_id, each.closed_by) for each in questions} == {("parking", "ada")}

    def test_an_answer_that_is_not_there_answers_nothing(self, session, pack):
        question = asked(session, pack)
        with pytest.raises(QueueError, match="no such answer"):
            answer_with(session, questions=[question], pack=pack, answer_id="x", actor="ada")

        assert len(groups(session, pack)) == 1

    def test_closing_says_why_and_can_be_undone(self, session, pack):
        question = asked(session, pack)
        close(session, questions=[question], because=Because.PERSONAL, actor="ada")
        (group,) = groups(session, pack, Standing.CLOSED)
        assert (group.id, question.closed_because) == (question.id, "personal")

        put_back(session, questions=[question], actor="ada")
        assert [each.id for each in groups(session, pack)] == [question.id]
        assert (question.closed_at, question.closed_by, question.closed_because) == (None,) * 3
        assert [what for what, _ in recorded(session)] == ["question closed", "question put back"]

    def test_two_who_close_different_questions_can_undo_each_their_own(self, session, pack):
        questions = [asked(session, pack, text) for text in ("Cake?", "Any dogs?")]
        for question in questions:
            close(session, questions=[question], because=Because.NOT_A_QUESTION, actor="ada")

        assert [len(each.questions) for each in groups(session, pack, Standing.CLOSED)] == [1, 1]

    def test_what_a_colleague_dealt_with_is_not_touched_again(self, session, pack):
        first, second = asked(session, pack), asked(session, pack)
        close(session, questions=[first], because=Because.PERSONAL, actor="tom")
        done = answer_with(
            session, questions=[first, second], pack=pack, answer_id="parking", actor="ada"
        )

        assert done == [second]
        assert first.closed_by == "tom"
        with pytest.raises(DealtWith):
            close(session, questions=[first, second], because=Because.PERSONAL, actor="ada")

    def test_only_what_was_dealt_with_can_be_put_back(self, session, pack):
        with pytest.raises(QueueError, match="in the queue already"):
            put_back(session, questions=[asked(session, pack)], actor="ada")

    def test_the_record_holds_none_of_the_words(self, session, pack, ada):
        question = asked(session, pack, "My name is Wilhelmina")
        assign(session, questions=[question], owner=ada, actor=ada)
        close(session, questions=[question], because=Because.PERSONAL, actor=ada)
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()

        assert not any("Wilhelmina" in f"{each.subject}{each.detail}" for each in events)


class TestEvidence:
    def test_the_queue_is_counted(self, session, pack):
        questions = [asked(session, pack, f"Number {n}?") for n in range(5)]
        for question, days in zip(questions[:2], (2, 5), strict=True):
            answer_with(session, questions=[question], pack=pack, answer_id="parking", actor="a")
            question.closed_at = datetime(2026, 9, 7 + days, 12, tzinfo=UTC)
        close(session, questions=questions[2:3], because=Because.PERSONAL, actor="a")
        session.flush()
        count = count_queue(session, consultation_slug=pack.slug, today=LATER)

        assert (count.waiting, count.overdue, count.answered, count.closed) == (2, 2, 2, 1)
        assert count.in_all == 5
        assert count.median_days == 3.5

    def test_no_question_has_no_median(self, session, pack):
        assert count_queue(session, consultation_slug=pack.slug, today=MONDAY).median_days is None

    def test_enquiries_are_counted_by_answer_and_by_how_they_ended(self, session, pack):
        for answer_id, outcome in [("parking", "answered")] * 2 + [(None, "unknown")]:
            session.add(enquiry(session, pack, answer_id, outcome))
        session.flush()

        counts = count_enquiries(session, consultation_slug=pack.slug)
        assert counts == {"parking": {"answered": 2}, None: {"unknown": 1}}
        rows = rows_of(enquiries_csv(session, pack=pack, actor="ada"))
        assert {(row["answer"], row["question"], row["times"]) for row in rows} == {
            ("parking", pack.answer("parking").asks[0], "2"),
            ("", "", "1"),
        }

    def test_the_file_says_what_became_of_each_question(self, session, pack, ada):
        plain, formula, personal = (
            asked(session, pack, text, on=MONDAY + timedelta(days=n))
            for n, text in enumerate(("Cake?", "=HYPERLINK(1)", "I am ill"))
        )
        assign(session, questions=[plain], owner=ada, actor=ada)
        answer_with(session, questions=[formula], pack=pack, answer_id="parking", actor=ada)
        close(session, questions=[personal], because=Because.PERSONAL, actor=ada)
        rows = rows_of(asked_csv(session, pack=pack, actor=ada, today=MONDAY))

        assert [tuple(row.values())[2:] for row in rows] == [
            ("Cake?", "waiting", "ada", DUE.isoformat(), "", "", "1"),
            ("'=HYPERLINK(1)", "answered", "", "2026-09-22", "parking", "", "2"),
            (NOT_SHOWN, "closed", "", "2026-09-23", "", "personal", "3"),
        ]


class TestPublished:
    def test_answers_stand_under_their_file(self, pack):
        topics = topics_of(pack, content_dir=settings().content_dir)

        assert [topic.name for topic in topics] == ["hours"]
        assert [each.id for each in topics[0].answers] == [each.id for each in pack.answers]

    def test_an_answer_is_new_when_it_came_after_the_opening(self, session, pack):
        before = pack.model_copy(update={"answers": pack.answers[:-1]})
        for each, on in ((before, date(2019, 1, 1)), (pack, date(2026, 9, 7))):
            publish_on(session, again(each), on)

        assert new_since_opening(session, pack=pack) == {pack.answers[-1].id: date(2026, 9, 7)}

    def test_nothing_is_new_that_was_there_at_the_opening(self, session, pack):
        publish_on(session, pack, date(2019, 1, 1))

        assert new_since_opening(session, pack=pack) == {}

    def test_an_answer_that_was_taken_out_is_still_found_for_those_who_asked(self, session, pack):
        keep_version(session, pack)
        without = again(pack.model_copy(update={"answers": pack.answers[:1]}))
        keep_version(session, without)

        shown, answer = answer_given(session, pack=without, answer_id="parking")
        assert (shown.version, answer.id) == (pack.version, "parking")
        assert answer_given(session, pack=without, answer_id="never") is None


def again(pack):
    """A pack that works out its version anew."""
    return type(pack).model_validate(pack.model_dump(by_alias=True))


def publish_on(session, pack, day: date) -> None:
    version = session.get_one(ContentVersion, keep_version(session, pack))
    version.published_at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    session.flush()


def enquiry(session, pack, answer_id, outcome) -> Enquiry:
    return Enquiry(
        consultation_slug=pack.slug,
        content_version=keep_version(session, pack),
        asked_on=MONDAY,
        outcome=outcome,
        answer_id=answer_id,
    )


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
