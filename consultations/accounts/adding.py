"""Add accounts: by an operator, by an administrator, and the first one by the service itself."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.access import EVERYWHERE, Role, give_roles
from consultations.accounts.faults import AccountError
from consultations.accounts.passwords import check_new_password, hashed, no_password
from consultations.audit import note
from consultations.models import Commissioner
from consultations.settings import Settings

FIRST_NAME = "commissioner"
FIRST_FILE = "first-sign-in.txt"
OPERATOR = "operator"
LONGEST_NAME = 80
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


def add_account(
    session: Session,
    *,
    name: str,
    password: str | None,
    roles: Iterable[Role] = tuple(Role),
    slug: str = EVERYWHERE,
    email: str | None = None,
    by: str = OPERATOR,
) -> Commissioner:
    """Add somebody who may sign in, with their roles in one consultation or in all.

    Without a password they choose one by their first link, or sign in with their organisation.
    Raises AccountError when the name or the e-mail address is taken, or something is not right.
    """
    name, email, roles = name.strip(), checked_email(email), tuple(roles)
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountError(f"Give a name of 1 to {LONGEST_NAME} characters.")
    if password is not None:
        check_new_password(password)
    if session.scalar(select(Commissioner).where(Commissioner.name == name)) is not None:
        raise AccountError(f"There is an account with the name {name} already. Choose another.")
    check_email_is_free(session, email)
    kept = no_password() if password is None else hashed(password)
    account = Commissioner(name=name, password_hash=kept, email=email)
    session.add(account)
    session.flush()
    give_roles(session, account_id=account.id, roles=roles, slug=slug, by=by)
    note(
        session,
        actor=by,
        what="account added",
        subject=account.id,
        name=name,
        roles=sorted(roles),
        consultation=slug,
    )
    return account


def checked_email(email: str | None) -> str | None:
    """An e-mail address as it is kept. Raises AccountError when it cannot be one."""
    email = (email or "").strip().lower()
    if email and not EMAIL.fullmatch(email):
        raise AccountError("The e-mail address cannot be right. Write it like name@example.org.")
    return email or None


def check_email_is_free(session: Session, email: str | None) -> None:
    """Raises AccountError when another account has this e-mail address."""
    if email and session.scalar(select(Commissioner).where(Commissioner.email == email)):
        raise AccountError("Another account has this e-mail address. Each needs its own.")


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
