"""The commands for people who write packs: ``consult content``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from consultations.authoring.asking import brief_from_file, brief_from_terminal
from consultations.authoring.checking import check_pack, check_shared, slugs_to_check
from consultations.authoring.differences import changes
from consultations.authoring.field_guide import with_tables
from consultations.authoring.json_schema import SCHEMA_VERSION, schemas
from consultations.authoring.making import bring_shared, make_pack, what_is_left
from consultations.authoring.naming_versions import FILES, PUBLISHED, pack_named
from consultations.authoring.preview import (
    Copy,
    Look,
    first_look,
    following,
    throw_away_settings,
)
from consultations.authoring.schema_lines import put_schema_lines
from consultations.authoring.showing import lines_of
from consultations.content.faults import Fault
from consultations.database import reading
from consultations.migrating import migrate
from consultations.plain import A_FLOOR, allowed_in
from consultations.publish_cli import publish_pack, show_or_take_step
from consultations.settings import ROOT, SettingsError, settings
from consultations.supervising import serve
from consultations.training import model_file

F = TypeVar("F", bound=Callable[..., object])


def content_dir_option(command: F) -> F:
    """Let a command work in another content folder than the one that is set."""

    def choose(_context: click.Context, _option: click.Parameter, chosen: Path | None) -> None:
        if chosen is not None:
            os.environ["CONTENT_DIR"] = str(chosen.resolve())
            settings.cache_clear()

    return click.option(
        "--content-dir",
        type=click.Path(file_okay=False, path_type=Path),
        callback=choose,
        expose_value=False,
        help="The folder of packs, if not the one in CONTENT_DIR.",
    )(command)


@click.group()
def content() -> None:
    """Write, check and publish consultations."""


content.add_command(publish_pack)
content.add_command(show_or_take_step)


@content.command("check")
@click.argument("slug", required=False)
@content_dir_option
def check(slug: str | None) -> None:
    """Check the pack SLUG, or every pack: its structure, then its words."""
    chosen = settings().content_dir
    shared = check_shared(chosen) if slugs_to_check(chosen, slug) else []
    bad = tell(shared)
    for each in slugs_to_check(chosen, slug):
        checked = check_pack(chosen, each)
        bad = tell([*checked.faults, *checked.warnings]) or bad
        if checked.pack is not None:
            pack = checked.pack
            click.echo(
                f"{pack.consultation.title}: {len(pack.proposals)} proposals, "
                f"{len(pack.questions)} questions, {len(pack.answers)} answers, "
                f"{len(pack.glossary)} terms, version {pack.version}"
            )
            for line in allowed_in(pack):
                click.echo(line)
    click.echo(A_FLOOR)
    if bad:
        raise SystemExit(1)


def tell(said: Sequence[Fault]) -> bool:
    """Print faults and warnings one to a line, then how many; whether there were faults."""
    for each in said:
        click.echo(str(each))
    faults = [each for each in said if not each.warning]
    warnings = len(said) - len(faults)
    if faults:
        click.echo(f"{_count(faults, 'fault')} in {_count({f.file for f in faults}, 'file')}.")
    if warnings:
        click.echo(f"{_count(range(warnings), 'warning')}: think about each; none stops you.")
    return bool(faults)


def _count(things: Sequence[object] | set[str] | range, one: str) -> str:
    return f"{len(things)} {one}{'' if len(things) == 1 else 's'}"


@content.command("schema")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "docs" / "pack-schema" / SCHEMA_VERSION,
    show_default="docs/pack-schema/" + SCHEMA_VERSION,
    help="The folder to write to.",
)
@click.option(
    "--guide",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="A guide whose tables of fields are to be made again.",
)
@click.option("--into", help="A pack whose files are to name their schema in their first line.")
@content_dir_option
def schema(out: Path, guide: Path | None, into: str | None) -> None:
    """Write the JSON Schema of packs, from which editors complete what is typed."""
    if into is not None:
        slugs_to_check(settings().content_dir, into)
        changed = put_schema_lines(settings().content_dir / into)
        click.echo(f"{_count(changed, 'file')} of {into} changed.")
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, encoding="utf-8")
    click.echo(f"Written: {len(schemas())} schemas in {out}")
    if guide is not None:
        guide.write_text(with_tables(guide.read_text(encoding="utf-8")), encoding="utf-8")
        click.echo(f"Written: the tables of {guide}")


@content.command("diff")
@click.argument("slug")
@click.argument("old", default=PUBLISHED)
@click.argument("new", default=FILES)
@content_dir_option
def diff(slug: str, old: str, new: str) -> None:
    """Show what changed in the pack SLUG from version OLD to version NEW.

    A version is 'published', 'files' (as they are now), or the first signs of its id. Without OLD
    and NEW, what was published last is compared with the files.
    """
    migrate()
    with reading() as session:
        before, after = (
            pack_named(session, slug=slug, name=name, content_dir=settings().content_dir)
            for name in (old, new)
        )
    found = changes(before, after)
    for change in found:
        for line in lines_of(change):
            click.echo(line)
    click.echo(
        f"{_count(found, 'change')} from {before.version} to {after.version}."
        if found
        else f"Nothing changed: both are version {after.version}."
    )


@content.command("new")
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file with the answers, instead of the questions.",
)
@content_dir_option
def new(answers: Path | None) -> None:
    """Make a new pack from a few plain questions, as a draft."""
    chosen = settings().content_dir
    if answers is not None:
        brief = brief_from_file(answers)
    else:
        chosen.mkdir(parents=True, exist_ok=True)
        bring_shared(chosen)
        brief = brief_from_terminal(lambda slug: (chosen / slug).exists())
    folder = make_pack(chosen, brief)
    click.echo(f"Made: {folder}")
    checked = check_pack(chosen, folder.name)
    tell([*checked.faults, *checked.warnings])
    for line in what_is_left(folder.name):
        click.echo(line)


@content.command("preview")
@click.argument("slug")
@click.option("--port", default=8020, show_default=True, help="Where to serve it.")
@content_dir_option
def preview(slug: str, port: int) -> None:
    """Serve the draft SLUG as if it were open, and follow its files. Nothing is kept."""
    source = settings().content_dir
    slugs_to_check(source, slug)
    model = model_file()
    if not model.exists():
        raise SettingsError("There is no trained model for these files. Run 'make train' first.")
    with throw_away_settings(port) as (target, chosen):
        copy = Copy(source, slug, target)
        tell(first_look(copy))
        migrate()
        ready = f"Ready: http://{chosen.host}:{port}/c/{slug}\nSave a file to see it. Ctrl-C ends."
        with following(copy, lambda look: tell_again(slug, look)):
            serve(chosen, model=model, say=click.echo, ready=ready)


def tell_again(slug: str, look: Look) -> None:
    """Say at the terminal what a change of the files has brought."""
    click.echo(f"\n{slug} has changed.")
    tell(look.said)
    if not look.is_whole:
        click.echo("The pages stay as they were until this is put right.")
