"""Type a sample of the papers in a second time, to see how well typing goes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.audit import note
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.forms import Given
from consultations.imports.channels import Channel
from consultations.keeping import keep_answer
from consultations.models import Conversation, ImportBatch, Response, SecondEntry

ONE_IN = 10
TYPED = (Channel.PAPER, Channel.TELEPHONE, Channel.LETTER)
FIRST, SECOND = "first", "second"


class Paper(NamedTuple):
    """A paper that is to be typed in again: its mark, and who typed it first."""

    response_id: uuid.UUID
    typed_by: str

    @property
    def mark(self) -> str:
        return mark_of(self.response_id)


class Agreement(NamedTuple):
    """How often two people typed the same: answers compared, and those that differed."""

    papers: int
    compared: int
    different: int
    to_settle: int

    @property
    def rate(self) -> float | None:
        """The share of answers that were typed alike; None while none were compared."""
        return None if not self.compared else 1 - self.different / self.compared


def mark_of(response_id: uuid.UUID) -> str:
    """What staff write on the paper, so that it can be found again."""
    letters = response_id.hex[:8].upper()
    return f"{letters[:4]}-{letters[4:]}"


def is_drawn(response_id: uuid.UUID) -> bool:
    """Whether a paper is in the sample. Nobody can know before it has been typed in."""
    digest = hashlib.sha256(response_id.bytes).digest()
    return int.from_bytes(digest[:8]) % ONE_IN == 0


def papers_to_type_again(session: Session, *, consultation_slug: str, by: str) -> list[Paper]:
    """The papers of the sample that nobody has typed again, and that somebody else typed first."""
    rows = session.execute(
        select(Response.id, ImportBatch.by)
        .join(ImportBatch, ImportBatch.id == Response.import_batch_id)
        .outerjoin(SecondEntry, SecondEntry.response_id == Response.id)
        .where(
            Response.consultation_slug == consultation_slug,
            Response.channel.in_(TYPED),
            Response.withdrawn_at.is_(None),
            ImportBatch.sha256.is_(None),
            ImportBatch.by != by,
            SecondEntry.id.is_(None),
        )
        .order_by(Response.started_at, Response.id)
    )
    return [Paper(*row) for row in rows if is_drawn(row.id)]


def type_again(
    session: Session, *, response: Response, given: Mapping[str, Given], by: str
) -> SecondEntry:
    """Keep what was typed the second time, and where it differs. The first answers stay."""
    first = {
        key: Given(tuple(answer.choices or ()), answer.comment or "")
        for key, answer in current_answers(session, response=response).items()
    }
    second = {key: each for key, each in given.items() if not each.is_empty}
    differences = {
        key: {FIRST: _plain(first.get(key)), SECOND: _plain(second.get(key))}
        for key in dict.fromkeys([*first, *second])
        if not _alike(first.get(key, Given()), second.get(key, Given()))
    }
    entry = SecondEntry(
        response_id=response.id,
        answers={key: _plain(second.get(key)) for key in dict.fromkeys([*first, *second])},
        differences=differences,
        by=by,
    )
    if not differences:
        entry.settled_by, entry.settled_at = by, utc_now()
    session.add(entry)
    session.flush()
    note(
        session,
        actor=by,
        what="paper typed again",
        subject=response.id,
        compared=len(entry.answers),
        different=len(differences),
    )
    return entry


def settle(
    session: Session,
    *,
    entry: SecondEntry,
    pack: Pack,
    right: Mapping[str, str],
    by: str,
) -> int:
    """Say for each difference which of the two is right; the second becomes a new revision.

    Returns how many answers were changed. Settling twice does nothing.
    """
    if entry.settled_at is not None:
        return 0
    response = session.get_one(Response, entry.response_id)
    conversation = session.get_one(Conversation, response.conversation_id)
    changed = 0
    for key, both in entry.differences.items():
        question = pack.question(key)
        if right.get(key) != SECOND or question is None:
            continue
        given = both[SECOND]
        choices = given["choices"] if given["choices"] or given["words"] else ["skip"]
        keep_answer(
            session,
            conversation=conversation,
            pack=pack,
            question=question,
            choices=choices,
            comment=given["words"],
        )
        changed += 1
    entry.settled_by, entry.settled_at = by, utc_now()
    session.flush()
    note(session, actor=by, what="typing settled", subject=response.id, changed=changed)
    return changed


def to_settle(session: Session, *, consultation_slug: str) -> list[SecondEntry]:
    """The papers that were typed in differently, and that nobody has settled, the oldest first."""
    return [each for each in _entries(session, consultation_slug) if each.settled_at is None]


def entry_with(
    session: Session, *, consultation_slug: str, entry_id: uuid.UUID
) -> SecondEntry | None:
    """One paper that was typed twice, if it is there."""
    found = session.get(SecondEntry, entry_id)
    if found is None:
        return None
    response = session.get_one(Response, found.response_id)
    return found if response.consultation_slug == consultation_slug else None


def agreement(session: Session, *, consultation_slug: str) -> Agreement:
    """How well typing goes, over every paper that was typed twice."""
    entries = _entries(session, consultation_slug)
    return Agreement(
        papers=len(entries),
        compared=sum(len(each.answers) for each in entries),
        different=sum(len(each.differences) for each in entries),
        to_settle=sum(each.settled_at is None for each in entries),
    )


def _entries(session: Session, consultation_slug: str) -> Sequence[SecondEntry]:
    """The few papers typed twice, each with its response looked up, and not the other way round."""
    is_ours = exists().where(
        Response.id == SecondEntry.response_id,
        Response.consultation_slug == consultation_slug,
        Response.withdrawn_at.is_(None),
    )
    return session.scalars(
        select(SecondEntry).where(is_ours).order_by(SecondEntry.at, SecondEntry.id)
    ).all()


def _alike(first: Given, second: Given) -> bool:
    """Whether two people typed the same. Spaces and capital letters do not count."""
    words = [" ".join(each.words.casefold().split()) for each in (first, second)]
    return first.choices == second.choices and words[0] == words[1]


def _plain(given: Given | None) -> dict[str, Any]:
    return {
        "choices": list(given.choices) if given else [],
        "words": given.words if given else "",
    }
