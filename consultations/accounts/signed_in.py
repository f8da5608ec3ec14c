"""Somebody who has signed in: for how long that counts, and the record of it."""

from __future__ import annotations

import hashlib
import hmac
import uuid

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.models import Commissioner


def note_sign_in(session: Session, *, account: Commissioner | None, how: str = "password") -> None:
    """Record who signed in, or that somebody was refused. What was typed is not recorded."""
    if account is None:
        note(session, actor="unknown", what="sign-in refused", subject="workspace", how=how)
    else:
        note(session, actor=account.name, what="signed in", subject=account.id, how=how)


def account_signed_in(session: Session, *, account_id: uuid.UUID, seal: str) -> Commissioner | None:
    """The account of a sign-in, for as long as it is active and is entered in the same way."""
    account = session.get(Commissioner, account_id)
    if account is None or not account.active:
        return None
    return account if hmac.compare_digest(seal_of(account), seal) else None


def seal_of(account: Commissioner) -> str:
    """What a sign-in carries so that it ends everywhere when the way in changes.

    The way in is the password, the second factor and the account at the provider.
    """
    ways = (account.password_hash, account.second_factor, account.issuer, account.subject)
    return hashlib.sha256("\n".join(each or "" for each in ways).encode()).hexdigest()[:32]
