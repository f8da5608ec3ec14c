"""The language of what somebody types, and silence when it is not clear."""

from __future__ import annotations

import pytest

from consultations.languages.detecting import language_of
from consultations.settings import ROOT

DATA = ROOT / "benchmarks" / "data"
# Punjabi in the letters of Urdu is taken for Urdu: whoever writes one can mostly read the other.
MOST_WRONG = 1


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


class TestLanguageOf:
    def test_finds_the_language_of_everyday_questions(self) -> None:
        wrong = [row for row in rows("languages.tsv") if language_of(row[1]) != row[0]]

        assert len(rows("languages.tsv")) >= 60
        assert len(wrong) <= MOST_WRONG, wrong

    @pytest.mark.parametrize("name", ["asked.tsv", "intents.tsv"])
    def test_never_takes_misspelt_english_for_another_language(self, name: str) -> None:
        wrong = [text for text, *_ in rows(name) if language_of(text) not in (None, "en")]

        assert wrong == []

    @pytest.mark.parametrize("text", ["", "tak", "nie wiem", "ya wot", "hiii", "?!", "12 34 56 78"])
    def test_says_nothing_under_three_words(self, text: str) -> None:
        assert language_of(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "combien de temps faut-il pour aller",
            "wie weit ist es zum krankenhaus bitte",
            "كم تبعد المستشفى عن بيتي",
            "কত দূর যেতে হবে আমাকে",
        ],
    )
    def test_leaves_languages_alone_that_it_does_not_know(self, text: str) -> None:
        assert language_of(text) is None
