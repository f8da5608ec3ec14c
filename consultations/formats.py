"""Requests for the words in another form: who needs what, where it goes, and that it was sent.

They stand in a table of their own. Nothing ties one to a response, and no view is kept with it. The
address is deleted as soon as the request is done.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.cleaning import clean_text
from consultations.models import FormatRequest
from consultations.queue.due import today

LONGEST_ADDRESS = 500


class Form(StrEnum):
    """What the words can be asked for in."""

    LARGE_PRINT = "large-print"
    PAPER = "paper"
    EASY_READ = "easy-read"
    BSL = "bsl"
    AUDIO = "audio"
    LANGUAGE = "language"
    PHONE = "phone"


class Lacks(StrEnum):
    """What is missing in a request, or wrong with it."""

    FORM = "form"
    ADDRESS = "address"
    LONG_ADDRESS = "long-address"


class RequestError(Exception):
    """Something that cannot be done with a request, said in one sentence."""


def what_is_missing(form: str, send_to: str) -> list[Lacks]:
    """What has to be put right in a request before it can be kept."""
    missing = [] if form in tuple(Form) else [Lacks.FORM]
    address = clean_text(send_to)
    if not address:
        missing.append(Lacks.ADDRESS)
    elif len(address) > LONGEST_ADDRESS:
        missing.append(Lacks.LONG_ADDRESS)
    return missing


def ask_for_format(
    session: Session, *, consultation_slug: str, form: Form, send_to: str
) -> FormatRequest:
    """Keep a request, with the day and no time. The same one twice on a day is kept once."""
    address = clean_text(send_to)
    statement = select(FormatRequest).where(
        FormatRequest.consultation_slug == consultation_slug,
        FormatRequest.form == form,
        FormatRequest.send_to == address,
        FormatRequest.asked_on == today(),
        FormatRequest.done_on.is_(None),
    )
    known = session.scalars(statement.order_by(FormatRequest.id)).first()
    if known is not None:
        return known
    request = FormatRequest(
        consultation_slug=consultation_slug, form=form, send_to=address, asked_on=today()
    )
    session.add(request)
    session.flush()
    return request


def open_requests(session: Session, *, consultation_slug: str) -> Sequence[FormatRequest]:
    """The requests that nobody has dealt with yet, the oldest first."""
    return _requests(session, consultation_slug, is_done=False)


def done_requests(session: Session, *, consultation_slug: str) -> Sequence[FormatRequest]:
    """The requests that were dealt with, the oldest first. They hold no address any more."""
    return _requests(session, consultation_slug, is_done=True)


def mark_done(
    session: Session, *, consultation_slug: str, request_id: uuid.UUID, actor: str
) -> FormatRequest:
    """Say that a request was dealt with, and delete where it was sent.

    Raises RequestError when there is no such request, or when it was dealt with before.
    """
    request = session.get(FormatRequest, request_id, with_for_update=True, populate_existing=True)
    if request is None or request.consultation_slug != consultation_slug:
        raise RequestError("There is no such request.")
    if request.done_on is not None:
        raise RequestError("Somebody has marked this as done already.")
    request.done_on, request.done_by, request.send_to = today(), actor, ""
    note(session, actor=actor, what="format request done", subject=request.id, form=request.form)
    session.flush()
    return request


def _requests(session: Session, slug: str, *, is_done: bool) -> Sequence[FormatRequest]:
    done = FormatRequest.done_on.is_not(None) if is_done else FormatRequest.done_on.is_(None)
    statement = (
        select(FormatRequest)
        .where(FormatRequest.consultation_slug == slug, done)
        .order_by(FormatRequest.asked_on, FormatRequest.form, FormatRequest.id)
    )
    return session.scalars(statement).all()
