"""Alembic: bring the database of the settings to the current tables."""

from __future__ import annotations

from alembic import context

from consultations import models  # noqa: F401 - the tables have to be known
from consultations.database import Base, engine_for
from consultations.settings import settings


def run() -> None:
    """Run the migrations on the connection that was given, or on the database of the settings."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    engine = engine_for(settings().database_url).execution_options(writes=True)
    with engine.connect() as connection:
        _migrate(connection)


def _migrate(connection: object) -> None:
    context.configure(
        connection=connection,  # type: ignore[arg-type]
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
