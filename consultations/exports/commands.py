"""Take data out by command: ``consult export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from consultations.approvals import Action, NotAgreed, use
from consultations.database import writing
from consultations.exports.names import Kind
from consultations.migrating import migrate
from consultations.settings import settings
from consultations.terminal import FileToWrite, patience

OPERATOR = "operator"
KIND_NAMES = click.Choice([each.value for each in Kind])
NO_MANIFEST = "it holds no manifest.json, or one that cannot be read"
NOBODY = "If you expected responses, check DATA_DIR and DATABASE_URL. DATA_DIR is {folder}."
HOW = "Do so on the page Data, and name your account with --by; or add --without-comments."


@click.command("export")
@click.argument("slug")
@click.option("--kind", type=KIND_NAMES, help="What to make. Without it, a plain CSV.")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="The new folder to write to, with --kind.",
)
@click.option(
    "--out",
    type=FileToWrite(new=True),
    help="The new file to write to, without --kind. Else it goes to the screen.",
)
@click.option("--without-comments", is_flag=True, help="Leave out what people wrote.")
@click.option("--by", default=OPERATOR, help="Your account. It is kept in the record.")
def export(
    slug: str,
    kind: str | None,
    to: Path | None,
    out: Path | None,
    without_comments: bool,
    by: str,
) -> None:
    """Take the responses of the consultation SLUG out, and record who took them.

    docs/giving-and-taking-data.md says what each kind is for.
    """
    from consultations.exports.taking_out import take_out

    migrate()
    if kind is None:
        _plain(slug, out, by=by, with_words=not without_comments)
        return
    if to is None:
        raise click.ClickException("Name a folder with --to.")
    if to.exists() and any(to.iterdir()):
        raise click.ClickException(f"The folder {to} is not empty. Name another.")
    try:
        with patience("Taking out"), writing() as session:
            made = take_out(
                session,
                consultation_slug=slug,
                kind=Kind(kind),
                folder=to,
                by=by,
                with_words=not without_comments,
            )
    except NotAgreed as error:
        raise click.ClickException(f"{error} {HOW}") from error
    for each in made.files:
        click.echo(f"{to / each.path}: {each.rows:,} (each is {each.row_is})")
    click.echo(f"{made.responses:,} responses. Checksum of the manifest: {made.sha256}")
    if not made.responses:
        click.echo(NOBODY.format(folder=settings().data_dir), err=True)


@click.command("check-export")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_export(folder: Path) -> None:
    """Check that the files of an export in FOLDER are those of its manifest."""
    from consultations.exports.taking_out import faults_in

    try:
        with patience("Checking"):
            faults = faults_in(folder)
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f"{folder} is no export: {NO_MANIFEST}.") from error
    if faults:
        raise click.ClickException("\n".join(faults))
    click.echo("Every file is as it was made.")


def _plain(slug: str, out: Path | None, *, by: str, with_words: bool) -> None:
    from consultations.exports.plain import responses_csv
    from consultations.exports.taking_out import detail_of

    try:
        with patience("Taking out"), writing() as session:
            if with_words:
                detail = detail_of(Kind.WIDE)
                use(session, slug=slug, action=Action.EXPORT, by=by, detail=detail)
            text = responses_csv(session, consultation_slug=slug, actor=by, with_words=with_words)
    except NotAgreed as error:
        raise click.ClickException(f"{error} {HOW}") from error
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="")
        click.echo(f"Written: {out}")
