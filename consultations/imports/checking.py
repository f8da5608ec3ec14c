"""Turn the rows of a file into responses, or say of each what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from consultations.asked import Asked, pack_question
from consultations.content.schema import SKIP, Pack, Question
from consultations.disclosure import NOT_SHOWN
from consultations.forms import LONGEST_TEXT, Given
from consultations.imports.faults import Fault, WrongFile
from consultations.imports.mapping import CHOICES, LANE, RECEIVED, WORDS, Mapped, twice
from consultations.imports.reading import Row, Sheet
from consultations.statements.suggesting import LONGEST
from consultations.types import Lane, QuestionKind
from consultations.understanding import NotOffered, check_choices

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
PLACE = re.compile(r"^\s*\d{1,2}[.):]\s+")
EMPTY = {"", "-", "n/a", "not provided", NOT_SHOWN.casefold()}
LANES = {"public": Lane.PUBLIC, "staff": Lane.STAFF}
MOST_OFFERED = 12


@dataclass
class Draft:
    """One response as a row gives it."""

    row: int
    lane: Lane
    received_on: date
    given: dict[str, Given] = field(default_factory=dict)


@dataclass(frozen=True)
class Terms:
    """What holds for a whole file: lane and day of rows that name none, and which days may be."""

    lane: Lane
    received_on: date
    first_day: date
    last_day: date


def drafts_of(pack: Pack, sheet: Sheet, mapped: Mapped, terms: Terms) -> list[Draft]:
    """Every row as a response.

    Choices may be given by their words or by their values, several with ";" between them. Raises
    WrongFile with the row and column of everything that is wrong.
    """
    faults = [Fault("Two columns are said to be the same thing.") for _ in twice(mapped)]
    if not any(each.startswith((CHOICES, WORDS)) for each in mapped.values()):
        faults.append(Fault("No column answers a question. Say of at least one what it is."))
    if faults:
        raise WrongFile(faults)
    reader = _Reader(pack, sheet, mapped, terms)
    drafts = [reader.draft(row) for row in sheet.rows]
    if reader.faults:
        raise WrongFile(reader.faults)
    return drafts


class _Reader:
    """Reads row after row, and keeps what is wrong."""

    def __init__(self, pack: Pack, sheet: Sheet, mapped: Mapped, terms: Terms) -> None:
        self.pack, self.sheet, self.terms = pack, sheet, terms
        self.faults: list[Fault] = []
        self.columns = {target: column for column, target in mapped.items() if target}
        keys = dict.fromkeys(target.partition(":")[2] for target in self.columns if ":" in target)
        self.questions = [q for key in keys for q in [pack.question(key)] if q is not None]
        self.asked = {each.key: pack_question(pack, each) for each in self.questions}
        self.known = {key: _by_words(asked) for key, asked in self.asked.items()}

    def draft(self, row: Row) -> Draft:
        """One row as a response."""
        draft = Draft(row.number, self._lane(row), self._day(row))
        for question in self.questions:
            choices = self._choices(row, question)
            words = self._words(row, question)
            if not choices and not words:
                continue
            if draft.lane not in question.lanes:
                self._fault(row, self._column(question), f"This is not asked of {draft.lane}.")
            draft.given[question.key] = Given(choices, words)
        if not draft.given:
            self.faults.append(Fault("This row answers no question.", row.number))
        return draft

    def _lane(self, row: Row) -> Lane:
        column = self.columns.get(LANE)
        said = "" if column is None else row.cells[column].casefold().strip()
        if said in EMPTY:
            return self.terms.lane
        for name, lane in LANES.items():
            if said.startswith(name) or said.endswith(name):
                return lane
        self._fault(row, column, f"“{row.cells[column or 0]}” is not public or staff.")
        return self.terms.lane

    def _day(self, row: Row) -> date:
        column = self.columns.get(RECEIVED)
        said = "" if column is None else row.cells[column].strip()
        if not said:
            return self.terms.received_on
        day = day_in(said)
        if day is None:
            self._fault(row, column, f"“{said}” is not a day, such as 2026-09-30 or 30/09/2026.")
        elif day < self.terms.first_day:
            self._fault(row, column, f"{said} is before the consultation opened.")
        elif day > self.terms.last_day:
            self._fault(row, column, f"{said} is in the future.")
        return day or self.terms.received_on

    def _choices(self, row: Row, question: Question) -> tuple[str, ...]:
        column = self.columns.get(f"{CHOICES}{question.key}")
        cell = "" if column is None else row.cells[column]
        if cell.casefold().strip() in EMPTY:
            return ()
        asked = self.asked[question.key]
        several = question.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING)
        parts = [each for each in cell.split(";") if each.strip()] if several else [cell]
        chosen = []
        for part in parts:
            value = self.known[question.key].get(_plain(part))
            if value is None:
                offered = [each.label for each in asked.choices if each.value != SKIP]
                listed = "; ".join(offered[:MOST_OFFERED])
                self._fault(row, column, f"“{part.strip()}” is not offered. These are: {listed}.")
                return ()
            chosen.append(value)
        try:
            return tuple(check_choices(asked, chosen))
        except NotOffered:
            most = f" {asked.most} are the most." if asked.most else ""
            self._fault(row, column, f"These answers cannot be given together.{most}")
            return ()

    def _words(self, row: Row, question: Question) -> str:
        column = self.columns.get(f"{WORDS}{question.key}")
        words = "" if column is None else row.cells[column]
        if words.casefold().strip() in EMPTY:
            return ""
        most = LONGEST if question.takes_statement else LONGEST_TEXT
        if len(words) > most:
            self._fault(row, column, f"These words are over {most:,} characters: {len(words):,}.")
        return words

    def _column(self, question: Question) -> int | None:
        choices = self.columns.get(f"{CHOICES}{question.key}")
        return choices if choices is not None else self.columns.get(f"{WORDS}{question.key}")

    def _fault(self, row: Row, column: int | None, sentence: str) -> None:
        place = column or 0
        header = self.sheet.header[place]
        self.faults.append(Fault(sentence, row.number, Sheet.letter(place), header))


def day_in(text: str) -> date | None:
    """The day that a text names, whether or not a time follows it; None when it names none."""
    plain = text.strip()
    first = plain.replace("T", " ").split(" ")[0]
    for form in DAYS:
        for said in (plain, first):
            try:
                return datetime.strptime(said, form).date()
            except ValueError:
                continue
    return None


def _by_words(asked: Asked) -> Mapping[str, str]:
    """The value of each choice, by its value and by its words."""
    known = {_plain(each.label): each.value for each in asked.choices}
    known |= {_plain(each.label.replace(";", ",")): each.value for each in asked.choices}
    return {**known, **{_plain(each.value): each.value for each in asked.choices}}


def _plain(text: str) -> str:
    return " ".join(PLACE.sub("", text).casefold().split()).rstrip(".")
