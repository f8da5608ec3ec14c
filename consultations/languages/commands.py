"""The commands for people who translate: ``consult translations``."""

from __future__ import annotations

import click

from consultations.content.loading import read_pack
from consultations.content.translations import stamp
from consultations.settings import settings


@click.group()
def translations() -> None:
    """Translate the service and its packs."""


@translations.command("collect")
def collect() -> None:
    """Collect the sentences of the service into the catalogues in locale/."""
    from consultations.languages.messages import update

    for language, (done, of) in update().items():
        click.echo(f"{language}: {done} of {of} sentences are translated.")


@translations.command("stamp")
@click.argument("slug")
def stamp_pack(slug: str) -> None:
    """Write down which English each translated text of the pack SLUG was made from.

    Run it when a translation is ready. From then on, people see the English wherever it changes.
    """
    pack = read_pack(settings().content_dir, slug)
    told = stamp(settings().content_dir, slug, pack)
    for language, texts in told.items():
        click.echo(f"{language}: {texts} texts.")
    if not told:
        click.echo(f"{slug} has no translations.")
