"""All responses as arrays, without the staff who wait for a batch."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from consultations.analysis import People, people_of
from consultations.analysis.people import NOT_ANSWERED, Codes, Mask
from consultations.analysis.some import ARRAYS, CODED, some_of
from consultations.content.schema import Pack
from consultations.releases.ledger import ledger_stands_at, released_staff
from consultations.settings import settings
from consultations.types import Lane


class _Made(NamedTuple):
    """What was made last, of which snapshot and ledger, and a digest of all that it holds."""

    key: tuple[object, ...]
    people: People
    digest: bytes


_made: dict[tuple[str, str], _Made] = {}
_lock = threading.Lock()


def people_in_batches(session: Session, *, pack: Pack) -> People:
    """Everybody of the public, and the staff who are in a batch that was given out.

    Every page, report and file counts these. So what it says of staff changes only with a batch,
    and never by fewer than ten people. ``version`` stays as it is while only staff who wait come or
    change, so that nobody can tell from it that they did.
    """
    people = people_of(session, pack=pack)
    where = (settings().database_url, pack.slug)
    key = (people.version, *ledger_stands_at(session, pack.slug))
    with _lock:
        last = _made.get(where)
    if last is not None and last.key == key:
        return last.people
    released = released_staff(session, pack.slug)
    kept: Mask = ~people.of_lane(Lane.STAFF)
    for row in np.flatnonzero(~kept).tolist():
        kept[row] = str(people.ids[row]) in released
    some = people if kept.all() else some_of(people, kept, version=hash(key))
    digest = _digest(some)
    if last is not None and last.digest == digest:
        some = last.people
    with _lock:
        _made[where] = _Made(key, some, digest)
    return some


def public_of(people: People) -> People:
    """The public alone, for what is counted in a way of its own.

    What staff chose is known from the fixed tables and from nowhere else.
    """
    public: Mask = ~people.of_lane(Lane.STAFF)
    return people if public.all() else some_of(people, public, version=people.version)


def _digest(people: People) -> bytes:
    """The same for the same people who said the same, whatever others said."""
    made = hashlib.blake2b(digest_size=16)
    for each in people.ids:
        made.update(each.bytes)
    for name in ARRAYS:
        made.update(getattr(people, name).tobytes())
    for name in sorted(people.measures):
        made.update(people.measures[name].tobytes())
    for name in CODED:
        coded = getattr(people, name)
        _add(made, name, coded.codes, coded.values)
    for key in sorted(people.questions):
        answers = people.questions[key]
        if (answers.codes != NOT_ANSWERED).any():
            _add(made, key, answers.codes, answers.patterns)
            _add(made, key, answers.versions, answers.content_versions)
    return made.digest()


def _add(made: hashlib.blake2b, name: str, codes: Codes, values: Sequence[object]) -> None:
    used = [(code, values[code]) for code in np.unique(codes[codes >= 0]).tolist()]
    made.update(f"{name}{used}".encode())
    made.update(np.ascontiguousarray(codes).tobytes())
