"""One comment with everything that is laid over it."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.models import Answer, Quote, Redaction, Removal, Response
from consultations.one_at_a_time import alone
from consultations.redactions import shown_words
from consultations.releases.words import readable_staff
from consultations.types import Lane


class NotInComment(Exception):
    """The words that were given do not stand in the comment, said in one sentence."""


class OneComment(NamedTuple):
    """A comment, its overlays, and whether its response is set apart."""

    answer: Answer
    lane: Lane
    redactions: tuple[Redaction, ...]
    quotes: tuple[Quote, ...]
    removal: Removal | None

    @property
    def shown(self) -> str:
        """The words as everybody may read them."""
        return shown_words(self.answer.comment or "", self.redactions)


def comment_with(session: Session, *, pack: Pack, answer_id: uuid.UUID) -> OneComment | None:
    """The comment with this id, if this consultation has it and it was sent in.

    One of staff is not there until it came out with a batch.
    """
    answer = session.get(Answer, answer_id)
    if answer is None or not answer.comment or not answer.current:
        return None
    response = session.get_one(Response, answer.response_id)
    if response.consultation_slug != pack.slug or response.submitted_at is None:
        return None
    if response.withdrawn_at is not None:
        return None
    readable = readable_staff(session, pack=pack)
    if not readable.shows(response.lane, response.id, answer.answered_at):
        return None
    lane = Lane(response.lane or Lane.PUBLIC)
    return _with_overlays(session, OneComment(answer, lane, (), (), None))


def comment_alone(session: Session, *, comment: OneComment) -> OneComment:
    """The comment as it is now, while nobody else lays anything over it until this commits."""
    alone(session, f"overlays of {comment.answer.id}")
    return _with_overlays(session, comment)


def _with_overlays(session: Session, comment: OneComment) -> OneComment:
    redactions = session.scalars(
        select(Redaction)
        .where(Redaction.answer_id == comment.answer.id, Redaction.undone_at.is_(None))
        .order_by(Redaction.starts, Redaction.id)
    )
    quotes = session.scalars(
        select(Quote).where(Quote.answer_id == comment.answer.id).order_by(Quote.starts, Quote.id)
    )
    removal = session.scalars(
        select(Removal)
        .where(Removal.response_id == comment.answer.response_id, Removal.put_back_at.is_(None))
        .order_by(Removal.at, Removal.id)
    ).first()
    return comment._replace(redactions=tuple(redactions), quotes=tuple(quotes), removal=removal)


def place_of(words: str, *, comment: str) -> tuple[int, int]:
    """Where words stand in a comment, however they are spaced and written.

    Raises NotInComment when they do not stand there.
    """
    bare = " ".join(words.split()).casefold()
    if not bare:
        raise NotInComment("Type the words, as they stand in the comment.")
    starts_of_words, flat, last_was_space = [], "", True
    for place, letter in enumerate(comment):
        if letter.isspace():
            if not last_was_space:
                flat += " "
                starts_of_words.append(place)
        else:
            folded = letter.casefold()  # which makes two letters of some, such as ß
            flat += folded
            starts_of_words += [place] * len(folded)
        last_was_space = letter.isspace()
    found = flat.find(bare)
    if found < 0:
        raise NotInComment("These words do not stand in the comment. Copy them from it.")
    return starts_of_words[found], starts_of_words[found + len(bare) - 1] + 1
