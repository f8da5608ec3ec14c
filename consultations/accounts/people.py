"""The people of the workspace: who they are, what they may do, and who lets them in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultations.access import EVERYWHERE, Role, give_roles, roles_of
from consultations.accounts.adding import check_email_is_free, checked_email
from consultations.accounts.faults import AccountError
from consultations.accounts.passwords import choose_password, has_password, no_password
from consultations.accounts.provider import Person
from consultations.accounts.sealing import opened, sealed
from consultations.accounts.signed_in import account_signed_in, seal_of
from consultations.audit import note
from consultations.models import Commissioner, Membership
from consultations.one_at_a_time import alone

PURPOSE = "first link"
SECONDS_OF_A_LINK = 3 * 24 * 60 * 60
LAST_ONE = "Nobody would be left who may add people everywhere. Give that role to somebody first."
LINK_OVER = (
    "This link has been used, or it is older than 3 days, or your roles have changed since. "
    "Ask for a new one."
)


def everybody(session: Session) -> list[Commissioner]:
    """Every account by name, those who may still sign in first."""
    return list(
        session.scalars(
            select(Commissioner).order_by(Commissioner.active.desc(), Commissioner.name)
        )
    )


def memberships(session: Session) -> list[Membership]:
    """Every role that anybody has, by account, consultation and role."""
    return list(
        session.scalars(
            select(Membership).order_by(
                Membership.commissioner_id, Membership.consultation_slug, Membership.role
            )
        )
    )


def account_called(session: Session, name: str) -> Commissioner:
    """The account with a name. Raises AccountError when there is none."""
    account = session.scalar(select(Commissioner).where(Commissioner.name == name))
    if account is None:
        raise AccountError(f"There is no account with the name {name}.")
    return account


def set_roles(
    session: Session,
    *,
    account: Commissioner,
    roles: Iterable[Role],
    slug: str = EVERYWHERE,
    by: str,
) -> None:
    """Make these the roles of an account in one consultation, or those that it has in all.

    Raises AccountError when nobody would be left who may add people everywhere.
    """
    alone(session, "people")
    wanted = frozenset(roles)
    held = roles_of(session, account_id=account.id).get(slug, frozenset())
    taken, given = held - wanted, wanted - held
    if slug == EVERYWHERE and Role.ADMINISTRATOR in taken:
        _keep_an_administrator(session, without=account)
    session.execute(
        delete(Membership).where(
            Membership.commissioner_id == account.id,
            Membership.consultation_slug == slug,
            Membership.role.in_(sorted(taken)),
        )
    )
    give_roles(session, account_id=account.id, roles=given, slug=slug, by=by)
    if given and account.subject is None and not has_password(account):
        # Whoever holds an earlier first link must not come by more roles than it was made for.
        account.password_hash = no_password()
    if taken or given:
        note(
            session,
            actor=by,
            what="roles changed",
            subject=account.id,
            name=account.name,
            consultation=slug,
            given=sorted(given),
            taken=sorted(taken),
        )


def close_account(session: Session, *, account: Commissioner, by: str) -> None:
    """Let somebody in no more. What they did stays in the record.

    Raises AccountError when nobody would be left who may add people everywhere.
    """
    alone(session, "people")
    held = roles_of(session, account_id=account.id).get(EVERYWHERE, frozenset())
    if Role.ADMINISTRATOR in held:
        _keep_an_administrator(session, without=account)
    account.active = False
    session.flush()
    note(session, actor=by, what="account closed", subject=account.id, name=account.name)


def open_account(session: Session, *, account: Commissioner, by: str) -> None:
    """Let somebody in again."""
    account.active = True
    session.flush()
    note(session, actor=by, what="account opened again", subject=account.id, name=account.name)


def set_email(session: Session, *, account: Commissioner, email: str, by: str) -> None:
    """Put an e-mail address on an account: whoever the provider knows by it may sign in.

    Another address ends the tie to the person at the provider. Raises AccountError when it is
    taken or cannot be right.
    """
    new = checked_email(email)
    if new == account.email:
        return
    check_email_is_free(session, new)
    account.email, account.issuer, account.subject = new, None, None
    session.flush()
    note(session, actor=by, what="e-mail address changed", subject=account.id, name=account.name)


def first_link(session: Session, *, account: Commissioner, by: str) -> str:
    """What an administrator hands to somebody, once, so that they choose a password themselves.

    It counts for 3 days, and until the way in of the account changes or it is given a role.
    """
    note(session, actor=by, what="first link made", subject=account.id, name=account.name)
    return sealed(PURPOSE, f"{account.id.hex} {seal_of(account)}")


def account_of_link(session: Session, link: str) -> Commissioner:
    """Whose link this is. Raises AccountError when it is over."""
    key, _, seal = (opened(PURPOSE, link, seconds=SECONDS_OF_A_LINK) or "").partition(" ")
    if not key:
        raise AccountError(LINK_OVER)
    account = account_signed_in(session, account_id=uuid.UUID(key), seal=seal)
    if account is None:
        raise AccountError(LINK_OVER)
    return account


def choose_first_password(session: Session, *, link: str, new: str) -> Commissioner:
    """Set the password of whoever holds the link.

    Raises AccountError when the link is over or the password too short.
    """
    return choose_password(session, account=account_of_link(session, link), new=new)


def account_of_person(
    session: Session, *, person: Person, now: datetime | None = None
) -> Commissioner | None:
    """The account of somebody whom the provider has sent; None for those whom nobody has added.

    The first time an account is found by the e-mail address that an administrator put on it.
    From then on only the provider's own name for the person counts.
    """
    known = session.scalar(
        select(Commissioner).where(
            Commissioner.issuer == person.issuer, Commissioner.subject == person.subject
        )
    )
    if known is not None:
        return known if known.active else None
    if person.email is None:
        return None
    account = session.scalar(
        select(Commissioner)
        .where(
            Commissioner.email == person.email,
            Commissioner.subject.is_(None),
            Commissioner.active,
        )
        .with_for_update()
    )
    if account is None:
        return None
    account.issuer, account.subject = person.issuer, person.subject
    session.flush()
    note(session, actor=account.name, what="tied to the provider", subject=account.id)
    return account


def _keep_an_administrator(session: Session, *, without: Commissioner) -> None:
    others = session.scalar(
        select(Commissioner.id)
        .join(Membership, Membership.commissioner_id == Commissioner.id)
        .where(
            Commissioner.active,
            Commissioner.id != without.id,
            Membership.consultation_slug == EVERYWHERE,
            Membership.role == Role.ADMINISTRATOR,
        )
        .order_by(Commissioner.id)
        .limit(1)
    )
    if others is None:
        raise AccountError(LAST_ONE)
