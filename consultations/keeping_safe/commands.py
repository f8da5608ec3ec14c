"""The commands that keep what people said safe: ``consult backup``, ``restore`` and ``erase``."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from consultations.keeping_safe.faults import CopyError
from consultations.migrating import migrate
from consultations.settings import settings
from consultations.terminal import FileToWrite, operator, patience

RUNNING = "The service is running on port {port}. Stop it first, then run this again."
NO_SUCH_CODE = "There is no response with the code {code}. Check it against the receipt."


@click.command("backup")
@click.argument("file", type=FileToWrite(new=True))
def backup(file: Path) -> None:
    """Copy everything in the database to FILE, such as copy.zip, while the service goes on.

    FILE is not encrypted. It holds what people said, so keep it where only you can read it. An
    older copy is never written over: name each by its day.
    """
    from consultations.keeping_safe.copying import back_up

    try:
        with patience("Copying"):
            about = back_up(file.resolve())
    except CopyError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"Written: {file} ({file.stat().st_size / 1e6:,.1f} MB, {about.responses:,} responses)"
    )
    click.echo(f"The record in it ends in {about.digest or 'nothing yet'}.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask whether this is meant.")
def restore(file: Path, yes: bool) -> None:
    """Put the copy FILE in the place of the database. Stop the service first.

    What was taken back or erased since the copy was made is taken out again.
    """
    from consultations.keeping_safe.restoring import restore as put_back

    _check_stopped()
    if not yes:
        click.confirm("Everything that came in after this copy will be lost. Go on?", abort=True)
    try:
        with patience("Putting the copy in its place"):
            done = put_back(file.resolve(), by=operator())
    except CopyError as error:
        raise click.ClickException(str(error)) from error
    about = done.about
    click.echo(f"Back as it was at {about.made_at}: {about.responses:,} responses.")
    click.echo(f"The record is whole and ended in {about.digest or 'nothing yet'}, as in the copy.")
    click.echo(f"Taken out again, because it was taken back since: {done.taken_out:,}.")
    click.echo("The files secret and record-key.pem are in no copy: put back those of that time.")
    if done.replaced:
        click.echo(f"The database as it was before is {done.replaced}. Delete it when all is well.")


@click.command("erase")
@click.argument("code", required=False)
@click.option("--yes", is_flag=True, help="Do not ask whether this is meant.")
@click.option("--traces", is_flag=True, help="Only clear what deleted rows left in the files.")
def erase(code: str | None, yes: bool, traces: bool) -> None:
    """Delete what one response said, everywhere. CODE is the code on its receipt."""
    migrate()
    if traces:
        with patience("Clearing"):
            _clear_traces()
        click.echo("The files of the database hold no trace of what was deleted.")
        return
    if not code:
        raise click.UsageError("Give the code of the response, as its receipt shows it.")
    _check_there(code)
    if not yes:
        click.confirm(
            "Everything that was said under this code will be deleted. Go on?", abort=True
        )
    with patience("Deleting"):
        _erase(code)
        _clear_traces()


def _clear_traces() -> None:
    from consultations.keeping_safe.erasing import leave_no_trace

    try:
        leave_no_trace()
    except CopyError as error:
        raise click.ClickException(str(error)) from error


def _check_there(code: str) -> None:
    """Raises ClickException when there is no response with this code."""
    from consultations.database import reading
    from consultations.responses import find_by_code

    with reading() as session:
        if find_by_code(session, code=code) is None:
            raise click.ClickException(NO_SUCH_CODE.format(code=code))


def _erase(code: str) -> None:
    from consultations.database import writing
    from consultations.keeping_safe import erasing
    from consultations.responses import find_by_code

    with writing() as session:
        response = find_by_code(session, code=code)
        if response is None:
            raise click.ClickException(NO_SUCH_CODE.format(code=code))
        done = erasing.erase(session, response=response, by=operator())
    click.echo(
        f"Deleted from {done.consultation_slug}: {done.answers} answers, {done.messages} messages, "
        f"{done.questions} questions that waited for an answer. The code opens nothing any more."
    )
    if done.statements_kept:
        click.echo(
            f"{done.statements_kept} statements stay: others have voted on them, "
            "and nothing ties them to this response."
        )
    click.echo("Copies of the database made before still hold it. Delete those that you can.")


def _check_stopped() -> None:
    """Raises ClickException while something listens on the port of the service."""
    chosen = settings()
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", chosen.port)) == 0:
            raise click.ClickException(RUNNING.format(port=chosen.port))
