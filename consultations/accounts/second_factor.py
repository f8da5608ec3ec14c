"""The second factor: a code that changes every half minute, from an app on somebody's telephone.

The secret is kept encrypted. A code counts once: its half minute is kept, and no code of that half
minute or an earlier one counts again. Whoever loses the telephone has ten codes on paper.
"""

from __future__ import annotations

import hmac
import uuid
from datetime import datetime

import pyotp
from sqlalchemy.orm import Session

from consultations.accounts.faults import AccountError
from consultations.accounts.recovery import new_codes, spent
from consultations.accounts.sealing import opened, sealed
from consultations.audit import note
from consultations.database import utc_now
from consultations.models import Commissioner

ISSUER = "Sounding Board"
PURPOSE = "second factor"
# A telephone's clock may be half a minute early or late.
STEPS_EITHER_WAY = 1
WRONG = "The code is not right, or it has been used. Wait for the next one and try again."
ON_ALREADY = "The second step is on already."
NOT_ON = "The second step is not on."


def new_secret() -> str:
    """A secret for an authenticator app, which nobody has yet."""
    return pyotp.random_base32()


def address_for_app(*, secret: str, name: str) -> str:
    """What the QR code says to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def is_on(account: Commissioner) -> bool:
    """Whether signing in with a password needs a second step."""
    return account.second_factor is not None


def turn_on(
    session: Session,
    *,
    account_id: uuid.UUID,
    secret: str,
    code: str,
    now: datetime | None = None,
) -> list[str]:
    """Turn the second factor on, once its first code is right. Returns ten codes for a bad day.

    They are shown once and kept as digests. Raises AccountError when the code is wrong, and when a
    second factor is on already.
    """
    account = _locked(session, account_id)
    if is_on(account):
        raise AccountError(ON_ALREADY)
    step = _step_of(secret, code, now=now or utc_now())
    if step is None:
        raise AccountError(WRONG)
    codes, kept = new_codes(account.id)
    account.second_factor = sealed(PURPOSE, secret)
    account.second_factor_since, account.last_step = now or utc_now(), step
    account.recovery_codes = kept
    session.flush()
    note(session, actor=account.name, what="second factor turned on", subject=account.id)
    return codes


def check_second_factor(
    session: Session, *, account_id: uuid.UUID, code: str, now: datetime | None = None
) -> bool:
    """Whether a code is right: of the app, later than any that counted before, or from the paper.

    A right code is used up, so this has to be called in a session that writes.
    """
    account = _locked(session, account_id)
    secret = opened(PURPOSE, account.second_factor or "")
    step = None if secret is None else _step_of(secret, code, now=now or utc_now())
    if step is not None and step > (account.last_step or 0):
        account.last_step = step
        session.flush()
        return True
    left = spent(account.id, code, account.recovery_codes)
    if left is None:
        note(session, actor=account.name, what="second factor refused", subject=account.id)
        return False
    account.recovery_codes = left
    session.flush()
    note(
        session,
        actor=account.name,
        what="recovery code used",
        subject=account.id,
        left=len(left),
    )
    return True


def replace_recovery_codes(
    session: Session, *, account_id: uuid.UUID, code: str, now: datetime | None = None
) -> list[str]:
    """Make ten new codes for a bad day; the old ones no longer count.

    Raises AccountError when the code is wrong.
    """
    account = _proved(session, account_id=account_id, code=code, now=now)
    codes, account.recovery_codes = new_codes(account.id)
    session.flush()
    note(session, actor=account.name, what="recovery codes replaced", subject=account.id)
    return codes


def turn_off(
    session: Session, *, account_id: uuid.UUID, code: str, now: datetime | None = None
) -> Commissioner:
    """Turn the second factor off. Raises AccountError when the code is wrong."""
    account = _proved(session, account_id=account_id, code=code, now=now)
    return take_away(session, account=account, by=account.name)


def take_away(session: Session, *, account: Commissioner, by: str) -> Commissioner:
    """Turn off the second factor of somebody who has neither telephone nor paper any more."""
    account.second_factor, account.second_factor_since = None, None
    account.last_step, account.recovery_codes = None, []
    session.flush()
    note(session, actor=by, what="second factor turned off", subject=account.id, name=account.name)
    return account


def _proved(
    session: Session, *, account_id: uuid.UUID, code: str, now: datetime | None
) -> Commissioner:
    account = _locked(session, account_id)
    if not is_on(account):
        raise AccountError(NOT_ON)
    if not check_second_factor(session, account_id=account_id, code=code, now=now):
        raise AccountError(WRONG)
    return account


def _locked(session: Session, account_id: uuid.UUID) -> Commissioner:
    """The account as it is now, while nobody else can use the same code."""
    return session.get_one(Commissioner, account_id, with_for_update=True, populate_existing=True)


def _step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """The half minute that a code belongs to, if that is about now."""
    app, typed = pyotp.TOTP(secret), "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    at = app.timecode(now)
    for step in range(at + STEPS_EITHER_WAY, at - STEPS_EITHER_WAY - 1, -1):
        if hmac.compare_digest(app.generate_otp(step), typed):
            return step
    return None
