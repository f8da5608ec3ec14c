"""The copy that a preview serves follows the files, counts as open, and stays when they break."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consultations.authoring.making import bring_shared
from consultations.authoring.preview import Copy, first_look, throw_away_settings
from consultations.content.faults import ContentError
from consultations.content.loading import read_pack
from consultations.openness import is_open
from consultations.settings import settings
from tests.packs import TINY, change
from tests.packs.editing import edited, tiny_alone

KEPT = "Preview: nothing you type is kept."


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A preview of the tiny pack as a draft that opens next century."""
    source, target = tiny_alone(tmp_path), tmp_path / "copy" / "content"
    bring_shared(source)
    target.mkdir(parents=True)
    change(source / TINY / "consultation.yml", status="draft", opens="2098-01-01")
    return Copy(source, TINY, target)


class TestCopy:
    def test_counts_as_open_and_says_that_nothing_is_kept(self, copy: Copy) -> None:
        first_look(copy)

        shown = read_pack(copy.target, TINY).consultation
        assert is_open(shown)
        assert shown.notice == KEPT
        assert read_pack(copy.source, TINY).consultation.notice is None

    def test_keeps_the_notice_that_the_pack_has(self, copy: Copy) -> None:
        edited("consultation.yml", "opens:", "notice: This is invented.\nopens:")(
            copy.source / TINY
        )

        first_look(copy)

        assert read_pack(copy.target, TINY).consultation.notice == f"{KEPT} This is invented."

    def test_has_every_other_word_of_the_files(self, copy: Copy) -> None:
        first_look(copy)

        shown, files = read_pack(copy.target, TINY), read_pack(copy.source, TINY)
        assert shown.proposals == files.proposals
        assert shown.questions == files.questions
        assert shown.translations == files.translations
        assert shown.consultation.sources == files.consultation.sources

    def test_follows_a_change(self, copy: Copy) -> None:
        first_look(copy)
        edited("answers/hours.yml", "ten free places", "two free places")(copy.source / TINY)

        look = copy.look()

        assert look is not None
        assert look.is_whole
        answer = read_pack(copy.target, TINY).answer("parking")
        assert answer is not None
        assert "two free places" in answer.short

    def test_is_left_alone_while_nothing_changes(self, copy: Copy) -> None:
        first_look(copy)

        assert copy.look() is None

    def test_stays_when_the_files_break_and_says_so(self, copy: Copy) -> None:
        first_look(copy)
        edited("questions.yml", "kind: vote", "kind: votes")(copy.source / TINY)

        look = copy.look()

        assert look is not None
        assert not look.is_whole
        shown = read_pack(copy.target, TINY)
        assert "The files have 1 fault, which the terminal names." in str(shown.consultation.notice)
        assert shown.questions[-1].kind == "vote"

    def test_comes_back_when_they_are_mended(self, copy: Copy) -> None:
        first_look(copy)
        edited("questions.yml", "kind: vote", "kind: votes")(copy.source / TINY)
        copy.look()
        edited("questions.yml", "kind: votes", "kind: vote")(copy.source / TINY)
        copy.look()

        assert read_pack(copy.target, TINY).consultation.notice == KEPT

    def test_is_not_made_of_files_that_are_broken_from_the_start(self, copy: Copy) -> None:
        (copy.source / TINY / "questions.yml").unlink()

        with pytest.raises(ContentError, match=r"questions\.yml:1: This file is missing"):
            first_look(copy)


class TestThrowAwaySettings:
    def test_keep_away_from_the_service_that_people_use(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://people/database")
        before = dict(os.environ)

        with throw_away_settings(8123) as (target, chosen):
            assert chosen.database_url == f"sqlite:///{chosen.data_dir / 'consultation.db'}"
            assert chosen.port == 8123
            assert chosen.content_dir == target.resolve()
            folder = target.parent

        assert not folder.exists()
        assert dict(os.environ) == before
        assert settings().database_url == "postgresql://people/database"
