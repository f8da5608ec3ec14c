"""Questions that had no answer, as commissioners read and look after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from consultations.content.schema import Pack, PackAnswer
from consultations.queue.alike import is_misspelt
from consultations.queue.looking_after import Because
from consultations.queue.standing import QuestionGroup, Standing
from web.presenters.workspace import day_in_words, people

LONGEST_IN_LIST = 240
TABS = {
    Standing.WAITING: "Waiting",
    Standing.OVERDUE: "Overdue",
    Standing.ANSWERED: "Answered",
    Standing.CLOSED: "Closed",
}
EMPTY = {
    Standing.WAITING: (
        "Nothing is waiting. When somebody asks what the approved text does not answer, "
        "it appears here, without who asked it."
    ),
    Standing.OVERDUE: (
        "Nothing is overdue. A question appears here on the day after its date, "
        "if nobody has answered or closed it."
    ),
    Standing.ANSWERED: (
        "Nothing is answered yet. Choose a question under Waiting and write an answer to it. "
        "It then appears here."
    ),
    Standing.CLOSED: (
        "Nothing is closed. What you close without an answer appears here, with the reason. "
        "You can put it back from here."
    ),
}
REASONS = {
    Because.NOT_A_QUESTION: "It is not a question",
    Because.PERSONAL: "It is about their own care or life",
    Because.NOT_ABOUT_THIS: "It is not about this consultation",
}
HIDDEN_WORDS = "The words are not shown here, because they are about their own life."


class Wording(NamedTuple):
    """One wording, how often, in which questions, and whether it is but the first misspelt."""

    text: str
    times: str
    value: str
    is_same: bool


@dataclass(frozen=True)
class GroupPresenter:
    """Questions that ask the same thing, in one row."""

    group: QuestionGroup
    pack: Pack
    today: date

    @property
    def id(self) -> str:
        return str(self.group.id)

    @property
    def text(self) -> str:
        return self.group.text

    @property
    def in_list(self) -> str:
        """The words as a list shows them: cut where they are long, left out where personal."""
        if self.reason is Because.PERSONAL:
            return HIDDEN_WORDS
        text = self.text
        return text if len(text) <= LONGEST_IN_LIST else f"{text[:LONGEST_IN_LIST].rstrip()}…"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """How often and when it was asked, and who has to do what by when."""
        asked = [("Asked", self.times), ("First", day_in_words(self.group.first_asked))]
        if self.group.last_asked != self.group.first_asked:
            asked.append(("Last", day_in_words(self.group.last_asked)))
        if self.standing is Standing.WAITING:
            asked += [("Answer by", day_in_words(self.group.due)), ("Owner", self.owner)]
        else:
            asked.append(("By", self.group.questions[0].closed_by or "nobody"))
        return asked

    @property
    def times(self) -> str:
        return people(self.group.times, "time", "times")

    @property
    def owner(self) -> str:
        return self.group.owner or "nobody yet"

    @property
    def standing(self) -> Standing:
        return self.group.standing

    @property
    def is_waiting(self) -> bool:
        return self.standing is Standing.WAITING

    @property
    def is_overdue(self) -> bool:
        return self.is_waiting and self.group.due < self.today

    @property
    def reason(self) -> Because | None:
        """Why it was closed, if it was."""
        said = self.group.questions[0].closed_because
        return Because(said) if said else None

    @property
    def became(self) -> str:
        """What was done with it: the question it was answered by, or why it was closed."""
        if self.reason is not None:
            return f"{REASONS[self.reason]}."
        answer_id = self.group.questions[0].answer_id
        answer = self.pack.answer(answer_id)
        return f"Answered by: “{answer.asks[0]}”" if answer else f"Answered by: {answer_id}"

    @property
    def stands(self) -> str:
        """How far it has come: by when it is to be answered, or what became of it."""
        if not self.is_waiting:
            return self.became
        due = day_in_words(self.group.due)
        return f"Overdue since {due}" if self.is_overdue else f"To be answered by {due}"

    @property
    def languages(self) -> str:
        """The languages it was asked in, if not in English alone."""
        found = sorted({each.language for each in self.group.questions} - {"en"})
        return ", ".join(found)

    @property
    def wordings(self) -> list[Wording]:
        """Each way in which it was asked."""
        return [
            Wording(
                text,
                people(len(ids), "time", "times"),
                " ".join(str(each) for each in ids),
                is_misspelt(text, self.text),
            )
            for text, ids in self.group.wordings.items()
        ]

    def answers(self, nearest: Sequence[PackAnswer]) -> list[tuple[str, list[tuple[str, str]]]]:
        """The answers to choose from: the nearest, then all in the order of their questions."""
        every = sorted(self.pack.answers, key=lambda each: each.asks[0].casefold())
        return [
            (name, [(each.id, each.asks[0]) for each in some])
            for name, some in (("Nearest", nearest), ("All answers", every))
            if some
        ]


class Tab(NamedTuple):
    """One of the lists: its name, how many questions are in it, and whether it is shown."""

    value: str
    words: str
    is_shown: bool


def tabs(counts: dict[Standing, int], shown: Standing) -> list[Tab]:
    """The lists of questions, each with how many are in it."""
    return [
        Tab(standing, f"{words} ({counts[standing]:,})", standing is shown)
        for standing, words in TABS.items()
    ]


def how_many(groups: Sequence[QuestionGroup]) -> str:
    """How many rows there are, and how often they were asked."""
    asked = sum(group.times for group in groups)
    questions = people(len(groups), "question", "questions")
    return questions if asked == len(groups) else f"{questions}, asked {asked:,} times"
