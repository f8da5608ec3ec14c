"""Which comment to read next: one the model is least sure of, or one for a second look."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.coding.kinds import Scheme
from consultations.coding.snapshot import SaidBy, snapshot_of
from consultations.content.schema import Pack
from consultations.models import CodingDone

ONE_IN = 10
DOUBT_OF_NOTHING = 1.0


def waiting(session: Session, *, pack: Pack, skip: int = 0, most: int = 1) -> list[uuid.UUID]:
    """Comments that no person has read, those of which the model is least sure first.

    Without a model the order is by chance. Comments of which their writers said what they are about
    come last.
    """
    found = snapshot_of(session, pack=pack)
    places = np.flatnonzero(found.known != SaidBy.PERSON)
    if not len(places):
        return []
    confirmed = found.known[places] == SaidBy.RESPONDENT
    order = places[np.lexsort((places, -doubt_of(found.sure[places]), confirmed))]
    return found.ids(order[skip : skip + most])


def doubt_of(sure: NDArray[Any]) -> NDArray[np.float64]:
    """How much there is to learn from each comment: the doubt about its themes, added up.

    ``sure`` is how sure the model is of each theme that it gave, and above 1 for the others. A
    comment with several doubtful themes teaches most; one without any theme as much as one and a
    half. By ``python -m benchmarks.themes_reading`` that is better than the least sure theme only.
    """
    given = sure <= 1
    chance = np.clip(np.where(given, sure, 0.5), 1e-6, 1 - 1e-6).astype(float)
    each = -(chance * np.log(chance) + (1 - chance) * np.log(1 - chance))
    doubt = np.where(given, each, 0).sum(axis=1)
    return np.where(given.any(axis=1), doubt, DOUBT_OF_NOTHING)


def waiting_for_second(session: Session, *, pack: Pack, actor: str) -> list[uuid.UUID]:
    """Comments of the sample that somebody else has read, and nobody for the second time."""
    found = snapshot_of(session, pack=pack)
    taken = {each.answer for each in found.readings if each.second or each.who == actor}
    first = {each.answer for each in found.readings if not each.second}
    there = set(found.answers)
    return in_sample(sorted(uuid.UUID(each) for each in (first - taken) & there))


def read_by(session: Session, *, pack: Pack, actor: str, second: bool) -> list[uuid.UUID]:
    """The comments that one person has read, the latest first."""
    statement = (
        select(CodingDone.answer_id)
        .where(
            CodingDone.consultation_slug == pack.slug,
            CodingDone.scheme == Scheme.THEMES,
            CodingDone.who == actor,
            CodingDone.second == second,
        )
        .order_by(CodingDone.at.desc(), CodingDone.id)
        .limit(200)
    )
    return list(session.scalars(statement))


def read_by_anybody(session: Session, *, pack: Pack) -> list[uuid.UUID]:
    """The comments that somebody has read as the first reader."""
    statement = (
        select(CodingDone.answer_id)
        .where(
            CodingDone.consultation_slug == pack.slug,
            CodingDone.scheme == Scheme.THEMES,
            ~CodingDone.second,
        )
        .distinct()
        .order_by(CodingDone.answer_id)
    )
    return list(session.scalars(statement))


def in_sample(answers: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Those of some answers that a second person reads too: one in ten, always the same ones."""
    return [each for each in answers if is_in_sample(each)]


def is_in_sample(answer_id: uuid.UUID) -> bool:
    """Whether an answer belongs to the tenth that is read twice. Nobody can choose which."""
    digest = hashlib.sha256(b"second reading " + answer_id.bytes).digest()
    return int.from_bytes(digest[:8], "big") % ONE_IN == 0
