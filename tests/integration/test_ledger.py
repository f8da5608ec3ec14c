"""The theme ledger: every large theme has its reason before a decision is recorded."""

from __future__ import annotations

import pytest

from consultations.content.library import current_pack, status_of
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.ledger.kinds import LedgerError
from consultations.ledger.size import StatedSize, state_size, stated_before, stated_size
from consultations.ledger.themes import ledger_of
from consultations.models import AuditEvent
from consultations.steps import StatusRefused
from consultations.types import ConsultationStatus, Lane
from tests.deciding import BUSES, COSTS, being_read, decided, entries, people_say, take, with_themes
from tests.integration.test_workspace_status import text_of
from tests.packs import TINY
from tests.publishing import Desk, noted
from tests.setting_apart import all_released
from tests.signing_in import an_account, inside_as
from tests.visiting import Visitor
from tests.worlds import Begin

PAGE = f"/workspace/{TINY}/decide"
ONE = f"{PAGE}/{BUSES}"
TYPED = {"outcome": "changed", "we_heard": "Buses stop early.", "what": "A later bus.", "read": "0"}


def people_spoke(desk: Desk) -> None:
    pack = with_themes(desk)
    with writing() as session:
        people_say(session, pack, 9, about=[BUSES])
        people_say(session, pack, 3, about=[BUSES, COSTS], first="another-idea")
        people_say(session, pack, 2, about=[], lane=Lane.STAFF)
        all_released(session, pack)


@pytest.fixture
def desk(begin_with: Begin) -> Desk:
    """A published pack with themes: 12 people spoke of buses, 3 of costs."""
    return begin_with(people_spoke)


@pytest.fixture
def pack(live: Pack) -> Pack:
    """The pack as people see it."""
    return live


@pytest.fixture
def ada(pack: Pack) -> Visitor:
    """Ada, signed in, who may do everything."""
    an_account("ada")
    return inside_as("ada")


class TestTheLedger:
    def test_counts_people_by_lane_with_those_who_have_another_idea(self, pack: Pack) -> None:
        with reading() as session:
            ledger = ledger_of(session, pack=pack)

        buses = ledger.theme(BUSES)
        assert buses is not None
        assert (buses.raised.people, buses.raised.staff, buses.other_ideas) == (12, 0, 3)
        assert (ledger.base, ledger.smallest) == (14, 10)
        assert [each.theme_id for each in ledger.missing] == [BUSES]

    def test_keeps_each_change_as_a_revision_of_its_own(self, pack: Pack) -> None:
        decided(BUSES, outcome="still-looking", because="")
        decided(BUSES)

        assert [(each.revision, each.outcome) for each in entries(BUSES)] == [
            (2, "changed"),
            (1, "still-looking"),
        ]
        with reading() as session:
            events: list[AuditEvent] = noted(session, "theme decided")
        assert [each.detail["revision"] for each in events] == [1, 2]
        assert "bus" not in str([each.detail for each in events])

    @pytest.mark.parametrize(
        ("outcome", "because", "why"),
        [("", "Yes.", "Choose"), ("not-changed", " ", "Say why"), ("elsewhere", "x", "Choose")],
    )
    def test_takes_no_outcome_without_its_reason(
        self, pack: Pack, outcome: str, because: str, why: str
    ) -> None:
        with pytest.raises(LedgerError, match=why):
            decided(BUSES, outcome=outcome, because=because)

        assert entries(BUSES) == []


class TestDecided:
    def test_is_refused_until_each_large_theme_has_a_reason(self, desk: Desk, pack: Pack) -> None:
        being_read(desk)

        with pytest.raises(StatusRefused, match=r"10 people or more.*Still missing: Getting there"):
            take(ConsultationStatus.DECIDED)
        decided(BUSES)
        take(ConsultationStatus.DECIDED)

        assert status_of(pack) is ConsultationStatus.DECIDED

    def test_is_refused_for_the_wish_of_the_files_as_well(self, desk: Desk, pack: Pack) -> None:
        being_read(desk)
        desk.status(ConsultationStatus.DECIDED)

        now = current_pack(TINY)
        assert now is not None
        assert status_of(now) is ConsultationStatus.ANALYSING

    def test_is_refused_while_a_large_theme_is_still_looked_at(
        self, desk: Desk, pack: Pack
    ) -> None:
        being_read(desk)
        decided(BUSES, outcome="still-looking", because="We wait for the bus company.")

        with pytest.raises(StatusRefused, match="Getting there"):
            take(ConsultationStatus.DECIDED)

    def test_says_on_the_status_page_what_is_missing(self, desk: Desk, ada: Visitor) -> None:
        being_read(desk)

        said = text_of(ada.get(f"/workspace/{TINY}/status"))

        assert "Not yet. Each theme that 10 people or more raised needs an outcome" in said


