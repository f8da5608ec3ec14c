"""The command for the report: ``consult report``."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import click

from consultations.content.library import current_pack
from consultations.content.loading import ContentError
from consultations.database import reading
from consultations.reporting.content import report_of
from consultations.reporting.making import WRITERS, Format
from consultations.terminal import FileToWrite, patience


@click.command("report")
@click.argument("slug")
@click.option(
    "--to",
    "files",
    required=True,
    multiple=True,
    type=FileToWrite(new=False),
    help="The file to write: report.html, report.pdf or report.docx. It can be given three times.",
)
def report(slug: str, files: tuple[Path, ...]) -> None:
    """Write the report of the consultation SLUG. A report that is there is written anew."""
    forms = {file: file.suffix.lstrip(".").lower() for file in files}
    unknown = [str(file) for file, form in forms.items() if form not in tuple(Format)]
    if unknown:
        raise click.ClickException(f"{unknown[0]} must end in .html, .pdf or .docx.")
    pack = current_pack(slug)
    if pack is None:
        raise ContentError(f"There is no consultation called {slug}. Check how it is spelt.")
    click.echo("Reading the responses.")
    started = perf_counter()
    with patience("Reading"), reading() as session:
        made = report_of(session, pack=pack)
    took = perf_counter() - started
    click.echo(f"{made.responses:,} responses read in {took:.1f} s.")
    for file, form in forms.items():
        began = perf_counter()
        with patience(f"Writing {file.name}"):
            data = WRITERS[Format(form)](made)
        file.write_bytes(data)
        click.echo(f"Written: {file} ({len(data):,} bytes, {perf_counter() - began:.1f} s)")
