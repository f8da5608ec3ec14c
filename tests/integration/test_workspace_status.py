"""The page on which commissioners see how far a consultation has come, and take the next step."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from consultations.accounts import add_account
from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import Conversation
from consultations.responses import submit
from consultations.settings import settings
from consultations.steps import recorded_steps
from tests.factories import a_response
from tests.packs import TINY
from tests.publishing import Desk
from tests.visiting import Visitor
from web.app import create_app
from web.pages.workspace import account
from web.pages.workspace.backing_off import BackingOff

PASSWORD = "correct horse battery"
PAGE = f"/workspace/{TINY}/status"
ANSWERS = {"capacity": ["carer"], "why": "Two buses."}


@pytest.fixture
def ada(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Ada, signed in."""
    monkeypatch.setattr(account, "backing_off", BackingOff())
    with writing() as session:
        add_account(session, name="ada", password=PASSWORD)
    visitor = Visitor(create_app(settings()))
    visitor.send("/workspace/sign-in", {"name": "ada", "password": PASSWORD, "next": ""})
    return visitor


def text_of(page: httpx.Response) -> str:
    """What can be read on a page, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


def live() -> Pack:
    pack = current_pack(TINY)
    assert pack is not None
    return pack


def steps() -> list[tuple[str, str, str | None]]:
    with reading() as session:
        return [(each.status, each.by, each.reason) for each in recorded_steps(session, TINY)]


class TestTheSteps:
    def test_are_told_with_who_when_and_why(self, ada: Visitor) -> None:
        said = text_of(ada.get(PAGE))

        assert "Open Now 1 January 2020 at 9am, by the service. Its opening time came." in said

    def test_are_taken_with_a_reason_in_the_name_of_who_is_signed_in(self, ada: Visitor) -> None:
        done = ada.send(PAGE, {"to": "closed", "reason": "The hall was flooded."})

        assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}?done=yes")
        assert steps()[-1] == ("closed", "ada", "The hall was flooded.")
        assert "It is closed. Now look for campaigns" in text_of(ada.get(f"{PAGE}?done=yes"))

    @pytest.mark.parametrize(
        ("to", "said"),
        [
            ("closed", "Give a reason for this step."),
            ("decided", "Nothing can be decided before the answers are read."),
            ("draft", "cannot go back to draft"),
            ("nonsense", "Choose one of the steps on this page."),
        ],
    )
    def test_that_may_not_be_taken_are_refused_with_a_sentence(
        self, ada: Visitor, to: str, said: str
    ) -> None:
        refused = ada.send(PAGE, {"to": to, "reason": ""})

        assert refused.status_code == 422
        assert said in text_of(refused)
        assert len(steps()) == 1

    def test_say_what_is_missing_for_the_next_one(self, ada: Visitor) -> None:
        for to in ("closed", "analysing"):
            ada.send(PAGE, {"to": to, "reason": "To see what happens."})
        assert "Record that it has been decided" in _buttons(ada)

    def test_before_the_promised_close_a_decision_needs_a_reason_too(self, ada: Visitor) -> None:
        for to in ("closed", "analysing"):
            ada.send(PAGE, {"to": to, "reason": "To see what happens."})

        refused = ada.send(PAGE, {"to": "decided", "reason": " "})
        done = ada.send(PAGE, {"to": "decided", "reason": "Everybody was heard early."})

        assert "Give a reason for this step." in text_of(refused)
        assert done.status_code == 303
        assert steps()[-1] == ("decided", "ada", "Everybody was heard early.")

    def test_say_who_would_be_broken_off(self, ada: Visitor) -> None:
        with writing() as session:
            a_response(session, live(), ANSWERS, submitted=False)
        ada.send(PAGE, {"to": "closed", "reason": "To see what happens."})

        assert "1 person has begun and not sent anything." in text_of(ada.get(PAGE))

    def test_say_when_the_files_wish_for_what_is_not_done(self, ada: Visitor, desk: Desk) -> None:
        desk.set(status="decided")

        assert "The files say 'decided', and the record says 'open'." in text_of(ada.get(PAGE))

    def test_tell_a_closing_time_that_was_moved(self, ada: Visitor, desk: Desk) -> None:
        desk.set(closes="2100-03-31T17:00")

        assert "to 31 March 2100 at 17:00" in text_of(ada.get(PAGE))


class TestTheWords:
    def test_are_listed_by_version_with_the_responses_given_under_each(
        self, ada: Visitor, desk: Desk
    ) -> None:
        first = live()
        with writing() as session:
            for _ in range(3):
                a_response(session, first, ANSWERS)
        desk.set(title="Another title")
        with writing() as session:
            a_response(session, live(), ANSWERS)

        said = text_of(ada.get(PAGE))

        assert re.search(rf"{live().version} Live \S+ \S+ \S+ at \S+ the service 1 ", said)
        assert re.search(rf"{first.version} \S+ \S+ \S+ at \S+ the service 3 ", said)

    def test_stay_and_say_so_when_the_files_have_faults(self, ada: Visitor, desk: Desk) -> None:
        before = live()
        (desk.folder / "questions.yml").write_text("[", encoding="utf-8")

        said = text_of(ada.get(PAGE))

        assert "The files of this consultation have 1 fault." in said
        assert f"People still see version {before.version}." in said
        assert "content/tiny/questions.yml:" in said

    def test_of_older_files_are_published_again_at_the_press_of_a_button(
        self, ada: Visitor, desk: Desk, tmp_path: Path
    ) -> None:
        first = live()
        shutil.copytree(desk.folder, tmp_path / "before")
        desk.set(title="Another title")
        desk.restore(tmp_path / "before", keep_times=True)
        desk.look()
        assert live() != first

        ada.send(PAGE, {"to": "publish"})

        assert live() == first
        assert "People see what they say." in text_of(ada.get(PAGE))

    def test_that_are_a_draft_are_found_from_the_list(self, ada: Visitor, desk: Desk) -> None:
        draft = desk.content_dir / "next"
        draft.mkdir()
        (draft / "consultation.yml").write_text("[", encoding="utf-8")

        home = ada.get("/workspace")

        assert "Not published yet" in text_of(home)
        assert 'href="/workspace/next/status"' in home.text
        assert "People do not see it." in text_of(ada.get("/workspace/next/status"))

    def test_are_nowhere_for_a_name_that_is_no_pack(self, ada: Visitor) -> None:
        assert ada.get("/workspace/nowhere/status").status_code == 404


def test_answers_to_what_is_no_longer_asked_are_shown_and_say_so(ada: Visitor, desk: Desk) -> None:
    said = {**ANSWERS, "which-days": ["sunday"], "evenings-matter": ["agree"]}
    with writing() as session:
        for _ in range(10):
            a_response(session, live(), said)

    def without_days_and_reasons(rows: list[dict[str, Any]]) -> None:
        rows[:] = [each for each in rows if each["key"] not in ("which-days", "why")]
        for choice in rows[-1]["choices"][:1]:
            choice.update(value="yes", label="Yes")

    desk.edit("questions.yml", without_days_and_reasons)
    questions = text_of(ada.get(f"/workspace/{TINY}/questions"))
    comments = text_of(ada.get(f"/workspace/{TINY}/comments?question=why"))

    assert "This question is no longer asked. The answers from before still count." in questions
    assert "Sunday 10 (100%)" in questions
    assert "Agree (no longer offered) 10 (100%)" in questions
    assert "Its words changed while people were answering." in questions
    assert "What are your reasons? (no longer asked)" in comments
    assert comments.count("Two buses.") == 10


def test_late_responses_are_counted(ada: Visitor) -> None:
    pack = live()
    with writing() as session:
        begun = a_response(session, pack, ANSWERS, submitted=False)
    ada.send(PAGE, {"to": "closed", "reason": "To see what happens."})
    with writing() as session:
        submit(session, conversation=session.get_one(Conversation, begun.id), pack=pack)

    assert "1 response of the public came after the close." in text_of(ada.get(PAGE))


def _buttons(ada: Visitor) -> str:
    return " ".join(re.findall(r"<button[^>]*>(.*?)</button>", ada.get(PAGE).text, re.DOTALL))
