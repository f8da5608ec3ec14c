"""Evidence of one response says exactly what was shown, said and done; that of all says no word."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from consultations.audit.chain import canonical
from consultations.audit.checking import check_record
from consultations.audit.signing import fits
from consultations.cli import main
from consultations.coding.frame import add_theme
from consultations.content.schema import Pack
from consultations.database import reading, utc_now, writing
from consultations.evidence.finding import NoEvidence, response_called
from consultations.evidence.packing import evidence_of
from consultations.evidence.whole import checksums_of_all
from consultations.models import Answer, Coding, Conversation, Redaction, Response, ThemeDecision
from consultations.responses import withdraw
from tests.factories import a_response
from tests.turning import Talk

WORDS = 'Two <buses> & a "long" walk'


@pytest.fixture
def talk(database_url: str, pack: Pack) -> Talk:
    """A conversation with an answer that was changed."""
    talk = Talk(pack)
    kept = talk.keep(turn=talk.turn(), choices=["carer"])
    talk.handle(kept.inbound.id)
    talk.finish(kept.inbound.id, "Thank you.")
    with writing() as session:
        conversation = session.get_one(Conversation, talk.id)
        inbound = conversation.inbound[-1]
        assert inbound.reply is not None
        message = {
            "kind": "explanation",
            "text": "What would change",
            "content": {"id": "proposals/late-opening#why", "version": "3f2a"},
            "sources": [{"title": "The plan", "where": "page 4"}],
        }
        inbound.reply = {**inbound.reply, "messages": [message]}
        conversation.cursor = "why"
    talk.send(text=WORDS)
    return talk


def drawn_up(talk: Talk) -> dict[str, bytes]:
    """The files of the evidence."""
    with writing() as session:
        response = session.get_one(Conversation, talk.id).response
        packed = evidence_of(session, response=response, by="ada")
    return unpacked(packed)


def unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def said(talk: Talk) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(drawn_up(talk)["response.json"])
    return found


class TestOneResponse:
    def test_has_each_answer_with_what_was_shown_before(self, talk: Talk, pack: Pack) -> None:
        first, why = said(talk)["answers"]

        assert (first["chosen"], first["record"]) == (["A carer"], "fits the record")
        assert (why["words"], why["asked"]) == (WORDS, "What are your reasons?")
        assert why["content version"] == pack.version
        assert why["turns shown before"] == 2

    def test_has_every_passage_and_where_it_was_shown(self, talk: Talk) -> None:
        assert said(talk)["passages"] == [
            {
                "passage": "proposals/late-opening#why",
                "version": "3f2a",
                "shown in turns": [2],
                "sources": [{"title": "The plan", "where": "page 4"}],
            }
        ]

    def test_has_who_considered_it_and_what_was_decided(self, talk: Talk, pack: Pack) -> None:
        with writing() as session:
            answer = session.scalars(select(Answer).where(Answer.question_key == "why")).one()
            add_theme(session, pack=pack, name="Getting there", description="", actor="ada")
            common = {"consultation_slug": pack.slug, "answer_id": answer.id}
            session.add(
                Coding(
                    **common,
                    scheme="themes",
                    code="getting-there",
                    source="person",
                    who="ada",
                    state="confirmed",
                )
            )
            session.add(Redaction(**common, starts=0, ends=3, reason="name", by="bob"))
            session.add(
                ThemeDecision(
                    consultation_slug=pack.slug,
                    theme_id="getting-there",
                    revision=1,
                    outcome="changed",
                    because="Two buses are one too many.",
                    by="cy",
                )
            )
        found = said(talk)

        assert found["considered"]["themes and sentiment"][0]["who"] == "ada"
        assert found["considered"]["words not shown"][0]["by"] == "bob"
        assert found["decided"][0]["because"] == "Two buses are one too many."

    def test_shows_when_an_answer_was_changed_behind_the_record(self, talk: Talk) -> None:
        with writing() as session:
            why = update(Answer).where(Answer.question_key == "why")
            session.execute(why.values(comment="All is well"))

        assert said(talk)["answers"][1]["record"] == "DOES NOT FIT THE RECORD"

    def test_is_a_page_in_which_words_are_only_words(self, talk: Talk) -> None:
        page = drawn_up(talk)["response.html"].decode()

        assert "Two &lt;buses&gt; &amp; a" in page
        assert "<buses>" not in page
        assert "What would change" in page

    def test_has_checksums_and_a_signature_that_fit(self, talk: Talk) -> None:
        files = drawn_up(talk)
        manifest = json.loads(files["manifest.json"])
        signed = manifest.pop("signed")

        assert fits(manifest, **signed)
        assert canonical(manifest)
        for each in manifest["files"]:
            assert hashlib.sha256(files[each["name"]]).hexdigest() == each["sha256"]
        assert {each["name"] for each in manifest["files"]} == set(files) - {"manifest.json"}

    def test_holds_no_code_and_is_itself_recorded(self, talk: Talk) -> None:
        files = drawn_up(talk)
        with reading() as session:
            response = session.scalars(select(Response)).one()
            verdict = check_record(session)

        assert verdict.is_whole
        assert not any(response.code.encode() in content for content in files.values())
        assert "evidence drawn up" in drawn_up(talk)["response.html"].decode()

    def test_is_found_by_code_and_by_id_in_its_consultation_only(self, talk: Talk) -> None:
        with reading() as session:
            response = session.scalars(select(Response)).one()
            for name in (response.code.lower(), str(response.id), f" {response.id.hex} "):
                assert response_called(session, slug="tiny", name=name) is response
            with pytest.raises(NoEvidence):
                response_called(session, slug="other", name=response.code)
            with pytest.raises(NoEvidence):
                response_called(session, slug="tiny", name="SB-0000-0000-0000")

    def test_of_a_response_that_was_taken_back_says_so(self, talk: Talk) -> None:
        with writing() as session:
            withdraw(session, response=session.get_one(Conversation, talk.id).response)
        files = drawn_up(talk)

        assert b"It holds no answers." in files["response.html"]
        assert WORDS.encode() not in b"".join(files.values())


class TestAll:
    def test_has_a_checksum_for_each_response_and_no_word(
        self, database_url: str, pack: Pack
    ) -> None:
        with writing() as session:
            for _ in range(3):
                a_response(session, pack, {"capacity": ["carer"], "why": WORDS})
        first, again = checksums(), checksums()
        with writing() as session:
            why = update(Answer).where(Answer.question_key == "why")
            session.execute(why.values(comment="Changed", answered_at=utc_now()))

        lines = first["checksums.csv"].decode().splitlines()
        assert sum(line.startswith("response,") for line in lines) == 3
        assert sum(line.startswith("content version,") for line in lines) == 1
        assert first["checksums.csv"] == again["checksums.csv"]
        assert checksums()["checksums.csv"] != first["checksums.csv"]
        assert b"buses" not in b"".join(first.values())


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestTheCommand:
    def test_writes_a_file_for_its_owner_only(
        self, desk: object, pack: Pack, tmp_path: Path
    ) -> None:
        with writing() as session:
            code = a_response(session, pack, {"why": WORDS}).response.code
        one, every, none = (tmp_path / f"{each}.zip" for each in ("one", "all", "none"))
        said = [
            run("tiny", "--response", code, "--to", str(one)),
            run("tiny", "--to", str(every)),
            run("tiny", "--response", "SB-0000", "--to", str(none), fails=True),
            run("nowhere", "--to", str(none), fails=True),
        ]

        assert said[0].startswith("Written:")
        assert one.stat().st_mode & 0o077 == every.stat().st_mode & 0o077 == 0
        assert "No response to tiny has this code" in said[2]
        assert "no consultation called nowhere" in said[3]


def checksums() -> dict[str, bytes]:
    with writing() as session:
        return unpacked(checksums_of_all(session, slug="tiny", by="ada"))


def run(*arguments: str, fails: bool = False) -> str:
    done = CliRunner().invoke(main, ["evidence", *arguments])
    assert (done.exit_code != 0) is fails, done.output
    return done.output
