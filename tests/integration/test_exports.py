"""The files that leave the service, on both databases."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from consultations.content.loading import ContentError
from consultations.disclosure import NOT_SHOWN
from consultations.exports import questions_csv, responses_csv, safe_cell, to_csv
from consultations.exports.taking import taking
from consultations.models import Answer, AuditEvent, Conversation, Response
from consultations.responses import withdraw
from consultations.results.responses import count_responses
from consultations.types import Lane
from tests.factories import a_response
from tests.setting_apart import all_released, redacts, removes

SIGNS = "=+-@|%\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\u207a\ufe6b"
BEFORE = st.text(" \t\r\n\u00a0\u200b\ufeff\u3000\"'\u201c\u2018\x00\x0b", max_size=4)
FORMULAS = st.builds(
    lambda before, sign, rest: before + sign + rest,
    BEFORE,
    st.sampled_from(SIGNS),
    st.text(max_size=8),
)


def exported(session, pack) -> list[dict[str, str]]:
    """The rows of the export, as a spreadsheet reads them."""
    text = responses_csv(session, consultation_slug=pack.slug, actor="a test")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


class TestResponsesCsv:
    def test_has_one_row_for_each_response_that_counts(self, session, pack):
        a_response(session, pack, {"capacity": ["carer"]})
        a_response(session, pack, {"role": ["nurse"]}, lane=Lane.STAFF)
        all_released(session, pack)
        a_response(session, pack, {"capacity": ["carer"]}, submitted=False)
        taken_back = a_response(session, pack, {"why": "Never mind"})
        withdraw(session, response=taken_back.response)

        rows = exported(session, pack)

        assert len(rows) == 2 == count_responses(session)[pack.slug].sent_in
        assert {row["lane"] for row in rows} == {"public", "staff"}

    def test_has_a_column_for_each_question_in_the_order_asked(self, session, pack):
        a_response(
            session,
            pack,
            {
                "which-days": ["saturday", "sunday"],
                "in-order": ["as-is", "late-opening"],
                "why": 'Two buses,\nand a "long" walk; really',
                "evenings-matter": ["skip"],
            },
        )

        row = exported(session, pack)[0]

        assert list(row)[10:] == [question.key for question in pack.questions]
        assert row["which-days"] == "saturday; sunday"
        assert row["in-order"] == "as-is; late-opening"
        assert row["why"] == 'Two buses,\nand a "long" walk; really'
        assert row["evenings-matter"] == ""

    def test_coarsens_who_is_in_a_small_group_in_every_column(self, session, pack):
        for group, people in (("patient", 12), ("carer", 8), ("resident", 3)):
            for _ in range(people):
                a_response(session, pack, {"capacity": [group]})

        rows = exported(session, pack)

        assert {row["stakeholder_group"] for row in rows} == {"patient", NOT_SHOWN}
        assert all(row["capacity"] == row["stakeholder_group"] for row in rows)

    def test_says_nothing_of_staff_beside_their_own_words(self, session, pack):
        for _ in range(24):
            said = {"role": ["nurse"], "why": "Too few of us"}
            a_response(session, pack, said, lane=Lane.STAFF).response.verified = True
        session.flush()
        all_released(session, pack)

        rows = exported(session, pack)

        assert {row["why"] for row in rows} == {"Too few of us"}
        assert {row[key] for row in rows for key in ("role", "verified", "channel")} == {NOT_SHOWN}

    def test_holds_back_what_staff_chose_and_has_no_row_of_those_who_wait(self, session, pack):
        said = {"role": ["nurse"], "which-days": ["sunday"], "why": "Too few of us"}
        a_response(session, pack, said, lane=Lane.STAFF)
        all_released(session, pack)
        a_response(session, pack, said, lane=Lane.STAFF)

        (row,) = exported(session, pack)

        assert (row["lane"], row["why"]) == ("staff", "Too few of us")
        assert {row[key] for key in ("submitted_on", "late", "which-days")} == {""}
        assert {row[key] for key in ("role", "channel", "content_version")} == {NOT_SHOWN}

    def test_ties_no_two_answers_of_staff_to_one_person(self, session, pack):
        for number in range(20):
            a_response(session, pack, {"why": f"Why {number}"}, lane=Lane.STAFF)
        all_released(session, pack)
        out = taking(session, consultation_slug=pack.slug)
        why = next(each for each in out.questions if each.key == "why")

        stands = [
            words == out.words["why"][out.snapshot.ids[person.row]]
            for person, words in (zip(out.people, out.own_words(why), strict=True))
        ]
        named = {person.name for person, _, _ in out.comments()}
        assert len({*out.own_words(why)}) == 20
        assert not all(stands)
        assert not named & {person.name for person in out.people}

    def test_leaves_out_what_was_set_apart_and_what_was_redacted(self, session, pack):
        kept = a_response(session, pack, {"why": "Ask Nurse Joy about it"}).response
        apart = a_response(session, pack, {"why": "Sent by a machine"}).response
        redacts(session, kept.answers[0], "Nurse Joy")
        removes(session, apart)

        rows = exported(session, pack)

        assert [row["why"] for row in rows] == ["Ask [redacted: names a person] about it"]

    def test_says_the_day_and_never_the_time(self, session, pack):
        a_response(session, pack, {"capacity": ["carer"]})

        assert len(exported(session, pack)[0]["submitted_on"]) == len("2026-09-01")

    def test_holds_no_code_and_no_id_that_leads_back(self, session, pack):
        a_response(session, pack, {"why": "Two buses"})
        text = responses_csv(session, consultation_slug=pack.slug, actor="a test")

        for column in (Response.code, Response.id, Conversation.id, Answer.receipt, Answer.id):
            for secret in session.scalars(select(column)):
                assert str(secret) not in text

    def test_names_a_row_differently_in_every_export(self, session, pack):
        a_response(session, pack, {"why": "Two buses"})

        names = {exported(session, pack)[0]["row"] for _ in range(3)}

        assert len(names) == 3

    def test_is_noted_with_who_and_how_many(self, session, pack):
        a_response(session, pack, {"why": "Two buses"})
        responses_csv(session, consultation_slug=pack.slug, actor="ada")

        noted = session.scalars(
            select(AuditEvent).where(AuditEvent.what == "responses exported")
        ).one()

        assert (noted.actor, noted.subject, noted.detail) == ("ada", pack.slug, {"rows": 1})

    def test_begins_with_the_mark_that_excel_needs(self, session, pack):
        text = responses_csv(session, consultation_slug=pack.slug, actor="a test")

        assert text.startswith('\ufeff"row"')

    def test_refuses_a_consultation_that_is_not_there(self, session):
        with pytest.raises(ContentError, match="no consultation called nowhere"):
            responses_csv(session, consultation_slug="nowhere", actor="a test")


class TestQuestionsCsv:
    def test_explains_every_column_and_every_value(self, session, pack):
        a_response(session, pack, {"capacity": ["carer"], "evenings-matter": ["agree"]})
        text = questions_csv(session, consultation_slug=pack.slug, actor="a test")

        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

        columns = {row["column"] for row in rows}
        assert set(exported(session, pack)[0]) == columns
        assert ("evenings-matter", "agree", "Agree") in {
            (row["column"], row["value"], row["words_of_the_value"]) for row in rows
        }


class TestSafeCell:
    @given(FORMULAS)
    def test_nothing_that_could_be_a_formula_is_left_bare(self, text):
        assert safe_cell(text) == f"'{text}"

    @given(st.text())
    def test_no_cell_begins_like_a_formula(self, text):
        plain = unicodedata.normalize("NFKC", safe_cell(text))

        assert not plain.lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n"))

    @pytest.mark.parametrize(
        "text", ["Two buses", "", "5 = 5", "don't", "'quoted'", "\u00a35 more"]
    )
    def test_plain_words_stay_as_they_are(self, text):
        assert safe_cell(text) == text

    @given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1)))
    def test_what_is_written_can_be_read_back(self, rows):
        text = to_csv(rows).removeprefix("\ufeff")

        read = list(csv.reader(io.StringIO(text, newline="")))

        assert read == [[safe_cell(cell) for cell in row] for row in rows]
