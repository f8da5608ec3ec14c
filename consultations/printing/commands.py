"""The commands for those who print: ``consult print``."""

from __future__ import annotations

from pathlib import Path

import click

from consultations.content.loading import read_pack
from consultations.languages.known import SOURCE, is_offered, offered_languages
from consultations.printing.making import Sheet, sheet_pdf
from consultations.printing.setting import CannotPrint
from consultations.settings import settings
from consultations.types import Lane


@click.command("print")
@click.argument("sheet", type=click.Choice([each.value for each in Sheet]))
@click.argument("slug")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, such as poster.pdf.",
)
@click.option(
    "--lane",
    type=click.Choice([each.value for each in Lane]),
    default=Lane.PUBLIC.value,
    help="Whose questions are on the form.",
)
@click.option(
    "--minutes",
    type=click.Choice(["2", "5", "15"]),
    help="Only the questions of the shorter conversation of so many minutes.",
)
@click.option("--language", default=SOURCE, help="The code of a language, such as cy.")
def print_sheet(
    sheet: str, slug: str, out: Path, lane: str, minutes: str | None, language: str
) -> None:
    """Write a poster, or a paper form in large print, of the consultation SLUG as PDF."""
    if not is_offered(language):
        codes = ", ".join(each.code for each in offered_languages())
        raise click.ClickException(f"There is no language {language!r}. There are: {codes}.")
    chosen = settings()
    pack = read_pack(chosen.content_dir, slug)
    if lane not in pack.consultation.lanes:
        raise click.ClickException(f"{slug} has no questions for {lane}.")
    try:
        pdf = sheet_pdf(
            Sheet(sheet),
            pack,
            address=chosen.address,
            lane=Lane(lane),
            minutes=int(minutes) if minutes else None,
            language=language,
        )
    except CannotPrint as error:
        raise click.ClickException(str(error)) from error
    out.write_bytes(pdf)
    click.echo(f"Written: {out}")
    if sheet == Sheet.POSTER:
        click.echo(f"Its square leads to {chosen.address}/c/{slug} (PUBLIC_URL changes where).")
