"""The questions of a file: those asked now, then those that were asked before and answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from consultations.asked import Asked
from consultations.content.asking import StatementQuestion
from consultations.content.schema import SKIP, Choice, Pack, Question
from consultations.disclosure import NOT_SHOWN
from consultations.earlier import NOT_ASKED, no_longer_asked, with_earlier_choices
from consultations.types import Lane, QuestionKind


@dataclass(frozen=True)
class Asking:
    """One question, with every choice that any version of it offered."""

    question: Question
    asked: Asked
    lanes: tuple[Lane, ...]
    header: str
    still_asked: bool = True
    fills: str | None = None

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def kind(self) -> QuestionKind:
        return self.question.kind

    @property
    def choices(self) -> list[Choice]:
        """What it offers, in order, without the way to leave it out."""
        return [each for each in self.asked.choices if each.value != SKIP]

    @property
    def has_choices(self) -> bool:
        return self.kind is not QuestionKind.TEXT

    @property
    def takes_words(self) -> bool:
        """Whether people write in their own words: as the answer, or beside a choice."""
        return self.kind is QuestionKind.TEXT or self.question.remarks

    @property
    def is_vote(self) -> bool:
        """Whether it is a statement to agree or disagree with."""
        return self.kind is QuestionKind.VOTE

    @property
    def statement(self) -> str:
        """The words that are voted on."""
        if isinstance(self.question, StatementQuestion):
            return self.question.statement.text
        return self.question.text

    @property
    def words_header(self) -> str:
        """The name of the column with own words."""
        return f"{self.header} - Comments" if self.has_choices else self.header

    def label(self, value: str) -> str:
        """The words of a choice."""
        return NOT_SHOWN if value == NOT_SHOWN else self.asked.label(value)


def questions_out(
    pack: Pack, earlier: Sequence[Pack], *, answered: Collection[str], about: dict[str, str]
) -> list[Asking]:
    """Every question of a file, each with a header of its own.

    ``answered`` are the keys that anybody answered; ``about`` says which of them say who somebody
    is.
    """
    found: dict[str, Asking] = {}
    for question in pack.each_question:
        asked = with_earlier_choices(pack, question, earlier)
        found[question.key] = Asking(
            question, asked, question.lanes, question.text, fills=about.get(question.key)
        )
    for gone in no_longer_asked(pack, earlier):
        key = gone.question.key
        if key in answered and key not in found:
            asked = with_earlier_choices(gone.pack, gone.question, earlier)
            header = f"{gone.question.text} ({NOT_ASKED})"
            lanes = gone.question.lanes
            found[key] = Asking(gone.question, asked, lanes, header, False, about.get(key))
    return _with_own_headers(list(found.values()))


def _with_own_headers(questions: list[Asking]) -> list[Asking]:
    """Questions in the same words are told apart by who was asked, or else by their key."""
    times = Counter(each.header for each in questions)
    lanes = Counter((each.header, each.lanes) for each in questions)

    def header(each: Asking) -> str:
        if times[each.header] == 1:
            return each.header
        if lanes[each.header, each.lanes] == 1:
            return f"{each.header} ({', '.join(each.lanes)})"
        return f"{each.header} ({each.key})"

    return [
        Asking(each.question, each.asked, each.lanes, header(each), each.still_asked, each.fills)
        for each in questions
    ]
