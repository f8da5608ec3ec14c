"""A pack that is not complete is refused with every fault, by file and line, and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consultations.content.loading import ContentError, load_pack, pack_slugs, read_pack
from tests.packs import CLOSED, DRAFT, REAL, TINY, change
from tests.packs.editing import Slip, edited, ended, gone, tiny_alone, written

WHOLE, ASKED = "consultation.yml", "questions.yml"
LATE, ANSWERS = "proposals/late-opening.yml", "answers/hours.yml"

UNREADABLE = {
    "no consultation file": Slip(gone(WHOLE), WHOLE, None, "This file is missing. Add it."),
    "no questions file": Slip(gone(ASKED), ASKED, None, "This file is missing."),
    "no glossary": Slip(gone("../glossary.yml"), "../glossary.yml", None, "This file is missing."),
    "bytes that are no text": Slip(
        lambda folder: (folder / ASKED).write_bytes(b"\xff\xfe\x00"),
        ASKED,
        None,
        "This is not plain text. Save it as UTF-8.",
    ),
    "a list that is not closed": Slip(
        edited(ASKED, "lanes: [staff]", "lanes: [staff"),
        ASKED,
        "lanes: [staff",
        "This cannot be read as YAML: a list in [ ] is not closed. Add the ] or a comma.",
    ),
    "quotes that are not closed": Slip(
        edited(WHOLE, "title: When", 'title: "When'),
        WHOLE,
        "title:",
        "This cannot be read as YAML: quotes are opened and not closed.",
    ),
    "a line too far to the left": Slip(
        edited(ASKED, "  kind: multiple", " kind: multiple"),
        ASKED,
        " kind: multiple",
        "This cannot be read as YAML: a line stands too far to the left or right.",
    ),
    "a second colon": Slip(
        edited(WHOLE, "title: When", "title: Now: when"),
        WHOLE,
        "title: Now: when",
        "This cannot be read as YAML: there is a second ': ' in a line. Put the words after",
    ),
    "a tab": Slip(
        edited(WHOLE, "  email:", "\temail:"),
        WHOLE,
        "\temail:",
        "This cannot be read as YAML: there is a tab in it. Use spaces only.",
    ),
    "a text that begins with a star": Slip(
        edited(WHOLE, "title: When", "title: *When"),
        WHOLE,
        "title: *When",
        "This cannot be read as YAML: a text begins with * or &. Put it in quotes.",
    ),
    "a text that begins with a sign": Slip(
        edited(WHOLE, "title: When", "title: @When"),
        WHOLE,
        "title: @When",
        "This cannot be read as YAML: a text begins with a sign that has a meaning. Use quotes.",
    ),
    "two parts in a file": Slip(
        ended(LATE, "---\nid: other"), LATE, "---", "This cannot be read as YAML: there is a second"
    ),
    "a field twice": Slip(
        ended(LATE, "title: Open all night"),
        LATE,
        "title: Open all night",
        "'title' is written twice, first in line 2. Keep one of them.",
    ),
    "not a list": Slip(
        written(ASKED, "key: role\n"),
        ASKED,
        None,
        "This file must be a list. Begin each item with '- '.",
    ),
    "an empty file": Slip(written(ASKED, ""), ASKED, None, "This file must be a list."),
    "an empty consultation": Slip(written(WHOLE, ""), WHOLE, None, "This is empty."),
    "another ending": Slip(
        written("answers/more.yaml", "[]"),
        "answers/more.yaml",
        None,
        "Nobody reads this file. End its name in .yml.",
    ),
}
REFUSED = {
    "a date that is none": Slip(
        lambda folder: change(folder / WHOLE, opens="soon"),
        WHOLE,
        "opens:",
        "'opens' is not a date. Write a day as 2026-09-01, and a time as 2026-09-01T09:00.",
    ),
    "a day that is none": Slip(
        lambda folder: change(folder / WHOLE, closes="2099-13-45"),
        WHOLE,
        "closes:",
        "'closes' is not a date.",
    ),
    "a status that is none": Slip(
        lambda folder: change(folder / WHOLE, status="opened"),
        WHOLE,
        "status:",
        "'status' must be one of draft, open, closed, analysing, decided, and not 'opened'. "
        "Did you mean 'open'?",
    ),
    "a field that nobody reads": Slip(
        edited(LATE, "what_it_is:", "what_is_it:"),
        LATE,
        "what_is_it:",
        "'what_is_it' is not a field that belongs here. Did you mean 'what_it_is'?",
    ),
    "a field like no other": Slip(
        edited(WHOLE, "schema: 1", "schema: 1\nxyz: blue"),
        WHOLE,
        "xyz:",
        "'xyz' is not a field that belongs here. Take it out, or put it where it belongs.",
    ),
    "a field in the wrong place": Slip(
        edited(ANSWERS, "  short: One GP", "  colour: blue\n  short: One GP"),
        ANSWERS,
        "colour:",
        "In who-works-late: 'colour' is not a field that belongs here.",
    ),
    "a missing field": Slip(
        edited(WHOLE, "closes: 2099-12-31T17:00\n", ""),
        WHOLE,
        "schema:",
        "'closes' is missing. Add it: When people can no longer begin.",
    ),
    "a missing field within": Slip(
        edited(LATE, "    whose: patients\n", ""),
        LATE,
        "  - point: People who work",
        "In gains, item 1: 'whose' is missing. Add it: Whose concern it is",
    ),
    "an empty field": Slip(
        lambda folder: change(folder / WHOLE, summary=""),
        WHOLE,
        "summary:",
        "'summary' is empty. Write something, or take it out.",
    ),
    "a number for a text": Slip(
        edited(WHOLE, "published: 3 March 2026", "published: 2026"),
        WHOLE,
        "    published:",
        "In sources, rota: 'published' must be text, and YAML reads it as a number or a date. Put",
    ),
    "true for a text": Slip(
        edited(WHOLE, "published: 3 March 2026", "published: true"),
        WHOLE,
        "    published:",
        "In sources, rota: 'published' must be text, and YAML reads it as true or false.",
    ),
    "a text for a list": Slip(
        edited(LATE, "worse_off:\n  - People", "worse_off: People"),
        LATE,
        "worse_off:",
        "'worse_off' must be a list. Begin each item on its own line, with '- '.",
    ),
    "a text for a set of fields": Slip(
        edited(WHOLE, "reading:\n  intro: I can tell", "reading: I can tell"),
        WHOLE,
        "reading:",
        "'reading' must hold fields. Write each as 'name: words'.",
    ),
    "words for a number": Slip(
        edited(WHOLE, "minutes: 4", "minutes: four"),
        WHOLE,
        "minutes: four",
        "In lanes, public: 'minutes' must be a whole number.",
    ),
    "a number below nought": Slip(
        edited(LATE, "  now: 4", "  now: -4"),
        LATE,
        "  now: -4",
        "In beds: 'now' must be 0 or more.",
    ),
    "gains and no losses": Slip(
        edited(LATE, "losses:\n", "losses: []\nmore_losses:\n"),
        LATE,
        "losses: []",
        "'losses' needs at least 1. Add one.",
    ),
    "an answer without a source": Slip(
        edited(ANSWERS, "sources: [{id: rota, where: Page 4}]", "sources: []"),
        ANSWERS,
        "sources: []",
        "In parking: 'sources' needs at least 1.",
    ),
    "a question with no choices": Slip(
        edited(ASKED, "  choices_from: options\n", ""),
        ASKED,
        "key: in-order",
        "In in-order: This offers no choices. Add 'choices', or 'choices_from: options'.",
    ),
    "a lane that is none": Slip(
        edited(WHOLE, "  staff:\n", "  stuff:\n"),
        WHOLE,
        "  stuff:",
        "In lanes: 'stuff' must be one of public, staff, and not 'stuff'. Did you mean 'staff'?",
    ),
    "a statement that is too long": Slip(
        written("statements.yml", f"- id: long\n  text: {'very ' * 50}long\n  whose: a patient\n"),
        "statements.yml",
        "  text:",
        "In long: 'text' has 254 letters. The most is 200.",
    ),
    "an exception with no reason": Slip(
        written(
            "exceptions.yml",
            "- rule: length\n  where: questions#role\n  reason: none\n  by: A\n  on: 2026-01-01\n",
        ),
        "exceptions.yml",
        "  reason: none",
        "In 1: 'reason' is too short. Write 20 letters or more.",
    ),
}
SLIPS = {**UNREADABLE, **REFUSED}


class TestReadPack:
    @pytest.mark.parametrize("slug", [REAL, TINY, CLOSED, DRAFT])
    def test_reads_every_complete_pack(self, content_dir: Path, slug: str) -> None:
        assert read_pack(content_dir, slug).slug == slug

    @pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
    def test_refuses_with_the_file_the_line_and_what_to_do(
        self, tmp_path: Path, slip: Slip
    ) -> None:
        content_dir = tiny_alone(tmp_path)
        slip.edit(content_dir / TINY)

        with pytest.raises(ContentError) as refused:
            read_pack(content_dir, TINY)

        said = str(refused.value).splitlines()
        assert [line for line in said if line.startswith(slip.said_of(content_dir))], said
        assert "Traceback" not in str(refused.value)

    def test_tells_every_fault_at_once(self, own_content_dir: Path) -> None:
        for slip in ("a date that is none", "a number below nought", "an answer without a source"):
            SLIPS[slip].edit(own_content_dir / TINY)
        (own_content_dir / TINY / "statements.yml").write_text("- [", encoding="utf-8")

        with pytest.raises(ContentError) as refused:
            read_pack(own_content_dir, TINY)

        assert len(refused.value.faults) == 4
        assert len({fault.file for fault in refused.value.faults}) == 4

    def test_warns_of_a_file_with_a_slip_in_its_name(self, own_content_dir: Path) -> None:
        (own_content_dir / TINY / "statments.yml").write_text("[]", encoding="utf-8")

        loaded = load_pack(own_content_dir, TINY)

        assert loaded.pack is not None
        assert any("Did you mean 'statements.yml'?" in str(each) for each in loaded.warnings)

    @pytest.mark.parametrize(
        "words", ["true story", "falsehoods", "12:30 each day", "on", "2026 was"]
    )
    def test_takes_texts_for_texts_however_they_begin(self, tmp_path: Path, words: str) -> None:
        content_dir = tiny_alone(tmp_path)
        shutil.rmtree(content_dir / TINY / "translations")
        change(content_dir / TINY / WHOLE, title=words)

        assert read_pack(content_dir, TINY).consultation.title == words

    def test_takes_on_and_no_for_the_words_that_they_are(self, own_content_dir: Path) -> None:
        edited(
            ASKED, "{value: nurse, label: Nurse}", "{value: no, label: No}, {value: on, label: On}"
        )(own_content_dir / TINY)
        (own_content_dir / TINY / ASKED).write_text(
            (own_content_dir / TINY / ASKED)
            .read_text(encoding="utf-8")
            .replace("    - {value: no, label: No}, ", "    - {value: no, label: No}\n    - "),
            encoding="utf-8",
        )

        role = read_pack(own_content_dir, TINY).question("role")

        assert role is not None
        assert [choice.value for choice in role.choices] == ["no", "on", "receptionist"]

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
        change(own_content_dir / TINY / WHOLE, opens=written)

        opens = read_pack(own_content_dir, TINY).consultation.opens

        assert opens.isoformat() == moment


class TestVersion:
    def test_is_the_same_for_the_same_words(self, content_dir: Path) -> None:
        assert read_pack(content_dir, TINY).version == read_pack(content_dir, TINY).version

    def test_is_another_when_one_word_changes(self, own_content_dir: Path) -> None:
        before = read_pack(own_content_dir, TINY).version
        edited(ASKED, "What are your reasons?", "What are your reasons, please?")(
            own_content_dir / TINY
        )

        assert read_pack(own_content_dir, TINY).version != before


class TestPackSlugs:
    def test_lists_folders_that_hold_a_consultation(self, own_content_dir: Path) -> None:
        before = pack_slugs(own_content_dir)
        (own_content_dir / "notes").mkdir()
        (own_content_dir / ".hidden").mkdir()
        (own_content_dir / ".hidden" / WHOLE).write_text("", encoding="utf-8")

        assert pack_slugs(own_content_dir) == before
        assert {REAL, TINY, CLOSED, DRAFT} <= set(before)

    def test_finds_none_in_an_empty_folder(self, tmp_path: Path) -> None:
        assert pack_slugs(tmp_path / "nowhere") == []
