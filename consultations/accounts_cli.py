"""The accounts of commissioners, from the command line of whoever runs the service."""

from __future__ import annotations

from urllib.parse import urlencode

import click

from consultations.access import EVERYWHERE, Role, roles_of
from consultations.accounts import AccountError, add_account
from consultations.accounts.adding import OPERATOR
from consultations.accounts.passwords import has_password
from consultations.accounts.people import (
    account_called,
    close_account,
    everybody,
    first_link,
    open_account,
    set_roles,
)
from consultations.accounts.second_factor import take_away
from consultations.content.loading import pack_slugs
from consultations.database import reading, writing
from consultations.migrating import migrate
from consultations.models import Commissioner
from consultations.settings import settings

ROLES = click.Choice([role.value for role in Role])
WAY_IN = "/workspace/sign-in/first"
some_roles = click.option("--role", "roles", type=ROLES, multiple=True, help="May be repeated.")
somewhere = click.option(
    "--consultation",
    "slug",
    default=EVERYWHERE,
    help="The slug of one consultation. Without it, the roles count in all.",
)


@click.group()
def account() -> None:
    """Work with the accounts of commissioners."""


@account.command("add")
@click.argument("name")
@some_roles
@somewhere
@click.option("--email", help="For signing in with an organisation.")
@click.option("--link", is_flag=True, help="Print a first link instead of asking for a password.")
@click.option("--password", help="Asked for when it is left out.")
def add(
    name: str,
    roles: tuple[str, ...],
    slug: str,
    email: str | None,
    link: bool,
    password: str | None,
) -> None:
    """Add an account called NAME. Without a role it gets all of them."""
    _known(slug)
    if password is None and not link:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    migrate()
    with writing() as session:
        added = add_account(
            session,
            name=name,
            password=password,
            roles=[Role(each) for each in roles] or tuple(Role),
            slug=slug,
            email=email,
        )
        address = _address(first_link(session, account=added, by=OPERATOR)) if link else ""
    if link:
        click.echo(f"{name} chooses a password here, once, within 3 days:\n{address}")
    else:
        click.echo(f"{name} can sign in now.")


@account.command("list")
def list_all() -> None:
    """List every account: its roles, and how its owner signs in."""
    with reading() as session:
        for each in everybody(session):
            roles = roles_of(session, account_id=each.id)
            where = "; ".join(
                f"{'all' if slug == EVERYWHERE else slug}: {_in_order(held)}"
                for slug, held in sorted(roles.items())
            )
            click.echo(f"{each.name}  {where or 'no role'}  ({', '.join(_ways_in(each))})")


@account.command("roles")
@click.argument("name")
@click.option("--role", "roles", type=ROLES, multiple=True, help="May be repeated.")
@somewhere
def roles_command(name: str, roles: tuple[str, ...], slug: str) -> None:
    """Make these the roles of NAME in one consultation, or in all. None takes them away."""
    _known(slug)
    with writing() as session:
        found = account_called(session, name)
        wanted = [Role(each) for each in roles]
        set_roles(session, account=found, roles=wanted, slug=slug, by=OPERATOR)
    where = "all consultations" if slug == EVERYWHERE else slug
    click.echo(f"{name} in {where}: {_in_order(wanted) or 'no role'}")


@account.command("link")
@click.argument("name")
def link_command(name: str) -> None:
    """Print a link by which NAME chooses a new password, once, within 3 days."""
    with writing() as session:
        link = first_link(session, account=account_called(session, name), by=OPERATOR)
    click.echo(_address(link))


@account.command("close")
@click.argument("name")
def close(name: str) -> None:
    """Let NAME in no more. What they did stays in the record."""
    with writing() as session:
        close_account(session, account=account_called(session, name), by=OPERATOR)
    click.echo(f"{name} can no longer sign in.")


@account.command("open")
@click.argument("name")
def reopen(name: str) -> None:
    """Let NAME in again."""
    with writing() as session:
        open_account(session, account=account_called(session, name), by=OPERATOR)
    click.echo(f"{name} can sign in again.")


@account.command("no-second-step")
@click.argument("name")
def no_second_step(name: str) -> None:
    """Take the second step off NAME, who lost both telephone and paper."""
    with writing() as session:
        take_away(session, account=account_called(session, name), by=OPERATOR)
    click.echo(f"The second step of {name} is off.")


def _known(slug: str) -> None:
    """Raises AccountError for a consultation that there is no folder for."""
    if slug != EVERYWHERE and slug not in pack_slugs(settings().content_dir):
        raise AccountError(f"There is no pack {slug!r} in the content folder.")


def _ways_in(one: Commissioner) -> list[str]:
    ways = [
        "password" if has_password(one) else "",
        "second step" if one.second_factor else "",
        f"organisation as {one.email}" if one.email else "",
        "" if one.active else "closed",
    ]
    return [each for each in ways if each] or ["no way in yet"]


def _in_order(roles: list[Role] | frozenset[Role]) -> str:
    return ", ".join(role for role in Role if role in roles)


def _address(link: str) -> str:
    return f"{settings().address}{WAY_IN}?{urlencode({'link': link})}"
