"""Packs in other languages: what is shown, what falls back to English, and what is a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultations.content.loading import ContentError, load_pack, read_pack
from consultations.content.schema import Pack
from consultations.content.translations import numbers_in, stamp
from consultations.languages.packs import NEWER, UNTRANSLATED, in_language, wording_of
from tests.packs import TINY


@pytest.fixture
def polish(own_content_dir: Path) -> Path:
    """The folder of the Polish files of the tiny pack, to be changed."""
    return own_content_dir / TINY / "translations" / "pl"


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def faults(content_dir: Path) -> str:
    with pytest.raises(ContentError) as raised:
        read_pack(content_dir, TINY)
    return str(raised.value)


def warnings(content_dir: Path) -> str:
    return "\n".join(str(each) for each in load_pack(content_dir, TINY).warnings)


class TestInLanguage:
    def test_says_what_is_translated(self, pack: Pack) -> None:
        shown = in_language(pack, "pl")

        assert shown.consultation.title == "Kiedy przychodnia we wsi ma być otwarta?"
        assert [each.label for each in shown.questions[0].choices] == [
            "Pacjent",
            "Opiekun",
            "Mieszkaniec",
        ]

    def test_keeps_keys_values_and_version(self, pack: Pack) -> None:
        shown = in_language(pack, "pl")

        assert [each.key for each in shown.questions] == [each.key for each in pack.questions]
        assert [each.value for each in shown.questions[0].choices] == [
            each.value for each in pack.questions[0].choices
        ]
        assert shown.version == pack.version
        assert shown.original == pack

    def test_says_in_english_what_is_not_translated_and_knows_it(self, pack: Pack) -> None:
        shown, wording = in_language(pack, "pl"), wording_of(pack, "pl")
        late = pack.proposal("late-opening")
        assert late is not None

        assert shown.proposal("late-opening").what_it_is == late.what_it_is  # type: ignore[union-attr]
        assert wording.why_in_english(late.what_it_is) == UNTRANSLATED
        assert wording.why_in_english(f"{late.what_it_is} {late.more}") == UNTRANSLATED
        assert wording.why_in_english(shown.consultation.title) is None

    def test_is_the_pack_itself_in_english(self, pack: Pack) -> None:
        assert in_language(pack, "en") is pack
        assert wording_of(pack, "en").why_in_english(pack.consultation.title) is None

    def test_is_all_in_english_where_there_is_no_translation(self, pack: Pack) -> None:
        shown = in_language(pack, "cy")

        assert shown.consultation.title == pack.consultation.title
        assert wording_of(pack, "cy").why_in_english(shown.consultation.title) == UNTRANSLATED

    def test_names_of_bodies_are_the_same_everywhere(self, pack: Pack) -> None:
        name = pack.consultation.asked_by.name

        assert wording_of(pack, "pl").why_in_english(name) is None

    def test_is_kept_with_the_version_that_was_shown(self, pack: Pack) -> None:
        kept = Pack.model_validate_json(pack.model_dump_json(by_alias=True))

        assert in_language(kept, "pl").questions == in_language(pack, "pl").questions
        assert kept.version == pack.version


class TestStaleTexts:
    def test_give_way_to_newer_english(self, own_content_dir: Path, polish: Path) -> None:
        stamp(own_content_dir, TINY, read_pack(own_content_dir, TINY))
        file = own_content_dir / TINY / "questions.yml"
        replace(file, "What are your reasons?", "Why do you say so?")

        pack = read_pack(own_content_dir, TINY)

        assert in_language(pack, "pl").question("why").text == "Why do you say so?"  # type: ignore[union-attr]
        assert wording_of(pack, "pl").why_in_english("Why do you say so?") == NEWER
        assert "The English has changed" in warnings(own_content_dir)

    def test_count_again_once_they_are_translated_anew(
        self, own_content_dir: Path, polish: Path
    ) -> None:
        stamp(own_content_dir, TINY, read_pack(own_content_dir, TINY))
        file = own_content_dir / TINY / "questions.yml"
        replace(file, "What are your reasons?", "Why do you say so?")
        replace(polish / "questions.yml", "Jakie są powody?", "Dlaczego?")

        shown = in_language(read_pack(own_content_dir, TINY), "pl")

        assert shown.question("why").text == "Dlaczego?"  # type: ignore[union-attr]
        assert "The English has changed" not in warnings(own_content_dir)


class TestFaults:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("key: why", "key: wy", "translations/pl/questions.yml:20: There is no such text"),
            ("  short: Dni", "  shortt: Dni", "questions/which-days/shortt"),
            ("value: carer", "value: carers", "questions/capacity/choices/carers/label"),
            ("  short: Dni", "  short: Dni\n  most: 3", "'most' in questions is the same"),
            ("  short: Dni", "  short: Dni\n  lanes: [public]", "'lanes' in questions is the same"),
        ],
        ids=["an unknown key", "an unknown field", "an unknown value", "a number", "a list of ids"],
    )
    def test_name_the_file_and_what_is_wrong(
        self, own_content_dir: Path, polish: Path, old: str, new: str, said: str
    ) -> None:
        replace(polish / "questions.yml", old, new)

        assert said in faults(own_content_dir)

    def test_name_numbers_that_differ(self, own_content_dir: Path, polish: Path) -> None:
        replace(polish / "consultation.yml", "około 4 minut", "około 5 minut")

        found = faults(own_content_dir)

        assert "translations/pl/consultation.yml" in found
        assert "The numbers differ from the English: 4 there." in found

    def test_name_files_that_nobody_reads(self, own_content_dir: Path, polish: Path) -> None:
        (polish / "question.yml").write_text("- key: why\n", encoding="utf-8")

        assert "Did you mean 'questions.yml'?" in faults(own_content_dir)

    def test_name_a_translation_that_does_not_say_who_made_it(
        self, own_content_dir: Path, polish: Path
    ) -> None:
        (polish / "translation.yml").write_text("language: pl\nname: Polski\n", encoding="utf-8")

        assert "'made_by'" in faults(own_content_dir)

    def test_are_only_a_warning_for_a_language_that_nobody_can_choose(
        self, own_content_dir: Path, polish: Path
    ) -> None:
        other = polish.rename(polish.with_name("de"))
        replace(other / "translation.yml", "language: pl", "language: de")

        assert "People cannot choose this language yet." in warnings(own_content_dir)
        assert read_pack(own_content_dir, TINY).translations["de"].is_draft


class TestNumbersIn:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("3,400 people", "3 400 osób"),
            ("3,400 people", "3400 osób"),
            ("2.5 miles", "2,5 mili"),
            ("call 116 123", "zadzwoń pod 116 123"),
            ("3 of 10 in 2025", "w 2025 roku 3 z 10"),
        ],
    )
    def test_are_the_same_however_they_are_written(self, one: str, other: str) -> None:
        assert numbers_in(one) == numbers_in(other)

    def test_differ_when_one_is_missing(self) -> None:
        assert numbers_in("3 of 10") != numbers_in("3 osoby")
