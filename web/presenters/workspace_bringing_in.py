"""Files that are brought in, papers that are typed in, petitions: in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from consultations.asked import Asked, pack_question
from consultations.content.schema import SKIP, Pack, Question
from consultations.forms import Given
from consultations.imports.channels import NAMES, Channel
from consultations.imports.faults import Fault
from consultations.imports.files import Looked
from consultations.imports.mapping import Target
from consultations.imports.reading import Sheet
from consultations.imports.twice import FIRST, SECOND, Agreement, mark_of
from consultations.models import ImportBatch, Petition, SecondEntry
from web.languages import moment
from web.presenters.forms import FormPresenter
from web.presenters.workspace import day_in_words, people

ROWS_SHOWN, LONGEST_SHOWN = 3, 80


@dataclass(frozen=True)
class BatchPresenter:
    """One file, or one sitting of typing in."""

    batch: ImportBatch

    @property
    def id(self) -> str:
        return str(self.batch.id)

    @property
    def name(self) -> str:
        return self.batch.name

    @property
    def channel(self) -> str:
        return channel_name(self.batch.channel)

    @property
    def rows(self) -> str:
        return people(self.batch.rows, "response", "responses")

    @property
    def by(self) -> str:
        return f"{self.batch.by}, {moment(self.batch.at)}"

    @property
    def undone(self) -> str:
        """Who took it back, and when; nothing while it stands."""
        at = self.batch.undone_at
        return f"Taken back by {self.batch.undone_by}, {moment(at)}" if at else ""


@dataclass(frozen=True)
class ColumnPresenter:
    """One column of a file: what it says, and what it is taken for."""

    number: int
    header: str
    chosen: str
    examples: Sequence[str]

    @property
    def letter(self) -> str:
        return Sheet.letter(self.number)


@dataclass(frozen=True)
class FilePresenter:
    """A file before it is brought in."""

    looked: Looked
    targets: Sequence[Target]
    faults: Sequence[Fault] = ()
    more: int = 0
    may_say_who: int = 0

    @property
    def rows(self) -> str:
        return people(len(self.looked.sheet.rows), "row", "rows")

    @property
    def columns(self) -> list[ColumnPresenter]:
        sheet = self.looked.sheet
        return [
            ColumnPresenter(
                number,
                header,
                self.looked.mapped.get(number, ""),
                [_short(row.cells[number]) for row in sheet.rows[:ROWS_SHOWN]],
            )
            for number, header in enumerate(sheet.header)
        ]


@dataclass(frozen=True)
class TypingForm(FormPresenter):
    """Every question of a lane, as a paper has them: nothing is drawn, and nothing explained."""

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.pack.questions_for(self.lane)

    def _asked(self, question: Question) -> Asked:
        """A question that may be left empty, as it was on the paper."""
        return replace(super()._asked(question), optional=True)

    def _sides(self, question: Question) -> dict[str, Any] | None:
        return None

    def _view(self, question: Question) -> str:
        return ""


@dataclass(frozen=True)
class AgreementPresenter:
    """How well typing goes."""

    agreement: Agreement

    @property
    def words(self) -> str:
        """The share of answers that two people typed alike, with what it is out of."""
        found = self.agreement
        if found.rate is None:
            return "No paper was typed twice yet."
        papers = people(found.papers, "paper", "papers")
        answers = people(found.compared, "answer", "answers")
        alike = found.compared - found.different
        return f"{found.rate:.1%} typed alike: {alike:,} of {answers} on {papers}."


@dataclass(frozen=True)
class DifferencePresenter:
    """One answer that two people typed differently."""

    key: str
    question: str
    first: str
    second: str


@dataclass(frozen=True)
class EntryPresenter:
    """One paper that was typed twice."""

    entry: SecondEntry
    pack: Pack

    @property
    def id(self) -> str:
        return str(self.entry.id)

    @property
    def mark(self) -> str:
        return mark_of(self.entry.response_id)

    @property
    def differences(self) -> list[DifferencePresenter]:
        return [
            DifferencePresenter(
                key, self._name(key), self._said(key, both[FIRST]), self._said(key, both[SECOND])
            )
            for key, both in self.entry.differences.items()
        ]

    def _name(self, key: str) -> str:
        question = self.pack.question(key)
        return question.short if question else key

    def _said(self, key: str, given: dict[str, Any]) -> str:
        question = self.pack.question(key)
        asked = pack_question(self.pack, question) if question else None
        labels = [asked.label(each) if asked else each for each in given["choices"] if each != SKIP]
        return "; ".join([*labels, *([given["words"]] if given["words"] else [])]) or "Nothing"


@dataclass(frozen=True)
class PetitionPresenter:
    """One petition, with how many signed it."""

    petition: Petition

    @property
    def title(self) -> str:
        return self.petition.title

    @property
    def words(self) -> str:
        return self.petition.words

    @property
    def signatures(self) -> str:
        return people(self.petition.signatures, "signature", "signatures")

    @property
    def came(self) -> str:
        came = day_in_words(self.petition.received_on)
        return f"From {self.petition.from_whom}, {came}. Entered by {self.petition.entered_by}."


def channel_name(channel: str) -> str:
    """A channel in words."""
    return NAMES[Channel(channel)] if channel in [*Channel] else channel.capitalize()


def nothing_given(given: dict[str, Given]) -> bool:
    """Whether a form was left empty."""
    return all(each.is_empty for each in given.values())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
