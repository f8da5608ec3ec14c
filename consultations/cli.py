"""The command line: ``consult``."""

from __future__ import annotations

import click
from sqlalchemy.exc import SQLAlchemyError

from consultations.accounts import AccountError, first_account
from consultations.accounts_cli import account
from consultations.audit.commands import audit
from consultations.coding.commands import themes
from consultations.content.faults import ContentError
from consultations.content.loading import pack_slugs, read_pack
from consultations.content_cli import content
from consultations.database import writing
from consultations.evidence.commands import evidence
from consultations.exports.commands import check_export, export
from consultations.imports.commands import bring_in_file
from consultations.invitations_cli import invitations
from consultations.keeping_safe.commands import backup, erase, restore
from consultations.languages.commands import translations
from consultations.migrating import migrate
from consultations.printing.commands import print_sheet
from consultations.reporting.commands import report
from consultations.settings import SettingsError, settings
from consultations.simulating.commands import simulate_respondents


class PlainErrors(click.Group):
    """Ends with one line for people when something is wrong, and never with a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (SettingsError, AccountError, ContentError) as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            name = f"{error.filename} " if error.filename else "Something "
            raise click.ClickException(f"{name}cannot be used: {error.strerror}.") from error
        except SQLAlchemyError as error:
            raise click.ClickException(
                f"The database cannot be used ({type(error).__name__}). "
                "Check DATABASE_URL and DATA_DIR, then run 'consult migrate'."
            ) from error


@click.group(cls=PlainErrors)
def main() -> None:
    """Run consultations on changes to health services."""


main.add_command(audit)
main.add_command(backup)
main.add_command(account)
main.add_command(content)
main.add_command(erase)
main.add_command(evidence)
main.add_command(restore)
main.add_command(translations)
main.add_command(invitations)
main.add_command(print_sheet)
main.add_command(report)
main.add_command(simulate_respondents)
main.add_command(export)
main.add_command(check_export)
main.add_command(bring_in_file)
main.add_command(themes)


@main.command("serve")
def serve_everything() -> None:
    """Start Rasa and the app, and keep them running until Ctrl-C."""
    from consultations.authoring.making import bring_shared
    from consultations.supervising import serve
    from consultations.training import model_file

    chosen, model = settings(), model_file()
    if not model.exists():
        raise SettingsError("There is no trained model for these files. Run 'make train' first.")
    bring_shared(chosen.content_dir)
    migrate()
    with writing() as session:
        first = first_account(session, chosen)
    address = f"http://{chosen.host}:{chosen.port}"
    lines = [f"Ready: {address}", f"Commissioners sign in at {address}/workspace/sign-in"]
    if first:
        lines.append(f"First account:  {first}  (kept in {chosen.data_dir / 'first-sign-in.txt'})")
    serve(chosen, model=model, say=click.echo, ready="\n".join(lines))


@main.command("prepare")
def prepare() -> None:
    """Read what people may ask in every pack, once, so that each start after it is quick."""
    from consultations.answering.index import index_of

    chosen = settings().content_dir
    for slug in pack_slugs(chosen):
        click.echo(f"Reading the pack {slug}. The first time takes a minute or two.")
        index_of(read_pack(chosen, slug))


@main.command("migrate")
def migrate_database() -> None:
    """Bring the database to the tables that this version needs."""
    migrate()
    click.echo("The database is up to date.")
