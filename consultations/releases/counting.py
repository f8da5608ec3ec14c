"""Who may count in a release: staff with a code, and what they said of themselves for equality."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.analysis import people_of
from consultations.content.schema import Pack
from consultations.earlier import earlier_packs
from consultations.equality import equality_questions
from consultations.invitations import count_invitations
from consultations.keyed import keyed
from consultations.models import EqualityAnswer
from consultations.releases.declaring import Table
from consultations.releases.parts import Person
from consultations.types import Lane

PURPOSE = b"release"


def needs_codes(session: Session, *, pack: Pack) -> bool:
    """Whether staff were given codes. If so, only responses with a code count."""
    if count_invitations(session, consultation_slug=pack.slug).issued:
        return True
    return bool(people_of(session, pack=pack).verified.any())


def staff_people(session: Session, *, pack: Pack, tables: Sequence[Table]) -> list[Person]:
    """The staff who may count, in the order in which they sent their responses in.

    Where codes were given out, a response without one is left out of every table: anybody can say
    that they are a nurse, and made-up responses would tell on the real ones.
    """
    people = people_of(session, pack=pack)
    counts = people.of_lane(Lane.STAFF)
    if needs_codes(session, pack=pack):
        counts = counts & people.verified
    rows = [int(row) for row in np.flatnonzero(counts)]
    rows.sort(key=lambda row: (people.submitted[row], people.ids[row]))
    kinds = {each.version: each for each in (*earlier_packs(session, pack=pack), pack)}
    said: dict[int, dict[str, tuple[str, ...]]] = {row: {} for row in rows}
    for table in tables:
        answers = people.answers(table.question_key)
        was_asked = [
            asked is not None and asked.kind is table.kind
            for version in answers.content_versions
            for asked in [kinds.get(version, pack).question(table.question_key)]
        ]
        for row in rows:
            code, version = int(answers.codes[row]), int(answers.versions[row])
            if code >= 0 and was_asked[version]:
                said[row][table.declared.key] = answers.patterns[code]
    return [
        Person(str(people.ids[row]), people.group.of(row), said[row], _mark(said[row]))
        for row in rows
    ]


def equality_people(
    session: Session, *, consultation_slug: str, lane: Lane, before: date
) -> list[Person]:
    """What people said of themselves on days that are over, oldest first.

    The rows of a day that is not over are written anew whenever another comes, so they wait.
    """
    statement = (
        select(EqualityAnswer.id, EqualityAnswer.answers)
        .where(
            EqualityAnswer.consultation_slug == consultation_slug,
            EqualityAnswer.lane == lane,
            EqualityAnswer.answered_on < before,
        )
        .order_by(EqualityAnswer.answered_on, EqualityAnswer.id)
    )
    asked = equality_questions().questions
    people = []
    for key, answers in session.execute(statement):
        said = {each.key: each.counted_as(answers.get(each.key)) for each in asked}
        people.append(
            Person(str(key), "", {name: (value,) for name, value in said.items() if value})
        )
    return people


def _mark(said: dict[str, tuple[str, ...]]) -> str:
    return keyed(PURPOSE, json.dumps(said, sort_keys=True))[:16]
