"""Comments that somebody has read in a demonstration: examples for the model to learn from."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import Any

from consultations.coding.kinds import Scheme, Sentiment, Source, State
from consultations.content.schema import Pack, Question
from consultations.simulating.persons import Person

BY = "simulation"
READ = 150
MISSED = 0.08


def is_read(question: Question, pack: Pack, *, people: int, chance: Random) -> bool:
    """Whether the words below a question are among those that were read: some 150 in all."""
    asks_for_themes = {each.themes_of for each in pack.questions if each.themes_of}
    return question.key in asks_for_themes and chance.random() < READ / people


def codes_of(
    pack: Pack, answer: uuid.UUID, person: Person, at: datetime, chance: Random
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The codes of a comment that was read, and that it was: rows of Coding and of CodingDone."""
    themes = {each.id for each in pack.themes} & person.about
    kept = sorted(each for each in themes if chance.random() >= MISSED)
    shared = {"consultation_slug": pack.slug, "answer_id": answer, "who": BY, "at": at}
    codes: Iterable[tuple[Scheme, str]] = [
        *((Scheme.THEMES, each) for each in kept),
        (Scheme.SENTIMENT, _sound(person)),
    ]
    given = [
        {
            **shared,
            "id": _uuid(chance),
            "scheme": scheme,
            "code": code,
            "source": Source.PERSON,
            "state": State.CONFIRMED,
        }
        for scheme, code in codes
    ]
    done = [{**shared, "id": _uuid(chance), "scheme": scheme} for scheme in Scheme]
    return given, done


def _sound(person: Person) -> Sentiment:
    if abs(person.stance) < 1 / 3:
        return Sentiment.MIXED
    return Sentiment.POSITIVE if person.stance > 0 else Sentiment.NEGATIVE


def _uuid(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
