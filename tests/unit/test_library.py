"""Without anything published, packs are shown as their folders are, if they may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consultations.content.library import current_pack, current_packs
from consultations.content.words import words
from tests.packs import CLOSED, DRAFT, REAL, TINY, change


class TestCurrentPack:
    def test_is_read_again_when_a_file_has_changed(self, own_content_dir: Path) -> None:
        before = current_pack(TINY)
        change(own_content_dir / TINY / "consultation.yml", title="Another title")
        after = current_pack(TINY)

        assert before is not None
        assert after is not None
        assert after.consultation.title == "Another title"
        assert after.version != before.version

    def test_is_read_once_while_nothing_changes(self) -> None:
        assert current_pack(TINY) is current_pack(TINY)

    @pytest.mark.parametrize("slug", ["nowhere", "", "..", "../content/tiny", "tiny/proposals"])
    def test_is_nothing_for_a_name_that_is_no_pack(self, slug: str) -> None:
        assert current_pack(slug) is None


class TestCurrentPacks:
    def test_lists_what_people_may_see(self, own_content_dir: Path) -> None:
        (own_content_dir / CLOSED / "questions.yml").unlink()

        seen = [pack.slug for pack in current_packs()]

        assert {REAL, TINY} <= set(seen)
        assert not {CLOSED, DRAFT} & set(seen)


class TestWords:
    def test_are_read_again_when_the_file_has_changed(self, own_content_dir: Path) -> None:
        file = own_content_dir / "words.yml"
        before = words().skip
        file.write_text(file.read_text().replace(f"skip: {before}", "skip: Leave this one out"))
        os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))

        assert words().skip == "Leave this one out"

    def test_have_places_for_what_is_put_into_them(self) -> None:
        assert "{title}" in words().reading.next
        assert {"{place}", "{label}"} <= {f"{{{name}}}" for name in ("place", "label")}
        assert words().ranked.format(place=1, label="First") != words().ranked
        assert words().more_about.format(name="it") != words().more_about
