"""Comments: words are hidden, picked and set apart beside what was written, and never in it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.access import Role
from consultations.accounts import add_account
from consultations.analysis import people_of
from consultations.comments.finding import NotInComment, OneComment, comment_with, place_of
from consultations.comments.overlaying import NoReason, put_back, quote, redact, set_apart
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import Answer, AuditEvent, Removal
from consultations.results.comments import Among, find_comments
from consultations.settings import settings
from tests.factories import a_response
from tests.turning import at_once
from tests.visiting import Visitor
from web.app import create_app
from web.pages.workspace import account
from web.pages.workspace.backing_off import BackingOff

WORDS = "My neighbour Mrs Invented of  Elm Row cannot get there."
PASSWORD = "correct horse battery"


def written(session: Session, pack: Pack, words: str = WORDS) -> OneComment:
    a_response(session, pack, {"why": words})
    answer = session.scalars(select(Answer).where(Answer.comment == words)).one()
    found = comment_with(session, pack=pack, answer_id=answer.id)
    assert found is not None
    return found


def again(session: Session, pack: Pack, comment: OneComment) -> OneComment:
    found = comment_with(session, pack=pack, answer_id=comment.answer.id)
    assert found is not None
    return found


class TestPlaceOf:
    @pytest.mark.parametrize(
        ("typed", "stands"),
        [
            ("Mrs Invented", "Mrs Invented"),
            ("mrs invented of elm row", "Mrs Invented of  Elm Row"),
            ("  My neighbour ", "My neighbour"),
            ("there.", "there."),
        ],
    )
    def test_finds_words_however_they_are_spaced(self, typed: str, stands: str) -> None:
        starts, ends = place_of(typed, comment=WORDS)

        assert WORDS[starts:ends] == stands

    def test_is_not_led_astray_by_letters_that_count_as_two(self) -> None:
        comment = "Am Fluß, dort: Mrs Invented, und weiter."
        starts, ends = place_of("mrs invented", comment=comment)

        assert comment[starts:ends] == "Mrs Invented"

    @pytest.mark.parametrize("typed", ["", "   ", "Mr Nobody"])
    def test_refuses_words_that_do_not_stand_there(self, typed: str) -> None:
        with pytest.raises(NotInComment):
            place_of(typed, comment=WORDS)


class TestOverlays:
    def test_hide_words_wherever_the_comment_is_shown(self, session: Session, pack: Pack) -> None:
        comment = written(session, pack)

        redact(
            session,
            comment=comment,
            words="mrs invented",
            reason="names somebody",
            slug=pack.slug,
            by="ada",
        )

        shown = "My neighbour [redacted: names somebody] of  Elm Row cannot get there."
        assert again(session, pack, comment).shown == shown
        assert [each.text for each in find_comments(session, pack=pack).rows] == [shown]
        assert session.get_one(Answer, comment.answer.id).comment == WORDS

    def test_are_laid_once_when_a_form_is_sent_twice(self, session: Session, pack: Pack) -> None:
        comment = written(session, pack)
        for _ in range(2):
            found = again(session, pack, comment)
            said = {"comment": found, "words": "Elm Row", "slug": pack.slug, "by": "ada"}
            redact(session, reason="abuse", **said)
            quote(session, theme=None, **said)

        found = again(session, pack, comment)
        assert (len(found.redactions), len(found.quotes)) == (1, 1)

    @pytest.mark.usefixtures("database_url")
    def test_are_laid_once_when_two_forms_come_at_one_moment(self, pack: Pack) -> None:
        with writing() as session:
            comment = written(session, pack)

        def lay() -> None:
            with writing() as session:
                found = again(session, pack, comment)
                said = {"comment": found, "words": "Elm Row", "slug": pack.slug, "by": "ada"}
                redact(session, reason="abuse", **said)
                quote(session, theme=None, **said)
                set_apart(session, comment=found, reason="a test", slug=pack.slug, by="ada")

        assert at_once(*[lay] * 4) == [None] * 4
        with reading() as session:
            found = again(session, pack, comment)
            removals = session.scalars(select(Removal.id).order_by(Removal.id)).all()
            assert (len(found.redactions), len(found.quotes), len(removals)) == (1, 1, 1)

    def test_need_a_reason(self, session: Session, pack: Pack) -> None:
        comment = written(session, pack)

        with pytest.raises(NoReason):
            redact(session, comment=comment, words="Elm", reason="", slug=pack.slug, by="ada")
        with pytest.raises(NoReason):
            set_apart(session, comment=comment, reason="I dislike it", slug=pack.slug, by="ada")

    def test_leave_a_response_that_is_set_apart_out_of_every_figure(
        self, session: Session, pack: Pack
    ) -> None:
        comment = written(session, pack)

        set_apart(session, comment=comment, reason="a test", slug=pack.slug, by="ada")

        assert people_of(session, pack=pack).n == 0
        assert find_comments(session, pack=pack).total == 0
        put_back(session, comment=again(session, pack, comment), by="ada")
        session.flush()
        assert people_of(session, pack=pack).n == 1

    def test_find_what_was_picked_for_the_report(self, session: Session, pack: Pack) -> None:
        comment = written(session, pack)
        written(session, pack, "Something else that somebody wrote.")

        quote(
            session, comment=comment, words="cannot get there", theme=None, slug=pack.slug, by="ada"
        )

        found = find_comments(session, pack=pack, among=Among(quoted=True))
        assert [each.answer_id for each in found.rows] == [comment.answer.id]

    def test_are_recorded_without_the_words(self, session: Session, pack: Pack) -> None:
        comment = written(session, pack)

        redact(
            session,
            comment=comment,
            words="Mrs Invented",
            reason="names somebody",
            slug=pack.slug,
            by="ada",
        )

        event = session.scalars(select(AuditEvent).where(AuditEvent.what == "words redacted")).one()
        assert event.actor == "ada"
        assert "Invented" not in str(event.detail)


@pytest.fixture
def visitor(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Ada, who moderates, and Ben, who only reads, have accounts. Ada is signed in."""
    monkeypatch.setattr(account, "backing_off", BackingOff())
    with writing() as session:
        add_account(session, name="ada", password=PASSWORD, roles=[Role.MODERATOR])
        add_account(session, name="ben", password=PASSWORD, roles=[Role.AUDITOR])
    someone = Visitor(create_app(settings()))
    assert someone.send("/workspace/sign-in", {"name": "ada", "password": PASSWORD}).is_redirect
    return someone


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestOneCommentPage:
    def address(self, pack: Pack) -> str:
        with writing() as session:
            return f"/workspace/{pack.slug}/comments/{written(session, pack).answer.id}"

    def test_hides_words_and_shows_them_again(self, visitor: Visitor, pack: Pack) -> None:
        address = self.address(pack)

        typed = {"do": "redact", "words": "Mrs Invented", "reason": "names somebody"}
        assert visitor.send(address, typed).status_code == 303

        page = visitor.get(address).text
        assert "Mrs Invented" not in page
        overlay = page.split('name="overlay" value="')[1].split('"')[0]
        visitor.send(address, {"do": "undo", "overlay": overlay})
        assert "Mrs Invented" in visitor.get(address).text

    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, visitor: Visitor, pack: Pack
    ) -> None:
        response = visitor.send(self.address(pack), {"do": "quote", "words": "Not in there"})

        assert response.status_code == 422
        assert "Copy them from it" in response.text
        assert "Not in there" in response.text

    def test_lets_a_reader_read_and_nothing_else(self, visitor: Visitor, pack: Pack) -> None:
        address = self.address(pack)
        reader = Visitor(visitor.app)
        reader.send("/workspace/sign-in", {"name": "ben", "password": PASSWORD})

        assert reader.get(address).status_code == 200
        typed = {"do": "remove", "reason": "a test"}
        assert reader.send(address, typed).status_code == 403
        with reading() as session:
            assert people_of(session, pack=pack).n == 1

    def test_is_not_there_for_what_nobody_sent_in(self, visitor: Visitor, pack: Pack) -> None:
        with writing() as session:
            a_response(session, pack, {"why": WORDS}, submitted=False)
            answer = session.scalars(select(Answer).where(Answer.comment == WORDS)).one()
            address = f"/workspace/{pack.slug}/comments/{answer.id}"

        assert visitor.get(address).status_code == 404
