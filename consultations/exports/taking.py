"""What leaves the service: each response that counts, with what points to few people left out."""

from __future__ import annotations

import secrets
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.analysis import People
from consultations.content.library import current_pack
from consultations.content.loading import ContentError
from consultations.content.schema import LONDON, Pack
from consultations.disclosure import NOT_SHOWN, coarsen
from consultations.earlier import earlier_packs
from consultations.exports.asking import Asking, questions_out
from consultations.models import Answer, ContentVersion, Conversation, Response
from consultations.redactions import redactions_of, shown_words
from consultations.releases.inside import people_in_batches
from consultations.releases.words import readable_staff
from consultations.results.responses import counts_of
from consultations.types import Lane
from consultations.versions import pack_shown

GROUP, PLACE, INTEREST = "stakeholder_group", "place", "interest"
VERIFIED, CHANNEL = "verified", "channel"
ABOUT_PEOPLE = (GROUP, PLACE, INTEREST, VERIFIED, CHANNEL)
ROWS_AT_A_TIME = 1_000
BY_CHANCE = secrets.SystemRandom()
Words = Mapping[str, Mapping[uuid.UUID, str]]
Written = TypeVar("Written")


class Said(NamedTuple):
    """What one person said to one question: choices by their values, and own words."""

    choices: tuple[str, ...] = ()
    words: str = ""


class Person(NamedTuple):
    """One response on its way out. Its name and number are others in every export.

    The row of a member of staff holds no choice, and nothing of when it came: ``held_back`` is set.
    """

    name: str
    number: int
    row: int
    lane: Lane
    submitted_on: date | None
    late: bool
    about: Mapping[str, str]
    content_version: str
    held_back: bool = False

    @property
    def day(self) -> str:
        """The day on which it was sent in; "" where that is held back."""
        return self.submitted_on.isoformat() if self.submitted_on else ""

    @property
    def after_close(self) -> str:
        """Whether it came after the close: yes or no; "" where that is held back."""
        return "" if self.held_back else "yes" if self.late else "no"


