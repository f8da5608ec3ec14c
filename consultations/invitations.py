"""Codes that prove "staff" once, so that it is never known who used which.

Whoever gives the codes out knows who got which one. The database knows a keyed digest of each code,
whether it was used, and which responses are verified. Nothing here ties the two:

- Codes are stored in the order of their digests, not in the order in which they are given out.
- A code that is used leaves no time, no name and no event in the record. Every invitation of the
  consultation is written anew at that moment, so that no row is newer than another: a database
  keeps the number of the transaction with each row.
- A response says that it is verified and nothing about how.

What an insider could still try. With the database, the service's secret and the list of who got
which code, one can tell who has used a code, though not for which response. With two copies of the
database, such as two backups or the log that a server writes ahead, one can tell which codes and
which responses changed between them: when it is one of each, they belong together. The same goes
for watching ``status`` and the responses from minute to minute. So give the codes out to many
people at once, keep the list away from the database, and throw it away when it is not needed.
"""

from __future__ import annotations

import re
import secrets
from typing import NamedTuple

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.keyed import keyed
from consultations.models import Invitation, Response
from consultations.one_at_a_time import alone
from consultations.receipts import ALIKE, LETTERS
from consultations.types import Lane

PURPOSE = b"invitation"
BEGINS = "STAFF"
LENGTH, PART = 12, 4
MOST_AT_ONCE = 10_000
TYPED = re.compile(
    rf"\b(?P<begins>{BEGINS}[\s._-]*)?"
    rf"[0-9A-Z]{{{PART}}}(?:[\s._-]*[0-9A-Z]{{{PART}}}){{{LENGTH // PART - 1}}}\b",
    re.IGNORECASE,
)
TAKEN_OUT = "[…]"


class InvitationError(Exception):
    """Codes that cannot be made, said in one sentence."""


class NotUsable(Exception):
    """A code that verifies nothing. Nothing was changed."""


class MistypedCode(NotUsable):
    """It is no code at all: a letter or a digit is wrong or missing."""


class UnknownCode(NotUsable):
    """A well-formed code that this consultation did not give out."""


class UsedCode(NotUsable):
    """A code that was used before."""


class NotForStaff(NotUsable):
    """The response is not one of staff."""


class Counts(NamedTuple):
    """How many codes there are and how many were used: all that is known of them."""

    issued: int
    used: int


def issue(session: Session, *, consultation_slug: str, count: int, actor: str) -> list[str]:
    """Make codes. They are returned this once, and cannot be found again.

    Raises InvitationError when there are none or too many to make.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise InvitationError(f"Ask for 1 to {MOST_AT_ONCE:,} codes at once.")
    codes = [new_invitation() for _ in range(count)]
    digests = sorted(_digest(consultation_slug, code) for code in codes)
    session.add_all(
        Invitation(consultation_slug=consultation_slug, code_digest=each) for each in digests
    )
    note(session, actor=actor, what="invitations issued", subject=consultation_slug, count=count)
    session.flush()
    return codes


def count_invitations(session: Session, *, consultation_slug: str) -> Counts:
    """How many codes of a consultation were issued, and how many used."""
    mine = Invitation.consultation_slug == consultation_slug
    issued = session.scalar(select(func.count()).where(mine)) or 0
    used = session.scalar(select(func.count()).where(mine, Invitation.used)) or 0
    return Counts(issued, used)


def use_invitation(session: Session, *, response: Response, code: str) -> None:
    """Mark a response as one of staff, and a code as used. Whoever is marked keeps their code.

    Raises MistypedCode, UnknownCode, UsedCode, or NotForStaff when the response is of another lane.
    """
    if response.lane != Lane.STAFF:
        raise NotForStaff
    if response.verified:
        return
    slug = response.consultation_slug
    digest = _digest(slug, typed_invitation(code))
    alone(session, f"using an invitation of {slug}")
    used = session.scalar(
        select(Invitation.used)
        .where(Invitation.consultation_slug == slug, Invitation.code_digest == digest)
        .execution_options(populate_existing=True)
    )
    if used is None:
        raise UnknownCode
    if used:
        raise UsedCode
    session.execute(
        update(Invitation)
        .where(Invitation.consultation_slug == slug)
        .values(used=or_(Invitation.used, Invitation.code_digest == digest))
        .execution_options(synchronize_session=False)
    )
    response.verified = True
    session.flush()


def new_invitation() -> str:
    """A code such as STAFF-7Q4K-2M9P-X3TD, whose last character checks the others.

    It has a digit in it, so that ordinary words are never taken for one.
    """
    letters = ""
    while not any(each.isdecimal() for each in letters):
        letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return _in_parts(letters + _check(letters))


def typed_invitation(text: str) -> str:
    """A code as it was given out, however it was typed. Raises MistypedCode when it cannot be."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper()).removeprefix(BEGINS).translate(ALIKE)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        raise MistypedCode
    if _check(letters[:-1]) != letters[-1]:
        raise MistypedCode
    return _in_parts(letters)


def has_code(text: str) -> bool:
    """Whether somebody typed a code among other words."""
    return without_codes(text) != text


def without_codes(text: str) -> str:
    """The words without any code in them, so that none is ever kept beside what was said."""
    return TYPED.sub(lambda found: TAKEN_OUT if _looks_like_one(found) else found[0], text)


def _looks_like_one(found: re.Match[str]) -> bool:
    """A code that begins as codes do, slips and all; or one without its beginning that is right."""
    letters = re.sub(r"[^0-9A-Za-z]", "", found[0].removeprefix(found["begins"] or ""))
    if not any(each.isdecimal() for each in letters):
        return False
    if found["begins"]:
        return True
    try:
        typed_invitation(letters)
    except MistypedCode:
        return False
    return True


def _check(letters: str) -> str:
    """One character over the others. One wrong letter always shows; two swapped ones mostly do."""
    numbers = (LETTERS.index(each) * (2 * place + 1) for place, each in enumerate(letters))
    return LETTERS[sum(numbers) % len(LETTERS)]


def _in_parts(letters: str) -> str:
    parts = [letters[at : at + PART] for at in range(0, LENGTH, PART)]
    return "-".join([BEGINS, *parts])


def _digest(slug: str, code: str) -> str:
    return keyed(PURPOSE, f"{slug}:{code}")
