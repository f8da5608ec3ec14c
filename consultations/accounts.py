"""Who may sign in to the workspace."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.access import EVERYWHERE, Role, give_roles
from consultations.audit import note
from consultations.models import Commissioner
from consultations.settings import Settings

SHORTEST_PASSWORD = 12
FIRST_NAME = "commissioner"
FIRST_FILE = "first-sign-in.txt"
_hasher = PasswordHasher()
# Checked when there is no such account, so that a wrong name takes as long as a wrong password.
_nobody = _hasher.hash(secrets.token_urlsafe(16))


class AccountError(Exception):
    """An account that cannot be made, said in one sentence."""


def add_account(
    session: Session,
    *,
    name: str,
    password: str,
    roles: Iterable[Role] = tuple(Role),
    slug: str = EVERYWHERE,
) -> Commissioner:
    """Add somebody who may sign in, with their roles in one consultation or in all.

    Raises AccountError when the name is taken or the password is too short.
    """
    check_new_password(password)
    if session.scalar(select(Commissioner).where(Commissioner.name == name)) is not None:
        raise AccountError(f"There is an account with the name {name} already. Choose another.")
    account = Commissioner(name=name, password_hash=_hasher.hash(password))
    session.add(account)
    session.flush()
    give_roles(session, account_id=account.id, roles=roles, slug=slug, by="operator")
    note(session, actor="operator", what="account added", subject=account.id, name=name)
    return account


def check_password(session: Session, *, name: str, password: str) -> Commissioner | None:
    """The account with this name and password, or None. Right and wrong take as long.

    It writes nothing, so that nobody waits for the database while a password is checked.
    """
    account = session.scalar(select(Commissioner).where(Commissioner.name == name))
    known = account if account is not None and account.active else None
    try:
        _hasher.verify(known.password_hash if known else _nobody, password)
    except (VerificationError, InvalidHashError):
        return None
    return known


def note_sign_in(session: Session, *, account: Commissioner | None) -> None:
    """Record who signed in, or that somebody was refused. What was typed is not recorded."""
    if account is None:
        note(session, actor="unknown", what="sign-in refused", subject="workspace")
    else:
        note(session, actor=account.name, what="signed in", subject=account.id)


def account_signed_in(session: Session, *, account_id: uuid.UUID, seal: str) -> Commissioner | None:
    """The account of a sign-in, for as long as it is active and has the same password."""
    account = session.get(Commissioner, account_id)
    if account is None or not account.active:
        return None
    return account if hmac.compare_digest(seal_of(account), seal) else None


def seal_of(account: Commissioner) -> str:
    """What a sign-in carries so that it ends everywhere when the password changes."""
    return hashlib.sha256(account.password_hash.encode()).hexdigest()[:32]


def change_password(session: Session, *, account_id: uuid.UUID, old: str, new: str) -> Commissioner:
    """Give an account a new password.

    Raises AccountError when the old one is wrong, or the new one is too short or the same.
    """
    account = session.get_one(Commissioner, account_id)
    try:
        _hasher.verify(account.password_hash, old)
    except (VerificationError, InvalidHashError) as error:
        raise AccountError("The password you have now is not the one you typed.") from error
    check_new_password(new)
    if new == old:
        raise AccountError("The new password is the same as the old one. Choose another.")
    account.password_hash = _hasher.hash(new)
    session.flush()
    note(session, actor=account.name, what="password changed", subject=account.id)
    return account


def check_new_password(password: str) -> None:
    """Raises AccountError when a password is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(f"The password needs at least {SHORTEST_PASSWORD} characters.")


def first_account(session: Session, settings: Settings) -> str | None:
    """Make the first account of an empty database, and keep its password in a file of its own.

    Returns how to sign in for as long as that file is there, and None once it has been deleted.
    """
    file = settings.data_dir / FIRST_FILE
    if session.scalar(select(func.count()).select_from(Commissioner)) == 0:
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        add_account(session, name=FIRST_NAME, password=password)
        file.touch(mode=0o600)
        file.write_text(f"name: {FIRST_NAME}\npassword: {password}\n", encoding="utf-8")
    if not file.exists():
        return None
    return file.read_text(encoding="utf-8").strip().replace("\n", "  ")


def forget_first_password(settings: Settings, *, account: Commissioner) -> None:
    """Delete the file with the first password, once its owner has chosen another."""
    if account.name == FIRST_NAME:
        (settings.data_dir / FIRST_FILE).unlink(missing_ok=True)