@dataclass(frozen=True)
class Taking:
    """Everything that one export may hold, read once."""

    pack: Pack
    snapshot: People
    people: Sequence[Person]
    questions: Sequence[Asking]
    words: Words
    with_words: bool
    _choices: dict[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    _texts: dict[str, Sequence[str]] = field(default_factory=dict)

    def said(self, person: Person, asking: Asking) -> Said:
        """What somebody said; who they are only as far as that may be told."""
        place = person.number - 1
        return Said(self.choices(asking)[place], self.own_words(asking)[place])

    def choices(self, asking: Asking) -> Sequence[tuple[str, ...]]:
        """What each person chose, in the order of the people."""
        known = self._choices.get(asking.key)
        if known is None:
            known = self._choices[asking.key] = self._read_choices(asking)
        return known

    def own_words(self, asking: Asking) -> Sequence[str]:
        """What each person wrote, in the order of the people.

        The words of staff stand in rows of staff by chance, question by question. So no two
        answers of one person can be told to belong together.
        """
        known = self._texts.get(asking.key)
        if known is None:
            there, ids = self.words.get(asking.key, {}), self.snapshot.ids
            of_row = [there.get(ids[person.row], "") if there else "" for person in self.people]
            staff = [place for place, person in enumerate(self.people) if person.held_back]
            of_staff = [of_row[place] for place in staff]
            BY_CHANCE.shuffle(of_staff)
            for place, words in zip(staff, of_staff, strict=True):
                of_row[place] = words
            known = self._texts[asking.key] = of_row
        return known

    def in_words(
        self, asking: Asking, write: Callable[[tuple[str, ...]], Written]
    ) -> Sequence[Written]:
        """What each person chose, written in some way: once for all who chose the same."""
        written: dict[tuple[str, ...], Written] = {}
        each_person = self.choices(asking)
        for chosen in set(each_person):
            written[chosen] = write(chosen)
        return [written[chosen] for chosen in each_person]

    def _read_choices(self, asking: Asking) -> Sequence[tuple[str, ...]]:
        answers = self.snapshot.questions.get(asking.key)
        if answers is None:
            return [()] * len(self.people)
        codes, patterns = answers.codes.tolist(), answers.patterns
        chosen: list[tuple[str, ...]] = []
        for person in self.people:
            code = codes[person.row]
            if person.held_back or code < 0:
                chosen.append(())
            else:
                chosen.append((person.about[asking.fills],) if asking.fills else patterns[code])
        return chosen

    @property
    def held_back(self) -> int:
        """How many rows hold no choices: those of staff."""
        return sum(person.held_back for person in self.people)

    def comments(self) -> Iterator[tuple[Person, Asking, str]]:
        """Everything that the public wrote, person by person; then what staff wrote, by chance.

        Each comment of staff has a name of its own, as if everybody had written one only.
        """
        written = [
            (each, self.own_words(each)) for each in self.questions if each.key in self.words
        ]
        for place, person in enumerate(self.people):
            for asking, texts in written:
                if texts[place] and not person.held_back:
                    yield person, asking, texts[place]
        of_staff = [
            (person._replace(name=secrets.token_hex(8)), asking, texts[place])
            for asking, texts in written
            for place, person in enumerate(self.people)
            if texts[place] and person.held_back
        ]
        BY_CHANCE.shuffle(of_staff)
        yield from of_staff


def taking(session: Session, *, consultation_slug: str, with_words: bool = True) -> Taking:
    """Read what an export of one consultation may hold.

    Rows are in the order of their days, and by chance within a day; those of staff come last, by
    chance. Of staff there are rows for those in a batch. Raises ContentError when there is no such
    consultation.
    """
    pack = pack_called(consultation_slug)
    snapshot = people_in_batches(session, pack=pack)
    words = _words(session, pack, snapshot) if with_words else {}
    earlier = earlier_packs(session, pack=pack)
    answered = {*snapshot.questions, *words}
    questions = questions_out(
        pack, earlier, answered=answered, about=_questions_about_people(session, pack)
    )
    return Taking(pack, snapshot, _people(session, pack, snapshot), questions, words, with_words)


def pack_called(slug: str) -> Pack:
    """The consultation with this name.

    Raises ContentError when there is none.
    """
    pack = current_pack(slug)
    if pack is None:
        raise ContentError(f"There is no consultation called {slug}. Check how it is spelt.")
    return pack


def _people(session: Session, pack: Pack, snapshot: People) -> list[Person]:
    rows = session.execute(
        select(Response.id, Conversation.content_version)
        .join(Response.conversation)
        .where(*counts_of(pack.slug))
        .order_by(Response.id)
    )
    versions = dict(rows.all())
    staff = snapshot.of_lane(Lane.STAFF).tolist()
    about = _about_people(snapshot)
    people = [
        Person(
            name=secrets.token_hex(8),
            number=0,
            row=row,
            lane=Lane(snapshot.lane.of(row)),
            submitted_on=None if staff[row] else _day(snapshot, row),
            late=bool(snapshot.late[row]) and not staff[row],
            about=dict(zip(ABOUT_PEOPLE, about[row], strict=True)),
            content_version=NOT_SHOWN if staff[row] else versions[key],
            held_back=staff[row],
        )
        for row, key in enumerate(snapshot.ids)
    ]
    people.sort(key=lambda each: (each.submitted_on or date.max, each.name))
    return [each._replace(number=number) for number, each in enumerate(people, 1)]


def _day(snapshot: People, row: int) -> date:
    return datetime.fromtimestamp(snapshot.submitted[row], LONDON).date()


def _about_people(snapshot: People) -> dict[int, tuple[str, ...]]:
    """What may be said about each person: the rule of their lane decides."""
    told: dict[int, tuple[str, ...]] = {}
    known = (snapshot.group, snapshot.place, snapshot.interest)
    for lane in Lane:
        rows = [int(row) for row in np.flatnonzero(snapshot.of_lane(lane))]
        exact = [
            (
                *(each.of(row) for each in known),
                "yes" if snapshot.verified[row] else "no",
                snapshot.channel.of(row),
            )
            for row in rows
        ]
        told |= dict(zip(rows, coarsen(exact, lane=lane), strict=True))
    return told


def _words(session: Session, pack: Pack, snapshot: People) -> Words:
    """Own words by question and response, with every redaction laid over them.

    Those of staff are among them once they came out with a batch.
    """
    readable = readable_staff(session, pack=pack)
    hidden = redactions_of(session, consultation_slug=pack.slug)
    counted = set(snapshot.ids)
    statement = (
        select(
            *(Answer.response_id, Answer.question_key, Answer.id, Answer.comment),
            *(Response.lane, Answer.answered_at),
        )
        .join(Answer.response)
        .where(*counts_of(pack.slug), Answer.current, ~Answer.skipped, Answer.comment.is_not(None))
        .order_by(Answer.response_id, Answer.question_key)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    words: dict[str, dict[uuid.UUID, str]] = defaultdict(dict)
    for response_id, key, answer_id, comment, lane, at in session.execute(statement):
        if comment and response_id in counted and readable.shows(lane, response_id, at):
            words[key][response_id] = shown_words(comment, hidden.get(answer_id, ()))
    return words


def _questions_about_people(session: Session, pack: Pack) -> dict[str, str]:
    """The questions, in any version, whose answers say who somebody is, and what they say."""
    statement = (
        select(ContentVersion)
        .where(ContentVersion.consultation_slug == pack.slug)
        .order_by(ContentVersion.first_used_at, ContentVersion.id)
    )
    shown = [pack_shown(session, version.id) for version in session.scalars(statement).all()]
    return {
        question.key: question.fills
        for each in (*shown, pack)
        for question in each.questions
        if question.fills
    }
