"""What many tests begin with, made once and copied for each: a database, a pack, a data folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from consultations.database import engine_for
from consultations.settings import settings
from tests.databases import Databases, used_as_ours
from tests.publishing import Desk, desk_in

Fill = Callable[[Desk], object]
Begin = Callable[[Fill], Desk]


@dataclass(frozen=True)
class World:
    """A database that nobody writes to any more, and the folders that go with it."""

    database: str
    content_dir: Path
    data_dir: Path


class Worlds:
    """Each way to begin, made when it is first asked for, on each kind of database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[Fill, Databases], World] = {}

    @contextmanager
    def again(
        self, fill: Fill, databases: Databases, folder: Path, patch: pytest.MonkeyPatch
    ) -> Iterator[Desk]:
        """A copy of what something makes on a published, open pack; the settings point at it."""
        world = self.made.get((fill, databases))
        if world is None:
            world = self.made[fill, databases] = self._make(fill, databases)
        shutil.copytree(world.data_dir, settings().data_dir, dirs_exist_ok=True)
        address = databases.copied(world.database, folder)
        with used_as_ours(address):
            shutil.copytree(world.content_dir, folder / "content")
            yield desk_in(folder / "content", patch)
        databases.take_away(address)

    def _make(self, fill: Fill, databases: Databases) -> World:
        folder = self.folder / str(len(self.made))
        world = World(databases.migrated(_new(folder)), folder / "content", folder / "data")
        with pytest.MonkeyPatch.context() as patch, used_as_ours(world.database):
            patch.setenv("DATA_DIR", str(_new(world.data_dir)))
            desk = desk_in(world.content_dir, patch)
            desk.look()
            fill(desk)
            engine_for(world.database).dispose()
        settings.cache_clear()
        return world


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder
