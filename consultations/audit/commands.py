"""The commands for whoever checks the record: ``consult audit``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from consultations.audit.checking import Head, Verdict, check_record
from consultations.audit.stored import Fitting, check_stored
from consultations.content.schema import LONDON
from consultations.database import reading
from consultations.terminal import patience

NO_HEAD = "{name} holds no head of a record. Save /c/<consultation>/record.json and name that file."


@click.group()
def audit() -> None:
    """Check that the record of what was done is whole."""


@audit.command("verify")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A record.json that was kept: it shows whether the record was shortened or made anew.",
)
def verify(against: Path | None) -> None:
    """Check every event of the record, every signed head, and every stored answer."""
    published = read_heads(against) if against else []
    with patience("Checking the record"), reading() as session:
        verdict = check_record(session, against=published)
        fitting = check_stored(session, verdict=verdict)
    if not verdict.is_whole:
        raise click.ClickException(str(verdict.wrong))
    click.echo(in_one_line(verdict, fitting))


def in_one_line(verdict: Verdict, fitting: Fitting) -> str:
    """What to say of a record that is whole."""
    if verdict.last_at is None:
        return "The record is empty."
    when = f"{verdict.last_at.astimezone(LONDON):%d %B %Y at %H:%M}".lstrip("0")
    keys = f", made with {len(verdict.keys)} keys" if len(verdict.keys) > 1 else ""
    answers = "" if fitting.answers is None else f"{fitting.answers:,} answers and "
    return (
        f"The record is whole: {verdict.events:,} events, the last on {when}, "
        f"ending in {verdict.last_digest}. {verdict.heads:,} signed heads fit{keys}, "
        f"and so do {answers}{fitting.texts:,} published texts."
    )


def read_heads(file: Path) -> list[Head]:
    """The heads in a file that somebody kept: all that were published, or one alone.

    Raises ClickException when there is none in it.
    """
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        found = said.get("heads", [said]) if isinstance(said, dict) else said
        heads = [_head(each) for each in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.ClickException(NO_HEAD.format(name=file)) from error
    if not heads:
        raise click.ClickException(NO_HEAD.format(name=file))
    return heads


def _head(said: dict[str, Any]) -> Head:
    day = said.get("day")
    return Head(
        event_id=int(said["event"]),
        digest=str(said["digest"]),
        day=date.fromisoformat(day) if day else None,
        signature=said.get("signature"),
        key=said.get("key"),
    )
