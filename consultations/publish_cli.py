"""The commands that decide what people see, and how far a consultation has come."""

from __future__ import annotations

import click

from consultations.content.faults import ContentError
from consultations.content.library import current_pack, status_of
from consultations.database import reading, writing
from consultations.folders import folder_now
from consultations.migrating import migrate
from consultations.openness import FOLLOWS, disagreement, in_london, refusal
from consultations.publishing import NotPublished, checked_folder, publish
from consultations.steps import StatusRefused, recorded_steps, take_step
from consultations.types import ConsultationStatus
from consultations.versions import live_version

STATUSES = [each.value for each in ConsultationStatus]
BY = click.option("--by", help="Your name. It is kept in the record.")
REASON = click.option("--reason", help="Why. It is kept in the record.")


@click.command("publish")
@click.argument("slug")
@BY
@REASON
def publish_pack(slug: str, by: str | None, reason: str | None) -> None:
    """Make the pack SLUG, as its files are now, the one that people see."""
    migrate()
    try:
        pack = checked_folder(slug)
        with writing() as session:
            published = publish(session, pack=pack, by=by or "", reason=reason)
    except NotPublished as error:
        raise click.ClickException(f"{slug} was not published.\n{error}") from error
    if published.changes is None:
        click.echo(f"Version {published.version} of {slug} is live already.")
        return
    click.echo(f"Version {published.version} of {slug} is live.")
    for change in published.changes:
        click.echo(f"  {change}")


@click.command("status")
@click.argument("slug")
@click.argument("new", required=False, type=click.Choice(STATUSES))
@BY
@REASON
def show_or_take_step(slug: str, new: str | None, by: str | None, reason: str | None) -> None:
    """Say how far the consultation SLUG has come, or take it to the status NEW."""
    migrate()
    if new is not None:
        to = ConsultationStatus(new)
        try:
            with writing() as session:
                take_step(session, slug=slug, to=to, by=by or "", reason=reason)
        except StatusRefused as error:
            raise click.ClickException(str(error)) from error
    for line in standing_in_words(slug):
        click.echo(line)


def standing_in_words(slug: str) -> list[str]:
    """How far a consultation has come, what comes next, and what its files wish for.

    Raises ContentError when there is no such consultation.
    """
    pack, folder = current_pack(slug), folder_now(slug)
    if pack is None and folder is None:
        raise ContentError(f"There is no consultation called {slug}. Check how it is spelt.")
    if pack is None:
        return [f"{slug} is not published.", *_waiting(slug, None)]
    with reading() as session:
        steps, live = recorded_steps(session, slug), live_version(session, slug)
    status = status_of(pack)
    lines = [f"{slug}: {status}"]
    for step in steps:
        why = f": {step.reason}" if step.reason else "."
        lines.append(f"  {step.status} from {in_london(step.at)}, by {step.by}{why}")
    for to in FOLLOWS[status]:
        why_not = refusal(pack.consultation, status=status, to=to, reason="given")
        lines.append(f"Next: {to}. {why_not or 'It can be taken now.'}")
    wish = disagreement(pack.consultation, status=status)
    return [*lines, *([wish] if wish else []), *_waiting(slug, live.id if live else None)]


def _waiting(slug: str, live: str | None) -> list[str]:
    """What keeps the files of a pack from being what people see."""
    folder = folder_now(slug)
    if folder is None:
        return [f"The folder of this pack is gone. People still see version {live}."]
    if folder.ready is not None:
        return []
    stays = f"People still see version {live}." if live else "People do not see it."
    if not folder.faults:
        return [f"Its files say that it is a draft. {stays}"]
    count = len(folder.faults)
    faults = f"{count} {'fault' if count == 1 else 'faults'}"
    return [f"The files of this pack have {faults}. {stays}", *map(str, folder.faults)]
