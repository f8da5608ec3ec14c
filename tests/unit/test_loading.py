"""A pack that is not complete is refused with a clear sentence that names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from consultations.content.loading import ContentError, pack_slugs, read_pack
from tests.packs import CLOSED, DRAFT, REAL, TINY, change

Edit = Callable[[Path], object]


def edited(file: str, find: str, put: str) -> Edit:
    """Replace words in one file of the tiny pack."""

    def edit(folder: Path) -> None:
        before = (folder / file).read_text(encoding="utf-8")
        assert find in before, f"{find} is not in {file}"
        (folder / file).write_text(before.replace(find, put, 1), encoding="utf-8")

    return edit


FAULTS: dict[str, tuple[Edit, str]] = {
    "no consultation file": (
        lambda folder: (folder / "consultation.yml").unlink(),
        "tiny/consultation.yml: this file is missing.",
    ),
    "no questions file": (
        lambda folder: (folder / "questions.yml").unlink(),
        "tiny/questions.yml: this file is missing.",
    ),
    "broken YAML": (
        edited("questions.yml", "- key: role", "- key: [role"),
        "tiny/questions.yml, line ",
    ),
    "bytes that are no text": (
        lambda folder: (folder / "questions.yml").write_bytes(b"\xff\xfe\x00"),
        "tiny/questions.yml: this cannot be read as YAML",
    ),
    "not a list": (
        lambda folder: (folder / "questions.yml").write_text("key: role\n"),
        "tiny/questions.yml: this should be a list",
    ),
    "an empty file": (
        lambda folder: (folder / "questions.yml").write_text(""),
        "tiny/questions.yml: this should be a list",
    ),
    "another slug": (
        lambda folder: change(folder / "consultation.yml", slug="other"),
        "tiny/consultation.yml: slug is 'other'; make it 'tiny'.",
    ),
    "a close before the opening": (
        lambda folder: change(folder / "consultation.yml", closes="2001-01-01T09:00"),
        "tiny/consultation.yml: closes must be after opens.",
    ),
    "a date that is none": (
        lambda folder: change(folder / "consultation.yml", opens="soon"),
        "tiny/consultation.yml: opens: ",
    ),
    "a status that is none": (
        lambda folder: change(folder / "consultation.yml", status="ready"),
        "tiny/consultation.yml: status: ",
    ),
    "a field that nobody reads": (
        edited("consultation.yml", "schema: 1", "schema: 1\ncolour: blue"),
        "tiny/consultation.yml: colour: ",
    ),
    "a missing field": (
        edited("consultation.yml", "nothing_decided:", "nothing_settled:"),
        "tiny/consultation.yml: nothing_decided: ",
    ),
    "no way to leave things as they are": (
        edited("proposals/as-is.yml", "kind: as-is", "kind: option"),
        "tiny/proposals: exactly one must have kind as-is",
    ),
    "two ways to leave things as they are": (
        edited("proposals/late-opening.yml", "kind: option", "kind: as-is"),
        "tiny/proposals: exactly one must have kind as-is",
    ),
    "gains and no losses": (
        lambda folder: _without(folder / "proposals/late-opening.yml", "losses"),
        "proposals/late-opening.yml: losses: ",
    ),
    "losses and no gains": (
        lambda folder: _without(folder / "proposals/late-opening.yml", "gains"),
        "proposals/late-opening.yml: gains: ",
    ),
    "nobody worse off": (
        lambda folder: _without(folder / "proposals/late-opening.yml", "worse_off"),
        "proposals/late-opening.yml: worse_off: ",
    ),
    "a key twice": (
        edited("questions.yml", "key: role", "key: capacity"),
        "tiny/questions.yml: key 'capacity' is used twice.",
    ),
    "an answer twice": (
        edited("answers/hours.yml", "id: parking", "id: hours-now"),
        "tiny/answers: id 'hours-now' is used twice.",
    ),
    "a source that is not listed": (
        edited("answers/hours.yml", "id: rota", "id: rumour"),
        "source 'rumour' is not listed in consultation.yml.",
    ),
    "a source of a gain that is not listed": (
        edited("proposals/late-opening.yml", "id: rota", "id: rumour"),
        "tiny/proposals/late-opening.yml: source 'rumour' is not listed",
    ),
    "an answer without a source": (
        edited("answers/hours.yml", "sources: [{id: rota, where: Page 4}]", "sources: []"),
        "answers/hours.yml item 3: sources: ",
    ),
    "an answer about no proposal": (
        edited("answers/hours.yml", "proposal: late-opening", "proposal: early"),
        "tiny/answers who-works-late: there is no proposal 'early'.",
    ),
    "an answer to see that is not there": (
        edited("answers/hours.yml", "see: [who-works-late]", "see: [gone]"),
        "tiny/answers hours-now: there is no answer 'gone' to see.",
    ),
    "a question with no choices": (
        edited("questions.yml", "  choices_from: options\n", ""),
        "offers no choices",
    ),
    "a lane with no questions": (
        lambda folder: (folder / "questions.yml").write_text(
            (folder / "questions.yml")
            .read_text()
            .replace("[public, staff]", "[public]")
            .replace("[staff]", "[public]")
        ),
        "tiny/questions.yml: the staff lane has no questions.",
    ),
}


class TestReadPack:
    @pytest.mark.parametrize("slug", [REAL, TINY, CLOSED, DRAFT])
    def test_reads_every_complete_pack(self, content_dir: Path, slug: str) -> None:
        assert read_pack(content_dir, slug).slug == slug

    @pytest.mark.parametrize(("edit", "says"), FAULTS.values(), ids=FAULTS.keys())
    def test_refuses_with_a_sentence_that_names_the_file(
        self, own_content_dir: Path, edit: Edit, says: str
    ) -> None:
        edit(own_content_dir / TINY)

        with pytest.raises(ContentError) as refused:
            read_pack(own_content_dir, TINY)

        assert says in str(refused.value)
        assert "Traceback" not in str(refused.value)

    def test_tells_every_fault_at_once(self, own_content_dir: Path) -> None:
        FAULTS["another slug"][0](own_content_dir / TINY)
        FAULTS["an answer about no proposal"][0](own_content_dir / TINY)

        with pytest.raises(ContentError) as refused:
            read_pack(own_content_dir, TINY)

        assert len(str(refused.value).splitlines()) == 2

    @pytest.mark.parametrize(
        ("written", "moment"),
        [
            ("2026-07-01T09:00", "2026-07-01T09:00:00+01:00"),
            ("2026-12-01T09:00", "2026-12-01T09:00:00+00:00"),
            ("2026-07-01", "2026-07-01T00:00:00+01:00"),
            ("2026-07-01T09:00+00:00", "2026-07-01T09:00:00+00:00"),
        ],
    )
    def test_takes_a_time_without_an_offset_as_the_time_in_london(
        self, own_content_dir: Path, written: str, moment: str
    ) -> None:
        change(own_content_dir / TINY / "consultation.yml", opens=written)

        opens = read_pack(own_content_dir, TINY).consultation.opens

        assert opens.isoformat() == moment


class TestVersion:
    def test_is_the_same_for_the_same_words(self, content_dir: Path) -> None:
        assert read_pack(content_dir, TINY).version == read_pack(content_dir, TINY).version

    def test_is_another_when_one_word_changes(self, own_content_dir: Path) -> None:
        before = read_pack(own_content_dir, TINY).version
        edited("questions.yml", "What are your reasons?", "What are your reasons, please?")(
            own_content_dir / TINY
        )

        assert read_pack(own_content_dir, TINY).version != before


class TestPackSlugs:
    def test_lists_folders_that_hold_a_consultation(self, own_content_dir: Path) -> None:
        (own_content_dir / "notes").mkdir()

        assert pack_slugs(own_content_dir) == sorted([REAL, TINY, CLOSED, DRAFT])

    def test_finds_none_in_an_empty_folder(self, tmp_path: Path) -> None:
        assert pack_slugs(tmp_path / "nowhere") == []


def _without(file: Path, field: str) -> None:
    proposal = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump({**proposal, field: []}), encoding="utf-8")
