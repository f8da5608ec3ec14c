"""Bring the database to the tables that this version needs."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from consultations.audit import link_old_events
from consultations.database import writing
from consultations.settings import ROOT, SettingsError


def alembic_config() -> Config:
    """Alembic's configuration, wherever the command is run from."""
    return Config(str(ROOT / "migrations" / "alembic.ini"))


def migrate() -> None:
    """Upgrade to the newest revision, and link the events of a record that had no chain yet.

    Raises SettingsError when the database is newer than this version of the service.
    """
    try:
        command.upgrade(alembic_config(), "head")
    except CommandError as error:
        raise SettingsError(
            f"The database cannot be used by this version: {error}. "
            "Start the version that made it, or restore a backup."
        ) from error
    with writing() as session:
        link_old_events(session)
