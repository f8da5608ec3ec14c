"""What was chosen: how many people made each choice, by stakeholder group, and orders of liking."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from consultations.models import Answer, Response
from consultations.results.responses import counts_of
from consultations.types import Lane


class Chosen(NamedTuple):
    """People of one group who gave the same answer to a question: all their choices, in order."""

    question_key: str
    lane: Lane
    stakeholder_group: str
    choices: tuple[str, ...]
    people: int
    content_version: str = ""


class ChoiceCount(NamedTuple):
    """How many people of a group made one choice."""

    lane: Lane
    stakeholder_group: str
    choice: str
    people: int


class Standing(NamedTuple):
    """How one thing fared when people put things in order."""

    choice: str
    points: int
    first_places: int


def what_was_chosen(
    session: Session, *, consultation_slug: str, question_key: str | None = None
) -> list[Chosen]:
    """Every answer with choices that stands now, alike ones counted together.

    One statement for all questions. Skipped questions are left out. Alike answers to different
    versions of the text stand apart, so that each can be read beside the words it was given to.
    """
    choices = cast(Answer.choices, Text)
    group = func.coalesce(Response.stakeholder_group, "")
    statement = (
        select(
            Answer.question_key, Response.lane, group, choices, func.count(), Answer.content_version
        )
        .join(Answer.response)
        .where(
            *counts_of(consultation_slug),
            Answer.current,
            ~Answer.skipped,
            Answer.choices.is_not(None),
        )
        .group_by(Answer.question_key, Response.lane, group, choices, Answer.content_version)
        .order_by(Answer.question_key, Response.lane, group, choices, Answer.content_version)
    )
    if question_key is not None:
        statement = statement.where(Answer.question_key == question_key)
    return [
        Chosen(key, Lane(lane or Lane.PUBLIC), name, tuple(json.loads(values)), people, version)
        for key, lane, name, values, people, version in session.execute(statement)
    ]


def count_choices(
    session: Session, *, consultation_slug: str, question_key: str
) -> list[ChoiceCount]:
    """Count the choices made for one question, split by lane and stakeholder group.

    Only responses sent in and not withdrawn count: a chat broken off half-way is not a view.
    """
    people: Counter[tuple[Lane, str, str]] = Counter()
    for each in what_was_chosen(
        session, consultation_slug=consultation_slug, question_key=question_key
    ):
        for choice in dict.fromkeys(each.choices):
            people[each.lane, each.stakeholder_group, choice] += each.people
    return [ChoiceCount(*key, count) for key, count in sorted(people.items())]


def standings(orders: Iterable[Chosen], *, offered: Sequence[str]) -> list[Standing]:
    """How each thing fared, in the order offered.

    Borda's rule: of six things, the first in somebody's order gets five points, the second four,
    the last none. What somebody left out of their order gets none from them.
    """
    points: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for each in orders:
        for place, choice in enumerate(each.choices):
            points[choice] += max(0, len(offered) - 1 - place) * each.people
        first[each.choices[0]] += each.people
    return [Standing(choice, points[choice], first[choice]) for choice in offered]
