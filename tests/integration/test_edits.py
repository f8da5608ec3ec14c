"""An edit in the middle of a consultation takes nothing away: not a question, not an answer."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from consultations.as_shown import as_shown
from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.earlier import NOT_ASKED
from consultations.exports import questions_csv, responses_csv
from consultations.models import Conversation
from consultations.responses import read_back, submit
from consultations.results.comments import find_comments
from consultations.results.questions import QuestionResult, group_names, question_results
from consultations.types import Lane
from tests.factories import a_response
from tests.packs import TINY
from tests.publishing import Desk, desk_in, noted
from tests.setting_apart import all_released
from tests.turning import Talk

SAID: dict[str, dict[str, Any]] = {
    "capacity": {"choices": ["carer"]},
    "which-days": {"choices": ["saturday", "sunday"]},
    "in-order": {"choices": ["late-opening", "as-is"]},
    "why": {"text": "It would take me two buses."},
    "evenings-matter": {"choices": ["agree"]},
}
ANSWERS = {key: said.get("choices") or said["text"] for key, said in SAID.items()}
Rows = list[dict[str, Any]]


def row(rows: Rows, key: str) -> dict[str, Any]:
    return next(each for each in rows if each["key"] == key)


def in_questions(edit: Callable[[Rows], object]) -> Callable[[Desk], None]:
    """An edit of the questions."""

    def do(desk: Desk) -> None:
        desk.edit("questions.yml", edit)

    return do


def add_a_question(rows: Rows) -> None:
    new = {"key": "distance", "lanes": ["public"], "kind": "text", "optional": True}
    rows.insert(0, {**new, "text": "How far is the surgery from you?", "short": "Distance"})


def remove_all_but_the_first_two(rows: Rows) -> None:
    del rows[2:]


def rename_every_question(rows: Rows) -> None:
    for each in rows:
        each["key"] = f"new-{each['key']}"


def change_every_choice(rows: Rows) -> None:
    for each in rows:
        for choice in each.get("choices", []):
            choice["value"], choice["label"] = f"new-{choice['value']}", f"{choice['label']} now"


def change_every_kind(rows: Rows) -> None:
    kinds = {"multiple": "single", "vote": "multiple", "single": "multiple", "ranking": "multiple"}
    for each in rows:
        each.pop("most", None)
        if each["kind"] == "text":
            each["choices"] = [
                {"value": "cost", "label": "Cost"},
                {"value": "time", "label": "Time"},
            ]
            each["kind"] = "multiple"
        elif not each.get("fills"):
            each["kind"] = kinds[each["kind"]]
    for each in rows:
        if each["key"] == "which-days":
            each.update(kind="text")
            each.pop("choices")


def reverse_the_order(rows: Rows) -> None:
    rows[:] = [*rows[:2], *reversed(rows[2:])]


def remove_the_staff_lane(desk: Desk) -> None:
    text = desk.consultation.read_text(encoding="utf-8")
    start, end = text.index("  staff:\n"), text.index("sources:\n  rota")
    desk.consultation.write_text(f"{text[:start]}\n{text[end:]}", encoding="utf-8")

    def without_staff(rows: Rows) -> None:
        rows[:] = [each for each in rows if each["lanes"] != ["staff"]]
        for each in rows:
            each["lanes"] = ["public"]

    desk.edit("questions.yml", without_staff)


def rename_the_proposal(desk: Desk) -> None:
    """An option goes, and another comes in its place."""
    for file in desk.folder.rglob("*.yml"):
        text = file.read_text(encoding="utf-8").replace("late-opening", "evening-hours")
        file.write_text(text, encoding="utf-8")
    old = desk.folder / "proposals/late-opening.yml"
    old.rename(old.with_name("evening-hours.yml"))
    desk.look()


def break_the_yaml(desk: Desk) -> None:
    (desk.folder / "questions.yml").write_text("[", encoding="utf-8")
    desk.look()


def write_jargon(desk: Desk) -> None:
    long = " ".join(["stakeholder"] * 30)
    desk.edit("questions.yml", lambda rows: rows[0].update(text=f"{long}?"))


def delete_the_folder(desk: Desk) -> None:
    shutil.rmtree(desk.folder)
    desk.look()


GOES_LIVE: dict[str, Callable[[Desk], None]] = {
    "a question more": in_questions(add_a_question),
    "questions removed": in_questions(remove_all_but_the_first_two),
    "questions renamed": in_questions(rename_every_question),
    "other choices": in_questions(change_every_choice),
    "other kinds": in_questions(change_every_kind),
    "another order": in_questions(reverse_the_order),
    "a lane removed": remove_the_staff_lane,
    "a proposal replaced": rename_the_proposal,
}
STAYS_OUT: dict[str, Callable[[Desk], None]] = {
    "broken": break_the_yaml,
    "not plain": write_jargon,
    "deleted": delete_the_folder,
}


def live() -> Pack:
    pack = current_pack(TINY)
    assert pack is not None
    return pack


def answered(talk: Talk, until: str) -> None:
    """Answer every question before one."""
    while talk.cursor() != until:
        talk.send(**SAID[talk.cursor() or ""])


@pytest.mark.parametrize("name", [*GOES_LIVE, *STAYS_OUT])
@pytest.mark.parametrize("at", SAID)
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_whoever_is_half_way_goes_on_with_the_words_they_were_shown(
    desk: Desk, at: str, name: str
) -> None:
    shown = live()
    talk = Talk(shown)
    answered(talk, at)
    turn = talk.turn()

    (GOES_LIVE | STAYS_OUT)[name](desk)

    assert (live() != shown) is (name in GOES_LIVE)
    assert talk.send(turn=turn, **SAID[at])["saved"][0]["question"] == at
    answered(talk, "confirm")
    with writing() as session:
        conversation = session.get_one(Conversation, talk.id)
        response = submit(session, conversation=conversation, pack=shown)
        lines = read_back(session, response=response, pack=shown)
        evidence = as_shown(session, response=response)
    assert [line.key for line in lines] == list(SAID)
    assert "You did not answer this" not in {line.answer for line in lines}
    assert {each.content_version for each in evidence} == {shown.version}
    for each in evidence:
        question = shown.question(each.question_key)
        assert question is not None
        assert each.text == question.text
        assert each.stands


@pytest.mark.parametrize("name", GOES_LIVE)
def test_whoever_begins_afterwards_is_asked_what_is_live(desk: Desk, name: str) -> None:
    before = live()
    GOES_LIVE[name](desk)
    talk = Talk(live())

    with reading() as session:
        assert session.get_one(Conversation, talk.id).content_version == live().version
        changes = noted(session, "version published")[-1].detail["changes"]
    assert live().version != before.version
    assert changes


def many(desk: Desk, *, lane: Lane = Lane.PUBLIC, people: int = 10) -> None:
    """Enough people who said the same, before an edit."""
    pack = live()
    said = ANSWERS if lane is Lane.PUBLIC else {"role": ["nurse"], "why": "Two buses."}
    with writing() as session:
        for _ in range(people):
            a_response(session, pack, said, lane=lane)
        if lane is Lane.STAFF:
            all_released(session, pack)


def results(session: Session) -> list[QuestionResult]:
    return question_results(session, pack=live())


class TestAnswersToWhatIsNoLongerAsked:
    @pytest.mark.parametrize("name", ["questions removed", "questions renamed", "other kinds"])
    def test_are_counted_under_their_own_words(self, desk: Desk, name: str) -> None:
        many(desk)
        shown = live()
        GOES_LIVE[name](desk)

        with reading() as session:
            over = [each for each in results(session) if each.is_no_longer_asked]
        days = next(each for each in over if each.asked.key == "which-days")
        asked = shown.question("which-days")
        assert asked is not None
        assert days.asked.text == asked.text
        assert days.released.totals["sunday"] == 10
        assert days.asked.label("sunday") == "Sunday"

    def test_are_counted_beside_the_choices_of_now(self, desk: Desk) -> None:
        many(desk)
        GOES_LIVE["other choices"](desk)

        with reading() as session:
            vote = next(e for e in results(session) if e.asked.key == "evenings-matter")
            groups = group_names(live(), Lane.PUBLIC, [])
        assert vote.is_reworded
        assert not vote.is_no_longer_asked
        assert vote.released.totals["agree"] == 10
        assert vote.released.totals["new-agree"] == 0
        assert vote.asked.label("agree") == "Agree (no longer offered)"
        assert "carer" not in groups

    def test_are_counted_for_a_lane_that_is_gone(self, desk: Desk) -> None:
        many(desk, lane=Lane.STAFF, people=12)
        GOES_LIVE["a lane removed"](desk)

        with reading() as session:
            staff = [each for each in results(session) if each.lane is Lane.STAFF]
        assert [each.asked.key for each in staff] == ["role"]
        assert all(each.is_no_longer_asked for each in staff)

    def test_of_an_order_keep_the_name_of_an_option_that_is_gone(self, desk: Desk) -> None:
        many(desk)
        GOES_LIVE["a proposal replaced"](desk)

        with reading() as session:
            order = next(e for e in results(session) if e.asked.key == "in-order")
        assert order.asked.label("late-opening") == (
            "Open until eight in the evening (no longer offered)"
        )

    def test_are_found_among_the_comments(self, desk: Desk) -> None:
        many(desk)
        GOES_LIVE["questions removed"](desk)

        with reading() as session:
            page = find_comments(session, pack=live(), question_key="why")
        assert page.total == 10

    def test_are_in_the_files_with_what_they_meant(self, desk: Desk) -> None:
        many(desk)
        GOES_LIVE["questions removed"](desk)

        with writing() as session:
            rows = read(responses_csv(session, consultation_slug=TINY, actor="a test"))
            meanings = read(questions_csv(session, consultation_slug=TINY, actor="a test"))
        assert {each["which-days"] for each in rows} == {"saturday; sunday"}
        assert ("which-days", "sunday", "Sunday", NOT_ASKED) in {
            (e["column"], e["value"], e["words_of_the_value"], e["still_asked"]) for e in meanings
        }
        assert {e["still_asked"] for e in meanings if e["column"] == "capacity"} == {"yes"}

    def test_have_a_meaning_for_every_column_whatever_was_edited(self, desk: Desk) -> None:
        many(desk)
        for edit in GOES_LIVE.values():
            edit(desk)
            with writing() as session:
                rows = read(responses_csv(session, consultation_slug=TINY, actor="a test"))
                meanings = read(questions_csv(session, consultation_slug=TINY, actor="a test"))
            assert set(rows[0]) <= {each["column"] for each in meanings}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(["answer", *STAYS_OUT, "another order", "a question more"])))
def test_no_order_of_edits_and_answers_loses_an_answer(
    database_url: str, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("edits") / "content"
        desk = desk_in(folder, patch)
        desk.look()
        shown = live()
        talk = Talk(shown)
        for step in [*steps, *["answer"] * len(shown.questions)]:
            if step == "answer":
                asked = talk.cursor() or ""
                if asked != "confirm":
                    talk.send(**SAID.get(asked, {"text": "Two miles."}))
            elif desk.folder.exists() and (desk.folder / "questions.yml").read_text() != "[":
                (GOES_LIVE | STAYS_OUT)[step](desk)

        assert talk.cursor() == "confirm"
        with reading() as session:
            response = session.get_one(Conversation, talk.id).response
            evidence = as_shown(session, response=response)
        asked_in_all = [each.key for each in shown.questions_for(Lane.PUBLIC)]
        assert [each.question_key for each in evidence] == asked_in_all
        assert {each.content_version for each in evidence} == {shown.version}
