"""All responses as arrays, without the staff who wait for a batch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from consultations.analysis import Answers, Coded, People, people_of
from consultations.analysis.people import Mask
from consultations.content.schema import Pack
from consultations.releases.ledger import released_staff
from consultations.types import Lane

CODED = ("lane", "group", "place", "interest", "channel", "language", "length")
ARRAYS = ("submitted", "seconds", "late", "verified", "in_campaign")


def people_in_batches(session: Session, *, pack: Pack) -> People:
    """Everybody of the public, and the staff who are in a batch that was given out.

    Every page that counts staff in its own way counts these. So what it says of staff changes only
    with a batch, and never by fewer than ten people. ``version`` changes with each batch too.
    """
    people = people_of(session, pack=pack)
    staff = people.of_lane(Lane.STAFF)
    released = released_staff(session, pack.slug)
    inside = np.array([str(each) in released for each in people.ids], dtype=bool)
    kept: Mask = np.logical_or(~staff, inside)
    if kept.all():
        return people
    parts: dict[str, Any] = {name: _some(getattr(people, name), kept) for name in CODED}
    parts |= {name: getattr(people, name)[kept] for name in ARRAYS}
    return replace(
        people,
        version=hash((people.version, released)),
        ids=[each for each, keep in zip(people.ids, kept, strict=True) if keep],
        **parts,
        measures={name: values[kept] for name, values in people.measures.items()},
        questions={key: _answers(each, kept) for key, each in people.questions.items()},
    )


def _some(coded: Coded, kept: Mask) -> Coded:
    return Coded(coded.values, coded.codes[kept])


def _answers(answers: Answers, kept: Mask) -> Answers:
    return replace(answers, codes=answers.codes[kept], versions=answers.versions[kept])
