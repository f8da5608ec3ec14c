"""The tables can be brought forward and back, and are what the models say."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from consultations.database import Base, engine_for, writing
from consultations.migrating import alembic_config, migrate
from consultations.settings import SettingsError


def tables(database_url: str) -> set[str]:
    return set(inspect(engine_for(database_url)).get_table_names()) - {"alembic_version"}


class TestMigrations:
    def test_make_every_table_of_the_models(self, empty_database_url: str) -> None:
        migrate()

        assert tables(empty_database_url) == set(Base.metadata.tables)

    def test_go_forward_back_and_forward_again(self, empty_database_url: str) -> None:
        migrate()
        command.downgrade(alembic_config(), "base")
        assert tables(empty_database_url) == set()

        migrate()
        assert tables(empty_database_url) == set(Base.metadata.tables)

    def test_go_one_step_at_a_time(self, empty_database_url: str) -> None:
        steps = [each.revision for each in ScriptDirectory(alembic_config_dir()).walk_revisions()]
        for step in reversed(steps):
            command.upgrade(alembic_config(), step)
            command.downgrade(alembic_config(), "-1")
            command.upgrade(alembic_config(), step)

        assert tables(empty_database_url) == set(Base.metadata.tables)

    def test_leave_nothing_for_alembic_to_add(self, empty_database_url: str) -> None:
        migrate()
        command.check(alembic_config())

    def test_change_nothing_the_second_time(self, database_url: str) -> None:
        migrate()

        assert tables(database_url) == set(Base.metadata.tables)

    def test_refuse_a_database_from_a_newer_version(self, database_url: str) -> None:
        with writing() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

        with pytest.raises(SettingsError, match="Start the version that made it"):
            migrate()


def alembic_config_dir() -> str:
    return str(alembic_config().get_main_option("script_location"))
