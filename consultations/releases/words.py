"""Whose words of staff may be read: those of ten or more people at a time, of several roles.

Words come out with a batch. Whoever reads them may know the batch before and the batch after, and
how many of each role came between them. So new words come from ten people or more, of two roles or
more; otherwise they wait for a later batch. After the close nothing is left to wait for. Then ten
people are enough, whatever their roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.releases.giving import is_over
from consultations.releases.ledger import Entry, ledger_stands_at, read_ledger
from consultations.releases.parts import SMALLEST_GROUP, members
from consultations.settings import settings
from consultations.types import Lane

ROLES = 2


class Readable(NamedTuple):
    """Whose words of staff may be read, by the ids of their responses.

    What somebody wrote after ``until``, such as a change of mind, waits for the next batch.
    """

    people: frozenset[str] = frozenset()
    until: datetime | None = None

    def shows(self, lane: str | None, response: object, written: datetime) -> bool:
        """Whether words may be read: those of the public, and those of staff that came out."""
        if lane != Lane.STAFF:
            return True
        return self.until is not None and written <= self.until and str(response) in self.people


_known: dict[tuple[str, str], tuple[tuple[object, ...], Readable]] = {}


def readable_staff(session: Session, *, pack: Pack) -> Readable:
    """Whose words of staff may be read now. It changes only with a batch, and at the close."""
    where, over = (settings().database_url, pack.slug), is_over(pack)
    key = (*ledger_stands_at(session, pack.slug), over)
    known = _known.get(where)
    if known is None or known[0] != key:
        entries = read_ledger(session, consultation_slug=pack.slug)
        known = _known[where] = (key, words_given(entries, over=over))
    return known[1]


def words_given(entries: Sequence[Entry], *, over: bool) -> Readable:
    """Whose words came out with these batches. ``over`` says that no other batch will come."""
    inside = members(each.batch for each in entries)
    out, pool, until = set[str](), dict[str, str](), None
    for entry in entries:
        for gone in entry.batch.left:
            pool.pop(gone, None)
        pool |= {each: group for each, (group, _) in entry.batch.came.items() if each not in out}
        last = over and entry is entries[-1]
        if len(pool) >= SMALLEST_GROUP and (last or len(set(pool.values())) >= ROLES):
            out, pool, until = out | pool.keys(), {}, entry.at
    return Readable(frozenset(out & inside.keys()), until)
