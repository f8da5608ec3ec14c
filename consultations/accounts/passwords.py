"""Passwords: kept as argon2id, checked in the same time whether the name is known or not."""

from __future__ import annotations

import secrets
import uuid
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.accounts.faults import AccountError
from consultations.audit import note
from consultations.models import Commissioner

SHORTEST_PASSWORD = 12
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """A password as it is kept."""
    return _hasher.hash(password)


def no_password() -> str:
    """What stands for a password that nobody has chosen yet. Nothing that is typed is it."""
    return f"none:{secrets.token_urlsafe(16)}"


def check_password(session: Session, *, name: str, password: str) -> Commissioner | None:
    """The account with this name and password, or None. Right and wrong take as long.

    It writes nothing, so that nobody waits for the database while a password is checked.
    """
    nobodys = _nobodys()
    account = session.scalar(select(Commissioner).where(Commissioner.name == name))
    known = account if account is not None and account.active else None
    if known is not None and not has_password(known):
        known = None
    return known if _fits(known.password_hash if known else nobodys, password) else None


def has_password(account: Commissioner) -> bool:
    """Whether somebody has chosen a password for this account."""
    return not account.password_hash.startswith("none:")


def change_password(session: Session, *, account_id: uuid.UUID, old: str, new: str) -> Commissioner:
    """Give an account a new password.

    Raises AccountError when the old one is wrong, or the new one is too short or the same.
    """
    account = session.get_one(Commissioner, account_id)
    if not _fits(account.password_hash, old):
        raise AccountError("The password you have now is not the one you typed.")
    check_new_password(new)
    if new == old:
        raise AccountError("The new password is the same as the old one. Choose another.")
    return choose_password(session, account=account, new=new)


def choose_password(session: Session, *, account: Commissioner, new: str) -> Commissioner:
    """Set the password of an account whose owner has shown who they are.

    Raises AccountError when it is too short.
    """
    check_new_password(new)
    account.password_hash = hashed(new)
    session.flush()
    note(session, actor=account.name, what="password changed", subject=account.id)
    return account


def check_new_password(password: str) -> None:
    """Raises AccountError when a password is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(f"The password needs at least {SHORTEST_PASSWORD} characters.")


@cache
def _nobodys() -> str:
    """What is checked when there is no such account, so that a wrong name takes as long."""
    return hashed(secrets.token_urlsafe(16))


def _fits(kept: str, typed: str) -> bool:
    try:
        return _hasher.verify(kept, typed)
    except (VerificationError, InvalidHashError):
        return False
