"""The command line: ``consult``."""

from __future__ import annotations

import importlib
from typing import NamedTuple

import click
from sqlalchemy.exc import SQLAlchemyError

from consultations.accounts.faults import AccountError
from consultations.content.faults import ContentError
from consultations.settings import SettingsError, settings


class Kept(NamedTuple):
    """Where a command is, and what it does in a few words."""

    where: str
    what: str


# A command is loaded when it is called: most need much that the others do not.
COMMANDS = {
    "account": Kept("accounts_cli:account", "Work with the accounts of commissioners."),
    "audit": Kept("audit.commands:audit", "Check the record of what was done."),
    "backup": Kept("keeping_safe.commands:backup", "Copy the database while it is used."),
    "check-export": Kept("exports.commands:check_export", "Check that no exported file changed."),
    "content": Kept("content_cli:content", "Write consultations, check and publish them."),
    "erase": Kept("keeping_safe.commands:erase", "Delete what one response said, everywhere."),
    "evidence": Kept("evidence.commands:evidence", "Show what was shown and said in a response."),
    "export": Kept("exports.commands:export", "Take the responses of a consultation out."),
    "import": Kept("imports.commands:bring_in_file", "Bring responses in from a file."),
    "invitations": Kept("invitations_cli:invitations", 'Give out codes that prove "staff" once.'),
    "print": Kept("printing.commands:print_sheet", "Write a poster, or a form on paper."),
    "report": Kept("reporting.commands:report", "Write the report of a consultation."),
    "restore": Kept("keeping_safe.commands:restore", "Put a copy in the place of the database."),
    "simulate": Kept(
        "simulating.commands:simulate_respondents", "Fill a consultation with invented people."
    ),
    "themes": Kept("coding.commands:themes", "Work with the themes of comments."),
    "translations": Kept("languages.commands:translations", "Translate the service and its packs."),
}


class PlainErrors(click.Group):
    """Ends with one line for people when something is wrong, and never with a traceback."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted([*super().list_commands(context), *COMMANDS])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        kept = COMMANDS.get(name)
        if kept is None:
            return super().get_command(context, name)
        module, _, found = kept.where.partition(":")
        command = getattr(importlib.import_module(f"consultations.{module}"), found)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Name every command with what it does, without loading it."""
        own = {name: each.get_short_help_str(80) for name, each in self.commands.items()}
        rows = sorted({**own, **{name: kept.what for name, kept in COMMANDS.items()}}.items())
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (SettingsError, AccountError, ContentError) as error:
            raise click.ClickException(str(error)) from error
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise _TypedWrong(error) from error
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


class _TypedWrong(click.ClickException):
    """What was typed wrong, and where the help is."""

    exit_code = 2

    def __init__(self, error: click.UsageError) -> None:
        command = error.ctx.command_path if error.ctx else "consult"
        super().__init__(f"{error.format_message()} See '{command} --help'.")


@click.group(cls=PlainErrors)
def main() -> None:
    """Run consultations on changes to health services."""


@main.command("serve")
def serve_everything() -> None:
    """Start Rasa and the app, and keep them running until Ctrl-C."""
    from consultations.accounts import first_account
    from consultations.authoring.making import bring_shared
    from consultations.database import writing
    from consultations.migrating import migrate
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


@main.command("prepare", short_help="Read what people may ask, so that starts are quick.")
def prepare() -> None:
    """Read every pack once, so that each start is quick."""
    from consultations.answering.index import index_of
    from consultations.content.loading import pack_slugs, read_pack

    chosen = settings().content_dir
    for slug in pack_slugs(chosen):
        click.echo(f"Reading the pack {slug}. The first time takes a minute or two.")
        index_of(read_pack(chosen, slug))


@main.command("migrate", short_help="Bring the database up to date.")
def migrate_database() -> None:
    """Bring the database to the tables that this version needs."""
    from consultations.migrating import migrate

    migrate()
    click.echo("The database is up to date.")
