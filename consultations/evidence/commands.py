"""The command for whoever has to show what was said and done: ``consult evidence``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from consultations.evidence.finding import NoEvidence, response_called
from consultations.evidence.packing import evidence_of
from consultations.evidence.whole import checksums_of_all
from consultations.terminal import FileToWrite, operator, patience


@click.command("evidence")
@click.argument("slug")
@click.option("--response", help="The code on a receipt, or the id of a response.")
@click.option(
    "--to",
    "file",
    required=True,
    type=FileToWrite(new=True),
    help="The file to write, such as evidence.zip.",
)
def evidence(slug: str, response: str | None, file: Path) -> None:
    """Write what was shown and said in one response to SLUG, and what became of it.

    Without --response: the checksums of everything, with no word of what was said.
    """
    from consultations.content.library import current_pack
    from consultations.database import writing

    if current_pack(slug) is None:
        raise click.ClickException(f"There is no consultation called {slug}.")
    try:
        with patience("Drawing up the evidence"), writing() as session:
            if response is None:
                packed = checksums_of_all(session, slug=slug, by=operator())
            else:
                found = response_called(session, slug=slug, name=response)
                packed = evidence_of(session, response=found, by=operator())
    except NoEvidence as error:
        raise click.ClickException(str(error)) from error
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as to:
        to.write(packed)
    click.echo(f"Written: {file} ({len(packed) / 1e3:,.0f} kB). Who drew it up is in the record.")
