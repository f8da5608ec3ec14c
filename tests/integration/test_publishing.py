"""What people see is the version that was published last, whatever happens to the files."""

from __future__ import annotations

import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from consultations.content import library
from consultations.content.library import current_pack, current_packs
from consultations.database import reading, writing
from consultations.models import ContentVersion
from consultations.publishing import NotPublished, checked_folder, publish
from consultations.steps import SERVICE
from consultations.versions import live_version, pack_shown, version_still_good
from consultations.watching import publish_what_changed
from tests.packs import TINY
from tests.publishing import Desk, desk_in, noted, published_by_hand
from tests.turning import at_once

LONG = "Some people said that they could come to the surgery if it were open at some other time "


@pytest.fixture
def desk(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_in(tmp_path / "content", monkeypatch)


def title() -> str:
    pack = current_pack(TINY)
    return "" if pack is None else pack.consultation.title


def versions() -> list[ContentVersion]:
    with reading() as session:
        return list(
            session.scalars(
                select(ContentVersion).order_by(ContentVersion.published_at, ContentVersion.id)
            )
        )


class TestTheRunningService:
    def test_publishes_what_passes_on_an_empty_database(self, desk: Desk) -> None:
        assert publish_what_changed() == [TINY]

        version = versions()[0]
        assert (version.consultation_slug, version.published_by) == (TINY, SERVICE)
        assert [pack.version for pack in current_packs()] == [version.id]

    def test_publishes_an_edit_once(self, desk: Desk) -> None:
        desk.look()
        desk.set(title="Another title")

        assert title() == "Another title"
        assert desk.look() == []
        assert len(versions()) == 2

    def test_reads_no_file_while_nothing_changes(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.look()
        monkeypatch.setattr("consultations.folders.check_pack", None)

        assert desk.look() == []

    @pytest.mark.parametrize(
        ("file", "text", "said"),
        [
            ("questions.yml", "[", "tiny/questions.yml:"),
            ("consultation.yml", None, "consultation.yml"),
            ("answers/hours.yml", f"{LONG}{LONG}.", "sentence-length"),
        ],
        ids=["broken", "emptied", "not plain"],
    )
    def test_leaves_what_was_live_when_an_edit_has_faults(
        self,
        desk: Desk,
        caplog: pytest.LogCaptureFixture,
        file: str,
        text: str | None,
        said: str,
    ) -> None:
        desk.look()
        before = current_pack(TINY)
        if file.startswith("answers"):
            with caplog.at_level(logging.WARNING):
                desk.edit(file, lambda rows: rows[0].update(short=text))
        else:
            (desk.folder / file).write_text(text or "", encoding="utf-8")
            with caplog.at_level(logging.WARNING):
                desk.look()

        assert current_pack(TINY) == before
        assert said in caplog.text
        assert "People still see version" in caplog.text
        assert desk.look() == []
        assert caplog.text.count("People still see version") == 1

    def test_leaves_it_after_a_restart_too(self, desk: Desk) -> None:
        desk.look()
        before = current_pack(TINY)
        (desk.folder / "questions.yml").write_text("[", encoding="utf-8")
        library._shelves.clear()
        desk.look()

        assert current_pack(TINY) == before

    def test_leaves_it_when_the_folder_is_gone(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        desk.look()
        before = current_pack(TINY)
        shutil.rmtree(desk.folder)
        with caplog.at_level(logging.WARNING):
            desk.look()

        assert current_pack(TINY) == before
        assert "is gone" in caplog.text

    def test_waits_until_a_file_is_saved(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("consultations.watching.SECONDS_TO_SAVE", 600)
        desk.look()
        desk.look()
        before = title()
        desk.set(title="Half a ti")
        assert title() == before

        desk.set(title="Half a title and the other half")
        assert title() == before

        desk.look()
        assert title() == "Half a title and the other half"

    def test_publishes_no_draft(self, desk: Desk) -> None:
        desk.set(status="draft")

        assert versions() == []
        assert current_pack(TINY) is None

    def test_takes_a_pack_back_that_is_a_draft_again_before_it_opened(self, desk: Desk) -> None:
        desk.dates(opens=timedelta(days=1), closes=timedelta(days=9))
        assert current_pack(TINY) is not None
        desk.set(status="draft")

        assert current_packs() == []

        desk.set(status="open")
        assert current_pack(TINY) is not None

    def test_does_not_take_back_what_has_opened(self, desk: Desk) -> None:
        desk.look()
        before = current_pack(TINY)
        desk.set(status="draft")

        assert current_pack(TINY) == before

    def test_goes_back_to_older_files_only_when_they_were_put_there_since(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        desk.look()
        first = title()
        shutil.copytree(desk.folder, tmp_path / "before")
        desk.set(title="Another title")

        desk.restore(tmp_path / "before", keep_times=True)
        desk.look()
        assert title() == "Another title"

        desk.restore(tmp_path / "before", keep_times=False)
        desk.look()
        assert title() == first

    def test_goes_on_with_the_others_when_one_pack_cannot_be_looked_at(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_folder: object) -> bool:
            raise OSError("The disk is gone.")

        monkeypatch.setattr("consultations.watching._publish_if_changed", broken)

        assert desk.look() == []

    def test_publishes_once_when_several_processes_look_at_once(self, desk: Desk) -> None:
        def look() -> int:
            pack = checked_folder(TINY)
            with writing() as session:
                return 0 if publish(session, pack=pack, by="x").changes is None else 1

        done = at_once(*[look] * 5)

        assert sorted(done) == [0, 0, 0, 0, 1]
        with reading() as session:
            assert len(noted(session, "version published")) == 1


class TestAPerson:
    def test_publishes_in_their_name_with_what_changed(self, desk: Desk) -> None:
        published_by_hand()
        desk.folder.joinpath("consultation.yml").write_text(
            desk.consultation.read_text().replace("title: When", "title: On which days and when")
        )
        pack = published_by_hand(by=" Ada ")

        with reading() as session:
            live = live_version(session, TINY)
            event = noted(session, "version published")[-1]
        assert live is not None
        assert (live.id, live.published_by) == (pack.version, "Ada")
        assert event.actor == "Ada"
        assert any("title" in each for each in event.detail["changes"])

    def test_is_told_every_fault(self, desk: Desk) -> None:
        (desk.folder / "questions.yml").write_text("[", encoding="utf-8")
        (desk.folder / "answers/hours.yml").write_text("[", encoding="utf-8")

        with pytest.raises(NotPublished) as refused:
            checked_folder(TINY)

        assert len(refused.value.reasons) >= 2

    def test_cannot_publish_a_draft(self, desk: Desk) -> None:
        desk.set(status="draft")

        with pytest.raises(NotPublished, match="its status is draft"):
            checked_folder(TINY)

    def test_has_a_name(self, desk: Desk) -> None:
        pack = checked_folder(TINY)

        with writing() as session, pytest.raises(NotPublished, match="Say who"):
            publish(session, pack=pack, by="  ")

    def test_is_told_of_a_folder_that_is_not_there(self, desk: Desk) -> None:
        with pytest.raises(NotPublished, match="no pack 'nowhere'"):
            checked_folder("nowhere")


class TestStoredVersions:
    def test_are_read_back_as_they_were_published(self, desk: Desk) -> None:
        pack = published_by_hand()
        library._shelves.clear()
        with reading() as session:
            from consultations import versions as kept

            kept._known.clear()
            again = pack_shown(session, pack.version)

        assert again == pack
        assert again.version == pack.version
        assert again.model_copy().model_dump_json() == pack.model_dump_json()

    def test_stay_good_for_a_form_for_a_day(self, desk: Desk) -> None:
        first = published_by_hand()
        desk.set(title="Another title")
        with reading() as session:
            live = live_version(session, TINY)
            assert live is not None
            assert live.published_at is not None
            good, late = (
                version_still_good(
                    session, slug=TINY, version=first.version, now=live.published_at + after
                )
                for after in (timedelta(hours=23), timedelta(hours=25))
            )
            of_another = version_still_good(session, slug="other", version=first.version)

        assert good == first
        assert late is None
        assert of_another is None

    def test_that_cannot_be_read_any_more_stop_nobody(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        with writing() as session:
            session.add(
                ContentVersion(
                    id="old",
                    consultation_slug="old",
                    pack="{}",
                    published_at=library.datetime.fromisoformat("2020-01-01T00:00:00+00:00"),
                )
            )
        desk.look()

        assert [pack.slug for pack in current_packs()] == [TINY]
        assert "cannot be read any more" in caplog.text
