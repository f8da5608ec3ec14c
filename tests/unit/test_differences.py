"""What changed between two versions of a pack is told item by item and word by word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consultations.authoring.differences import Change, changes, word_changes
from consultations.authoring.showing import lines_of
from consultations.content.loading import read_pack
from tests.packs import TINY
from tests.packs.editing import Edit, edited, ended, gone, tiny_alone, written

LATE, ANSWERS, ASKED = "proposals/late-opening.yml", "answers/hours.yml", "questions.yml"
NEW_ANSWER = """
- id: on-sunday
  asks: [are you open on sunday]
  short: No. The surgery is closed on Sunday.
  sources: [{id: rota, where: Page 1}]
"""


def changed(folder: Path, *edits: Edit) -> list[Change]:
    """The differences that some edits of the tiny pack make."""
    before = tiny_alone(folder)
    after = folder / "after"
    shutil.copytree(before, after)
    for edit in edits:
        edit(after / TINY)
    return changes(read_pack(before, TINY), read_pack(after, TINY))


class TestChanges:
    def test_are_none_between_the_same_words(self, tmp_path: Path) -> None:
        assert changed(tmp_path) == []

    def test_name_the_field_with_the_words_before_and_after(self, tmp_path: Path) -> None:
        found = changed(tmp_path, edited(LATE, "until eight on Tuesday", "until nine on Tuesday"))

        assert found == [
            Change(
                "changed",
                "proposals/late-opening what_it_is",
                "proposals/late-opening#what_it_is",
                "The surgery would open until eight on Tuesday and Thursday.",
                "The surgery would open until nine on Tuesday and Thursday.",
            )
        ]

    @pytest.mark.parametrize(
        ("edit", "kind", "what"),
        [
            (ended(ANSWERS, NEW_ANSWER), "added", "answer on-sunday"),
            (edited(ANSWERS, "id: parking", "id: car-park"), "removed", "answer parking"),
            (
                lambda folder: (
                    shutil.rmtree(folder / "translations"),
                    edited(ASKED, "key: why", "key: reasons")(folder),
                ),
                "removed",
                "question why",
            ),
            (
                lambda folder: shutil.rmtree(folder / "translations"),
                "removed",
                "translations/pl",
            ),
            (
                edited("translations/pl/questions.yml", "short: Dni", "short: Dzie\u0144"),
                "changed",
                "translations/pl questions/which-days/short",
            ),
            (
                edited(ASKED, "text: What are your", "text: Why? Your"),
                "changed",
                "question why text",
            ),
            (
                edited(ASKED, "label: A carer", "label: A carer or friend"),
                "changed",
                "question capacity choices[carer].label",
            ),
            (edited(LATE, "  - People who can", "  - Anyone who can"), "changed", ""),
            (
                edited(LATE, "not_known:\n", "not_known:\n  - We do not know the cost.\n"),
                "added",
                "proposals/late-opening not_known[1]",
            ),
            (
                edited("consultation.yml", "closes: 2099-12-31", "closes: 2098-12-31"),
                "changed",
                "consultation closes",
            ),
            (
                written("statements.yml", "- {id: late, text: Late is good., whose: a patient}"),
                "added",
                "statement late",
            ),
            (gone("what-changes.yml"), "removed", "what-changes"),
            (edited("what-changes.yml", "minutes: 9", "minutes: 10"), "changed", "what-changes"),
            (
                edited("../glossary.yml", "plain: A&E", "plain: casualty"),
                "changed",
                "term A&E plain",
            ),
        ],
    )
    def test_name_what_came_went_and_changed(
        self, tmp_path: Path, edit: Edit, kind: str, what: str
    ) -> None:
        found = changed(tmp_path, edit)

        assert [each for each in found if each.kind == kind and each.what.startswith(what)], found

    def test_tell_a_new_order(self, tmp_path: Path) -> None:
        def turn_round(folder: Path) -> None:
            text = (folder / ASKED).read_text(encoding="utf-8")
            first, second, *rest = text.split("\n\n")
            (folder / ASKED).write_text("\n\n".join([second, first, *rest]), encoding="utf-8")

        assert [each.what for each in changed(tmp_path, turn_round)] == [
            "the order of the questions"
        ]

    def test_do_not_take_one_answer_for_another(self, tmp_path: Path) -> None:
        found = changed(tmp_path, edited(ANSWERS, "id: parking", "id: car-park"))

        assert [(each.kind, each.what) for each in found] == [
            ("removed", "answer parking"),
            ("added", "answer car-park"),
        ]


class TestWordChanges:
    @pytest.mark.parametrize(
        ("old", "new", "shown"),
        [
            ("Open at nine.", "Open at ten.", "Open at [-nine.-] {+ten.+}"),
            ("Open now.", "Open right now.", "Open {+right+} now."),
            ("Open right now.", "Open now.", "Open [-right-] now."),
            ("", "New words.", "{+New words.+}"),
        ],
    )
    def test_mark_what_went_and_what_came(self, old: str, new: str, shown: str) -> None:
        text = "".join(
            {"same": piece.text, "old": f"[-{piece.text}-]", "new": f"{{+{piece.text}+}}"}[
                piece.kind
            ]
            for piece in word_changes(old, new)
        )

        assert text.replace(" -]", "-] ").replace(" +}", "+} ").replace("-]{+", "-] {+") == shown

    def test_lose_no_word(self) -> None:
        old, new = "One two three four.", "One 2 three and four."
        pieces = word_changes(old, new)

        assert "".join(each.text for each in pieces if each.kind != "new") == old
        assert "".join(each.text for each in pieces if each.kind != "old") == new

    def test_are_coloured_at_a_terminal(self) -> None:
        change = Change("changed", "answer a short", "answers/a#short", "Open now.", "Shut now.")

        assert "\x1b[31m[-Open-]\x1b[0m" in "\n".join(lines_of(change))
