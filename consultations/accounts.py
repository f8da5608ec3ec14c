"""Who may sign in to the workspace."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

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


def add_account(session: Session, *, name: str, password: str) -> Commissioner:
    """Add somebody who may sign in.

    Raises AccountError when the name is taken or the password is too short.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    if session.scalar(select(Commissioner).where(Commissioner.name == name)) is not None:
        raise AccountError(f"There is an account with the name {name} already. Choose another.")
    account = Commissioner(name=name, password_hash=_hasher.hash(password))
    session.add(account)
    session.flush()
    note(session, actor="operator", what="account added", subject=account.id, name=name)
    return account


def sign_in(session: Session, *, name: str, password: str) -> Commissioner | None:
    """The account with this name and password, or None. Right and wrong take as long."""
    account = session.scalar(select(Commissioner).where(Commissioner.name == name))
    known = account is not None and account.active
    try:
        _hasher.verify(account.password_hash if account and known else _nobody, password)
    except (VerificationError, InvalidHashError):
        note(session, actor="unknown", what="sign-in refused", subject="workspace")
        return None
    if account is None or not known:
        return None
    note(session, actor=account.name, what="signed in", subject=account.id)
    return account


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
