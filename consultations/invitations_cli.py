"""The commands for invitation codes: make them, and count them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from consultations.content.faults import ContentError
from consultations.content.library import current_pack
from consultations.database import reading, writing
from consultations.invitations import InvitationError, count_invitations, issue
from consultations.migrating import migrate

NO_PACK = "There is no consultation called {slug}. Check how it is spelt."
ONLY_MINE = 0o600


@click.group()
def invitations() -> None:
    """Give out codes that prove "staff" once."""


@invitations.command("issue")
@click.argument("slug")
@click.option("--count", type=int, required=True, help="How many codes.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A new file.")
def issue_codes(slug: str, count: int, out: Path | None) -> None:
    """Make codes for the staff of the consultation SLUG. They are shown this once."""
    migrate()
    _must_be_there(slug)
    try:
        with writing() as session:
            codes = issue(session, consultation_slug=slug, count=count, actor="operator")
            if out is not None:
                _write(out, codes)
    except InvitationError as error:
        raise click.ClickException(str(error)) from error
    except FileExistsError as error:
        raise click.ClickException(f"{out} is there already. Name a new file.") from error
    if out is None:
        click.echo("\n".join(codes))
    else:
        click.echo(f"Written: {out}. The codes cannot be shown again.")


@invitations.command("status")
@click.argument("slug")
def show_status(slug: str) -> None:
    """Say how many codes of the consultation SLUG were issued, and how many used."""
    migrate()
    _must_be_there(slug)
    with reading() as session:
        counts = count_invitations(session, consultation_slug=slug)
    click.echo(f"Issued: {counts.issued:,}. Used: {counts.used:,}.")


def _must_be_there(slug: str) -> None:
    if current_pack(slug) is None:
        raise ContentError(NO_PACK.format(slug=slug))


def _write(file: Path, codes: list[str]) -> None:
    """Write a new file that only its owner can read. Raises FileExistsError."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE)
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        out.write("\n".join([*codes, ""]))