class TestTheStatedSize:
    def test_is_ten_people_or_one_in_a_hundred_whichever_is_larger(self) -> None:
        assert [StatedSize().of(base) for base in (14, 1000, 1001, 20_000)] == [10, 10, 11, 200]

    def test_is_stated_anew_with_a_reason_and_who(self, pack: Pack) -> None:
        with writing() as session:
            state_size(session, slug=TINY, people="3", percent="0.5%", why="A village.", by="Ada")
            state_size(session, slug=TINY, people="5", percent="0.5", why="Again.", by="Eve")
            said = stated_size(session, TINY)
            before = stated_before(session, TINY)

        assert (said.people, said.percent, said.by, said.why) == (5, 0.5, "Eve", "Again.")
        assert [each.people for each in before] == [5, 3]

    def test_is_stated_once_when_the_form_is_sent_twice(self, pack: Pack) -> None:
        with writing() as session:
            for percent in ("0.5%", "0.50"):
                state_size(session, slug=TINY, people="3", percent=percent, why="So.", by="Ada")

            assert len(stated_before(session, TINY)) == 1

    @pytest.mark.parametrize(
        ("people", "percent", "why"),
        [("ten", "1", "x"), ("60", "1", "x"), ("10", "90", "x"), ("0", "1", "x"), ("9", "1", "")],
    )
    def test_cannot_be_set_so_that_large_themes_need_none(
        self, pack: Pack, people: str, percent: str, why: str
    ) -> None:
        with pytest.raises(LedgerError), writing() as session:
            state_size(session, slug=TINY, people=people, percent=percent, why=why, by="Ada")

    def test_is_told_to_the_public(self, ada: Visitor) -> None:
        ada.send(PAGE, {"people": "7", "percent": "0.5", "why": "A village."})

        said = text_of(ada.get(f"/c/{TINY}/results"))

        assert "Large means that 7 people or more raised it, or 0.5% of responses" in said


class TestThePages:
    def test_show_each_theme_with_what_is_missing(self, ada: Visitor) -> None:
        said = text_of(ada.get(PAGE))

        assert "0 of 1 large theme have a reason." in said
        assert "Getting there Nothing written yet Needs a reason 12 people : 12 public" in said

    def test_write_down_what_became_of_a_theme(self, ada: Visitor) -> None:
        done = ada.send(ONE, {**TYPED, "because": "Many cannot drive."})

        assert done.status_code == 303
        assert [each.because for each in entries(BUSES)] == ["Many cannot drive."]
        assert entries(BUSES)[0].evidence["people"] == 12
        assert "We changed something" in text_of(ada.get(PAGE))

    def test_lose_nothing_that_was_typed(self, ada: Visitor) -> None:
        refused = ada.send(ONE, {**TYPED, "because": ""})

        assert refused.status_code == 422
        assert "Say why. A reason is what shows that it was considered." in text_of(refused)
        assert "A later bus." in refused.text

    def test_take_nothing_done_for_what_was_not_changed(self, ada: Visitor) -> None:
        refused = ada.send(ONE, {**TYPED, "outcome": "not-changed", "because": "It costs a lot."})

        assert "Leave that empty, or choose" in text_of(refused)
        assert "A later bus." in refused.text
        assert entries(BUSES) == []

    def test_write_over_nobody(self, ada: Visitor) -> None:
        ada.send(ONE, {**TYPED, "because": "Many cannot drive."})

        refused = ada.send(ONE, {**TYPED, "because": "I had not seen that."})

        assert "ada has changed this meanwhile" in text_of(refused)

    def test_know_of_no_other_theme(self, ada: Visitor) -> None:
        assert ada.get(f"{PAGE}/elsewhere").status_code == 404
