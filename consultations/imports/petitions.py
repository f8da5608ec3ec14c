"""Petitions: one text and how many signed it. They stand beside the responses, never among them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import clean_text
from consultations.content.schema import LONDON, Pack
from consultations.database import utc_now
from consultations.models import Petition
from consultations.one_at_a_time import alone

LONGEST_TITLE, LONGEST_WORDS, MOST_SIGNATURES = 200, 20_000, 10_000_000


class PetitionRefused(Exception):
    """A petition that cannot be kept as it is, with what to change."""


def add_petition(
    session: Session,
    *,
    pack: Pack,
    title: str,
    words: str,
    from_whom: str,
    signatures: int,
    received_on: date,
    by: str,
) -> Petition:
    """Keep a petition with the number of its signatures. The very same one is kept once.

    Raises PetitionRefused when something is missing, too long, or not possible.
    """
    title, words, from_whom = clean_text(title), clean_text(words), clean_text(from_whom)
    if not (title and words and from_whom):
        raise PetitionRefused("Give the title, the words and who handed it in.")
    if len(title) > LONGEST_TITLE or len(from_whom) > LONGEST_TITLE:
        raise PetitionRefused("The title and the name may have 200 characters each.")
    if len(words) > LONGEST_WORDS:
        raise PetitionRefused("The words may have 20,000 characters.")
    if not 1 <= signatures <= MOST_SIGNATURES:
        raise PetitionRefused("Give the number of signatures, such as 5497.")
    if received_on > utc_now().astimezone(LONDON).date():
        raise PetitionRefused("The day on which it came is in the future.")
    said = {
        "title": title,
        "words": words,
        "from_whom": from_whom,
        "signatures": signatures,
        "received_on": received_on,
    }
    alone(session, f"petitions of {pack.slug}")
    same = select(Petition).filter_by(consultation_slug=pack.slug, **said).order_by(Petition.id)
    kept = session.scalars(same).first()
    if kept is not None:
        return kept
    petition = Petition(consultation_slug=pack.slug, entered_by=by, **said)
    session.add(petition)
    session.flush()
    note(
        session,
        actor=by,
        what="petition entered",
        subject=pack.slug,
        petition=str(petition.id),
        signatures=signatures,
    )
    return petition


def petitions_of(session: Session, *, consultation_slug: str) -> list[Petition]:
    """Every petition of a consultation, in the order in which they came."""
    return list(
        session.scalars(
            select(Petition)
            .where(Petition.consultation_slug == consultation_slug)
            .order_by(Petition.received_on, Petition.id)
        )
    )


def count_signatures(session: Session, *, consultation_slug: str) -> int:
    """How many signatures there are under all petitions. One person may have signed several."""
    total = session.scalar(
        select(func.coalesce(func.sum(Petition.signatures), 0)).where(
            Petition.consultation_slug == consultation_slug
        )
    )
    return int(total or 0)
