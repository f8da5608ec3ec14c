"""Responses that come in files: counted like all others, or refused with row and column."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from consultations.analysis import people_of
from consultations.content.schema import LONDON
from consultations.database import utc_now
from consultations.exports.names import Kind
from consultations.exports.taking_out import take_out
from consultations.forms import Given
from consultations.imports.bringing import batches_of, bring_in, keep_response, new_batch, undo
from consultations.imports.channels import Channel
from consultations.imports.faults import WrongFile
from consultations.imports.files import look_at, make_ready, terms
from consultations.models import Answer, Redaction, Response
from consultations.results.responses import count_responses
from consultations.types import Lane
from tests.factories import a_response
from tests.setting_apart import all_released

HEADER = (
    "Response ID,Submitted date,Which of these is closest to you?,Which days matter most to you?,"
)
HEADER += "What are your reasons?,Colour\n"
TODAY = f"{utc_now().astimezone(LONDON):%d/%m/%Y}"


def a_file(*rows: str, header: str = HEADER) -> bytes:
    return (header + "\n".join(rows) + "\n").encode()


def brings(session, pack, data: bytes, *, lane=Lane.PUBLIC, channel=Channel.IMPORT, **more):
    """Bring a file in as it is guessed to be."""
    ready = make_ready(pack, look_at(pack, data), terms(pack, lane=lane, **more))
    return bring_in(
        session, pack=pack, ready=ready, channel=channel, name="responses.csv", by="ada"
    )


def refused(session, pack, data: bytes) -> list[str]:
    with pytest.raises(WrongFile) as error:
        brings(session, pack, data)
    return [str(each) for each in error.value.faults]


GOOD = a_file(
    f"1,{TODAY},A patient,Weekdays; Sunday,Two buses,red",
    f"2,{TODAY},carer,SUNDAY,,blue",
)


ALIKE = ("lane", "channel", "late", "verified", "measured", "place", "interest", "started_at")


def as_said(response: Response) -> dict[str, tuple[object, ...]]:
    return {
        each.question_key: (each.choices, each.comment, each.skipped, each.revision, each.current)
        for each in response.answers
    }


class TestFile:
    def test_becomes_responses_like_all_others(self, session, pack):
        brings(session, pack, GOOD, channel=Channel.PAPER)
        a_response(session, pack, {"capacity": ["carer"]})

        people = people_of(session, pack=pack)

        assert count_responses(session)[pack.slug].public == 3
        assert people.channel.counts() == {"paper": 2, "chat": 1}
        assert people.group.counts() == {"patient": 1, "carer": 2}
        assert people.answers("which-days").counts() == {"weekdays": 1, "sunday": 2}

    def test_is_kept_as_if_each_row_were_typed_in(self, session, pack):
        brings(session, pack, GOOD)
        batch = new_batch(session, pack=pack, channel=Channel.IMPORT, name="typed", by="ada")
        said = {
            "capacity": Given(("patient",)),
            "which-days": Given(("weekdays", "sunday")),
            "why": Given((), "Two buses"),
        }
        day = utc_now().astimezone(LONDON).date()
        keep_response(
            session, pack=pack, batch=batch, lane=Lane.PUBLIC, given=said, received_on=day
        )
        session.flush()
        of_patients = select(Response).where(Response.stakeholder_group == "patient")
        first, second = (
            ({each: getattr(row, each) for each in ALIKE}, as_said(row))
            for row in session.scalars(of_patients.order_by(Response.changed_at))
        )

        assert first == second

    def test_may_be_a_workbook(self, session, pack):
        book = Workbook()
        book.active.append(["capacity", "Submitted date", "why"])
        book.active.append(["Someone who lives here", utc_now().replace(tzinfo=None), "Far"])
        file = io.BytesIO()
        book.save(file)

        assert brings(session, pack, file.getvalue()).rows == 1

    def test_may_come_from_a_spreadsheet_with_other_signs(self, session, pack):
        data = '\ufeffcapacity;why\ncarer;"Two buses, and a walk"\n'.encode("utf-16-le")
        plain = data.decode("utf-16-le").encode("utf-8")

        assert brings(session, pack, plain).rows == 1

    def test_is_late_by_the_day_on_which_it_came(self, session, pack, monkeypatch):
        day = utc_now().astimezone(LONDON).date()
        monkeypatch.setattr(
            "consultations.imports.bringing.closed_since",
            lambda *_, **__: utc_now() - timedelta(days=5),
        )
        brings(session, pack, a_file("why\nIn time", header=""), received_on=day - timedelta(9))
        brings(session, pack, a_file("why\nToo late", header=""), received_on=day)

        late = session.execute(
            select(Answer.comment, Response.late).join(Answer.response).order_by(Answer.comment)
        )

        assert dict(late.tuples().all()) == {"In time": False, "Too late": True}

    def test_hides_what_may_say_who_somebody_is(self, session, pack):
        brings(session, pack, a_file("why\nRing me on 07700 900123 today", header=""))

        hidden = session.scalars(select(Redaction)).one()

        assert hidden.reason == "may say who somebody is"
        assert session.scalars(select(Answer.comment)).one().startswith("Ring me")

    def test_can_be_what_was_taken_out(self, session, pack, tmp_path):
        for _ in range(12):
            said = {"which-days": ["sunday"], "in-order": ["as-is", "late-opening"]}
            a_response(session, pack, {"capacity": ["carer"], "why": "=1+1", **said})
        a_response(session, pack, {"role": ["nurse"], "why": "Too few"}, lane=Lane.STAFF)
        all_released(session, pack)
        take_out(
            session, consultation_slug=pack.slug, kind=Kind.WIDE, folder=tmp_path / "out", by="ada"
        )
        brings(session, pack, (tmp_path / "out" / "responses.csv").read_bytes())
        people = people_of(session, pack=pack)

        assert count_responses(session)[pack.slug].public == 24
        assert people.group.counts() == {"carer": 24, "": 1, "nurse": 1}
        assert people.answers("in-order").pattern_counts() == {("as-is", "late-opening"): 24}
        assert (
            session.scalar(select(func.count()).select_from(Answer).where(Answer.comment == "=1+1"))
            == 24
        )


class TestWrongFile:
    def test_is_refused_with_row_and_column_and_nothing_is_kept(self, session, pack):
        bad = a_file(
            f"1,{TODAY},A patient,Mondays,Fine,red",
            "2,31/02/2026,A patient,Sunday,Fine,red",
            f"3,{TODAY},A patient,Weekdays; Saturday; Sunday,Fine,red",
            f"4,{TODAY},,,,red",
        )
        faults = refused(session, pack, bad)

        assert faults[0] == (
            "Row 2, column D (Which days matter most to you?): “Mondays” is not offered. "
            "These are: Weekdays; Saturday; Sunday."
        )
        assert faults[1].startswith("Row 3, column B (Submitted date): “31/02/2026” is not a day")
        assert faults[2].endswith("These answers cannot be given together. 2 are the most.")
        assert faults[3] == "Row 5: This row answers no question."
        assert session.scalar(select(func.count()).select_from(Response)) == 0
        assert batches_of(session, consultation_slug=pack.slug) == []

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "empty"),
            (b"why\n", "a header and no rows"),
            (b"\x00\x01\x02binary", "not a CSV file"),
            (b"PK\x03\x04 broken", "workbook cannot be read"),
            (b"why,why\na,b\n", "Row 1, column B (why): Column A has the same header"),
            (b"why\na,b\n", "Row 2: This row has 2 cells, and the first row names 1"),
            (b"colour\nred\n", "No column answers a question"),
            (b'why\n"open\n', "not a CSV file that can be read"),
        ],
    )
    def test_says_what_is_wrong(self, session, pack, data, said):
        assert said in " ".join(refused(session, pack, data))

    def test_is_refused_the_second_time(self, session, pack):
        brings(session, pack, GOOD)

        assert "This very file was brought in on" in refused(session, pack, GOOD)[0]
        assert count_responses(session)[pack.slug].public == 2


class TestUndoing:
    def test_takes_back_everything_that_came_with_a_batch(self, session, pack):
        batch = brings(session, pack, GOOD)
        a_response(session, pack, {"capacity": ["carer"]})
        people_of(session, pack=pack)

        assert undo(session, batch=batch, by="ada") == 2
        assert people_of(session, pack=pack).n == 1
        assert (
            session.scalars(select(Answer.comment).where(Answer.comment.is_not(None))).all() == []
        )

    def test_lets_the_file_be_brought_in_again(self, session, pack):
        undo(session, batch=brings(session, pack, GOOD), by="ada")

        assert brings(session, pack, GOOD).rows == 2
        assert count_responses(session)[pack.slug].public == 2
