"""Readiness: filled from facts, with what is missing, and never a verdict."""

from __future__ import annotations

import pytest

from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.readiness.checklist import LINES, Line, checklist
from consultations.readiness.notes import NoteError, write_note
from consultations.readiness.rules import rules
from consultations.types import Lane
from tests.deciding import BUSES, being_read, decided, people_say, with_themes
from tests.integration.test_workspace_status import text_of
from tests.packs import TINY
from tests.publishing import Desk
from tests.setting_apart import all_released
from tests.signing_in import an_account, inside_as
from tests.worlds import Begin

PAGE = f"/workspace/{TINY}/readiness"


def people_spoke(desk: Desk) -> None:
    pack = with_themes(desk)
    with writing() as session:
        people_say(session, pack, 12, about=[BUSES])
        people_say(session, pack, 2, about=[], lane=Lane.STAFF)
        all_released(session, pack)
    being_read(desk)


@pytest.fixture
def desk(begin_with: Begin) -> Desk:
    """12 people of the public and 2 of staff, in a consultation that has closed."""
    return begin_with(people_spoke)


@pytest.fixture
def pack(live: Pack) -> Pack:
    """The pack as people see it."""
    return live


def lines(pack: Pack) -> dict[str, Line]:
    with reading() as session:
        found = checklist(session, pack=pack)
    return {line.rule.id: line for group in found for line in group.lines}


class TestTheRules:
    def test_have_a_fact_for_each_line_and_a_day_since_when_each_holds(self) -> None:
        asked = [line.id for group in rules().groups for line in group.lines]

        assert sorted(asked) == sorted(LINES)
        assert all(group.valid_from and group.source for group in rules().groups)

    def test_say_how_scrutiny_works_since_2024(self) -> None:
        scrutiny = next(each for each in rules().groups if each.id == "scrutiny")

        assert scrutiny.valid_from.isoformat() == "2024-01-31"
        assert "a council can no longer refer it" in " ".join(scrutiny.what.split())


class TestTheFacts:
    def test_come_from_the_pack_the_record_and_the_responses(self, pack: Pack) -> None:
        found = lines(pack)

        assert "14 received. 0 taken back by their authors. 0 set apart. 14 analysed." in (
            found["accounted-for"].found.fact
        )
        assert "Open for" in found["days-open"].found.fact
        assert "2 members of staff" in found["staff-heard"].found.fact
        assert "“Open on two evenings" in found["preferred"].found.fact or (
            "named as preferred" in found["preferred"].found.fact
        )
        assert "National Health Service Act" not in found["scrutiny-body"].found.fact
        assert "The council of Little Vale" in found["scrutiny-body"].found.fact

    def test_say_what_is_missing_until_it_is_there(self, pack: Pack) -> None:
        before = lines(pack)["reasons"]
        decided(BUSES)
        after = lines(pack)["reasons"]

        assert before.found.missing == "Without a reason: Getting there."
        assert before.is_missing
        assert not after.is_missing

    def test_leave_to_people_what_no_system_can_know(self, pack: Pack) -> None:
        line = lines(pack)["equality-regard"]

        assert line.found.where == "A note by a person"
        assert line.is_missing


class TestNotes:
    def test_are_kept_with_who_and_when_the_last_first(self, pack: Pack) -> None:
        with writing() as session:
            for text in ("Read on 1 May.", "Read again on 2 May."):
                write_note(
                    session, slug=TINY, item="equality-regard", state="done", text=text, by="Ada"
                )

        line = lines(pack)["equality-regard"]
        assert [each.note for each in line.notes] == ["Read again on 2 May.", "Read on 1 May."]
        assert not line.is_missing

    @pytest.mark.parametrize(
        ("item", "state", "text"),
        [("nothing", "done", "x"), ("read", "lawful", "x"), ("read", "done", " ")],
    )
    def test_are_refused_when_they_say_nothing(
        self, pack: Pack, item: str, state: str, text: str
    ) -> None:
        with pytest.raises(NoteError), writing() as session:
            write_note(session, slug=TINY, item=item, state=state, text=text, by="Ada")


class TestThePage:
    def test_claims_nothing_about_the_law_and_keeps_a_note(self, pack: Pack) -> None:
        an_account("ada")
        ada = inside_as("ada")
        ada.send(PAGE, {"item": "told", "state": "in-hand", "note": "The board meets in May."})

        said = text_of(ada.get(PAGE))

        assert "This page does not say that anything is lawful." in said
        assert "by ada: In hand The board meets in May." in said
