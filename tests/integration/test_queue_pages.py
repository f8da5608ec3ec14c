"""The pages of the queue: look after questions, write an answer, read what became of one's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select

from consultations.content.library import current_pack
from consultations.database import reading, writing
from consultations.models import AskedQuestion, AuditEvent
from consultations.queue.answer_file import FILE
from consultations.settings import settings
from consultations.types import Lane
from tests.asked import asked
from tests.factories import a_response
from tests.packs import alone_in
from tests.signing_in import an_account, inside_as, text_of
from tests.visiting import Visitor

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
LIST = "/workspace/tiny/asked"
CLEAN = {
    "question": "Will there be a bus?",
    "short": "No new bus is planned.",
    "source": "rota",
    "where": "Page 5",
}
LONG = "We " + "think and " * 20 + "think."


@pytest.fixture
def tiny_alone(content_dir, tmp_path, monkeypatch) -> Path:
    """A content folder with the small pack alone, which may be changed."""
    return alone_in(tmp_path / "content", content_dir, monkeypatch)


@pytest.fixture
def ada(tiny_alone, database_url) -> Visitor:
    """Ada, signed in, where the pack may be changed."""
    an_account("ada")
    return inside_as("ada")


@pytest.fixture
def waiting(ada, pack) -> list[str]:
    """Two questions that ask the same, and one that asks something else."""
    texts = ["Will there be a bus?", "will there be a bus", "Any dogs?"]
    with writing() as session:
        return [str(asked(session, pack, text).id) for text in texts]


def one_of(ids) -> str:
    return f"{LIST}/{ids[0]}"


def row(question_id) -> AskedQuestion:
    with reading() as session:
        return next(
            each
            for each in session.scalars(select(AskedQuestion).order_by(AskedQuestion.id))
            if str(each.id) == question_id
        )


class TestTheList:
    def test_shows_how_often_a_question_was_asked_and_not_by_whom(self, ada, waiting):
        text = text_of(ada.get(LIST))

        assert "Waiting (3)" in text
        assert "2 questions, asked 3 times" in text
        assert "Nobody here can see who asked them." in text

    @pytest.mark.parametrize(
        ("show", "words"),
        [
            ("waiting", "Nothing is waiting."),
            ("overdue", "Nothing is overdue."),
            ("answered", "Nothing is answered yet."),
            ("closed", "Nothing is closed."),
            ("nonsense", "Nothing is waiting."),
        ],
    )
    def test_says_what_will_appear_where_there_is_nothing(self, ada, show, words):
        assert words in text_of(ada.get(f"{LIST}?show={show}"))

    def test_keeps_the_words_of_what_is_personal_out(self, ada, waiting):
        ada.send(one_of(waiting), {"do": "close", "because": "personal", "with": waiting[0]})
        page = text_of(ada.get(f"{LIST}?show=closed"))

        assert "The words are not shown here" in page
        assert "Will there be a bus?" not in page

    @pytest.mark.parametrize("name", ["why", "00000000-0000-0000-0000-000000000000"])
    def test_has_no_page_for_what_was_never_asked(self, ada, name):
        assert ada.get(f"{LIST}/{name}").status_code == 404
        assert ada.get(f"{LIST}/{name}/answer").status_code == 404


class TestOneQuestion:
    def test_can_be_given_to_somebody_by_a_day(self, ada, waiting):
        typed = {"do": "save", "owner": "ada", "due": "2026-10-01", "with": " ".join(waiting[:2])}
        done = ada.send(one_of(waiting), typed)

        assert "The owner and the date were saved." in text_of(ada.get(done.headers["location"]))
        assert {row(each).owner for each in waiting[:2]} == {"ada"}
        assert row(waiting[2]).owner is None

    def test_can_be_answered_with_what_the_pack_has_and_put_back(self, ada, waiting):
        typed = {"do": "answer", "answer": "parking", "with": " ".join(waiting[:2])}
        done = ada.send(one_of(waiting), typed)
        page = ada.get(done.headers["location"])
        assert row(waiting[1]).answer_id == "parking"
        assert "Undo" in text_of(page)

        ada.send(one_of(waiting), {"do": "back", "with": " ".join(waiting[:2])})
        assert row(waiting[1]).answer_id is None

    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"do": "save", "due": "soon"}, "Write the date as a day, a month and a year."),
            ({"do": "save", "due": "2026-10-01", "owner": "zoe"}, "Nobody called zoe can sign in"),
            ({"do": "answer", "answer": ""}, "There is no such answer."),
            ({"do": "close"}, "Choose why you close it."),
            ({"do": "close", "because": "boring"}, "Choose why you close it."),
            ({"do": "close", "because": "personal", "with": ""}, "Choose at least one question."),
            ({"do": "nothing"}, "Choose what to do."),
        ],
    )
    def test_says_what_could_not_be_done(self, ada, waiting, typed, words):
        response = ada.send(one_of(waiting), {"with": waiting[0], **typed})

        assert response.status_code == 422
        assert words in text_of(response)
        assert row(waiting[0]).closed_at is None

    def test_leads_to_the_next_one(self, ada, waiting):
        assert "Next question" in text_of(ada.get(f"{LIST}/{waiting[0]}")) + text_of(
            ada.get(f"{LIST}/{waiting[2]}")
        )


class TestWritingAnAnswer:
    def write(self, ada, ids, **changes):
        typed = {"do": "publish", "with": " ".join(ids[:2]), **CLEAN, **changes}
        return ada.send(f"{one_of(ids)}/answer", typed)

    def test_publishes_it_for_everybody_at_once(self, ada, waiting):
        done = self.write(ada, waiting, also="will there be a bus", other_ways="any buses\n\n")
        page = text_of(ada.get(done.headers["location"]))
        answer = current_pack("tiny").answer("asked-will-there-be-a-bus")

        assert "Answered (2)" in page
        assert answer.asks == ("Will there be a bus?", "will there be a bus", "any buses")
        assert row(waiting[1]).answer_id == answer.id
        assert row(waiting[2]).answer_id is None
        assert "No new bus is planned." in ada.get("/c/tiny/questions").text
        with reading() as session:
            events = select(AuditEvent.actor).where(AuditEvent.what == "answer published")
            assert list(session.scalars(events.order_by(AuditEvent.id))) == ["ada"]

    def test_refuses_what_is_not_plain_and_keeps_what_was_typed(self, ada, waiting):
        response = self.write(ada, waiting, short=LONG, more="Ask the surgery.", where="Page 9")
        page = text_of(response)

        assert response.status_code == 422
        assert "The answer is not published yet" in page
        assert all(each in response.text for each in (LONG, "Ask the surgery.", "Page 9"))
        assert row(waiting[0]).answer_id is None
        assert current_pack("tiny").answer("asked-will-there-be-a-bus") is None

    def test_checks_without_publishing(self, ada, waiting):
        response = self.write(ada, waiting, do="check")

        assert "Nothing stands in the way." in text_of(response)
        assert row(waiting[0]).answer_id is None
        assert not (settings().content_dir / "tiny" / FILE).exists()

    def test_gives_the_lines_to_paste_where_nothing_can_be_written(self, ada, waiting):
        (settings().content_dir / "tiny" / "answers" / ".asked-by-people.part").mkdir()
        response = self.write(ada, waiting)

        assert response.status_code == 422
        assert "This service may not write into the folder" in text_of(response)
        assert "- id: asked-will-there-be-a-bus" in response.text
        assert row(waiting[0]).answer_id is None
        assert current_pack("tiny").answer("asked-will-there-be-a-bus") is None

    def test_does_not_publish_twice(self, ada, waiting):
        self.write(ada, waiting)
        again = self.write(ada, waiting, question="Is a bus planned?")

        assert "Somebody has answered or closed this meanwhile." in text_of(again)
        rows = yaml.safe_load((settings().content_dir / "tiny" / FILE).read_text())
        assert len(rows) == 1


class TestMyQuestions:
    @pytest.fixture
    def code(self, ada, pack) -> str:
        with writing() as session:
            return a_response(
                session, pack, {"role": ["nurse"], "why": "The rota"}, lane=Lane.STAFF
            ).response.code

    def ask(self, pack, code, text="Will there be a bus?") -> str:
        with writing() as session:
            return str(asked(session, pack, text, code=code).id)

    def look(self, visitor, code) -> str:
        return text_of(visitor.send("/my-response", {"code": code}))

    @pytest.mark.parametrize(
        ("due", "words"),
        [
            (date(2099, 9, 21), "We mean to answer it by 21 September 2099."),
            (date(2020, 9, 21), "We meant to answer it by 21 September 2020. It is late"),
        ],
    )
    def test_wait_with_the_day_by_which_they_are_to_be_answered(self, ada, pack, code, due, words):
        with writing() as session:
            asked(session, pack, code=code).due_on = due
        page = self.look(ada, code)

        assert "Questions you asked that we could not answer" in page
        assert words in page

    def test_have_their_answer_with_its_source(self, ada, pack, code):
        question = self.ask(pack, code, "bus??")
        ada.send(f"{LIST}/{question}/answer", {"do": "publish", "with": question, **CLEAN})
        page = self.look(ada, code)

        assert "The question as we published it: “Will there be a bus?”" in page
        assert "No new bus is planned." in page
        assert "The rota of the village surgery" in page

    def test_say_why_they_were_closed(self, ada, pack, code):
        question = self.ask(pack, code)
        typed = {"do": "close", "because": "not-about-this", "with": question}
        ada.send(f"{LIST}/{question}", typed)

        assert "It is not about this consultation." in self.look(ada, code)

    def test_are_shown_to_nobody_else(self, ada, pack, code):
        self.ask(pack, code)
        with writing() as session:
            other = a_response(session, pack, {"capacity": ["carer"]}).response.code

        assert "Questions you asked" not in self.look(ada, other)

    def test_go_with_the_response(self, ada, pack, code):
        self.ask(pack, code)
        sure = ada.send("/my-response/take-back", {"code": code}, from_page="/my-response")
        assert "Questions that you asked stay in the list" in text_of(sure)
        ada.send("/my-response/take-back", {"code": code, "sure": "yes"}, from_page="/my-response")

        assert "Will there be a bus?" not in self.look(ada, code)
        assert "Will there be a bus?" in text_of(ada.get(LIST))


class TestTheEvidence:
    def test_says_how_many_wait_in_public(self, ada, waiting):
        page = text_of(ada.get("/c/tiny/questions"))

        assert "3 more questions wait for an answer." in page
        assert "within 10 working days" in page

    def test_gives_the_numbers_and_says_why_none_is_hidden(self, ada, waiting):
        page = text_of(ada.get(f"{LIST}/figures"))

        assert "Waiting 3" in page
        assert "These are counts of questions, not of people." in page
