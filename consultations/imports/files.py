"""A file from reading to keeping: what the page and the command do in the same way."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from consultations.content.schema import LONDON, Pack
from consultations.database import reading, utc_now, writing
from consultations.imports.bringing import bring_in
from consultations.imports.channels import Channel
from consultations.imports.checking import Draft, Terms, drafts_of
from consultations.imports.mapping import Mapped, guess
from consultations.imports.reading import Sheet, read_sheet
from consultations.imports.ready import responses_of
from consultations.imports.whole import Ready, whole
from consultations.privacy import findings_in
from consultations.types import Lane

TRIES = 3


class Looked(NamedTuple):
    """A file that was read, and what its columns are taken for."""

    sheet: Sheet
    sha256: str
    mapped: dict[int, str]


def look_at(pack: Pack, data: bytes, *, mapped: Mapped | None = None) -> Looked:
    """Read a file and guess what its columns are, unless somebody has said so.

    Raises WrongFile when it cannot be read.
    """
    sheet = read_sheet(data)
    chosen = guess(pack, sheet) if mapped is None else dict(mapped)
    return Looked(sheet, hashlib.sha256(data).hexdigest(), chosen)


def terms(pack: Pack, *, lane: Lane, received_on: date | None = None) -> Terms:
    """What holds for the rows of a file that say nothing else."""
    today = utc_now().astimezone(LONDON).date()
    opens: datetime = pack.consultation.opens
    return Terms(lane, received_on or today, opens.astimezone(LONDON).date(), today)


def make_ready(pack: Pack, looked: Looked, holds: Terms, *, hide_names: bool = True) -> Ready:
    """Check every row of a file and make it ready to be kept. Nothing is written yet.

    What may say who somebody is will be hidden by a redaction, unless that is not wanted; the words
    stay as they are. Raises WrongFile with every fault and its place.
    """
    drafts = drafts_of(pack, looked.sheet, looked.mapped, holds)
    responses = list(responses_of(pack, drafts, hide_names=hide_names))
    with reading() as session:
        return whole(session, pack, responses, sha256=looked.sha256)


def keep(ready: Ready, *, pack: Pack, channel: Channel, name: str, by: str) -> int:
    """Bring a file in that was made ready, all of it or nothing, and say how many rows it has.

    Should somebody be given one of its receipts meanwhile, others are coined. Raises WrongFile when
    the file was brought in before, or the consultation takes nothing more.
    """
    for _ in range(TRIES):
        try:
            with writing() as session:
                batch = bring_in(session, pack=pack, ready=ready, channel=channel, name=name, by=by)
            return batch.rows
        except IntegrityError as error:
            failed = error
            with reading() as session:
                ready = whole(session, pack, ready.responses, sha256=ready.sha256)
    raise failed


def may_say_who(pack: Pack, drafts: list[Draft]) -> int:
    """How many comments of a file may say who somebody is."""
    return sum(
        bool(each.words and findings_in(each.words, pack=pack))
        for draft in drafts
        for each in draft.given.values()
    )
