"""Bring responses in by command: ``consult import``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from consultations.content.library import current_pack
from consultations.content.loading import ContentError
from consultations.imports.channels import Channel
from consultations.migrating import migrate
from consultations.terminal import patience
from consultations.types import Lane

CHANNELS = click.Choice([each.value for each in Channel])
LANES = click.Choice([each.value for each in Lane])


@click.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--channel", type=CHANNELS, required=True, help="How they came.")
@click.option("--lane", type=LANES, default=Lane.PUBLIC.value, help="Who was asked.")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they came.")
@click.option("--check", is_flag=True, help="Only say what would be brought in.")
@click.option("--by", default="operator", help="Your name. It is kept in the record.")
def bring_in_file(
    slug: str,
    file: Path,
    channel: str,
    lane: str,
    received: datetime | None,
    check: bool,
    by: str,
) -> None:
    """Bring the responses of FILE, a CSV file or a workbook, in to the consultation SLUG.

    All of them or none: a fault is named with its row and column. Look first, with --check.
    """
    from consultations.imports import files
    from consultations.imports.checking import drafts_of
    from consultations.imports.faults import WrongFile

    migrate()
    pack = current_pack(slug)
    if pack is None:
        raise ContentError(f"There is no consultation called {slug}. Check how it is spelt.")
    holds = files.terms(pack, lane=Lane(lane), received_on=received.date() if received else None)
    try:
        with patience(f"Reading {file.name}"):
            looked = files.look_at(pack, file.read_bytes())
        for column, header in enumerate(looked.sheet.header):
            click.echo(f"  {header}: {looked.mapped.get(column) or 'left out'}")
        if check:
            count = len(drafts_of(pack, looked.sheet, looked.mapped, holds))
            click.echo(f"{_responses(count)} can be brought in. Nothing was kept.")
            return
        with patience("Making the rows ready; nothing is kept before all of them are"):
            ready = files.make_ready(pack, looked, holds)
        with patience("Bringing in"):
            count = files.keep(ready, pack=pack, channel=Channel(channel), name=file.name, by=by)
        click.echo(f"{_responses(count)} brought in as {channel}.")
    except WrongFile as error:
        more = f"\nand {error.more:,} more" if error.more else ""
        message = f"Nothing was brought in.\n{error}{more}"
        raise click.ClickException(message) from error


def _responses(count: int) -> str:
    return "1 response" if count == 1 else f"{count:,} responses"
